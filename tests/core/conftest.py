"""Fixtures of the tests of core, which knows no domain: jobs and documents of its own, about a network."""

from copy import deepcopy

import pytest
from django.utils.translation import get_language

from core import documents, jobs
from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from tests.core.helpers import Recorder

DOCUMENT = {
    "title": "Muistio 15.1.2009",
    "network": "Rannikon verkosto",
    "kind": "Muistio",
    "date": "15.1.2009",
    "version": "3",
    "address": "verkosto.example/m/1",
}


@pytest.fixture
def register_work():
    """``register_work(work=…, store=…)``: the handler of jobs of the kind "test.work", for the length of the test."""
    yield lambda **handler: jobs.register_handler("test.work", **handler)
    jobs._handlers.pop("test.work", None)


@pytest.fixture
def document_kind():
    """A document "test.document" about a network; its content's version is the Finnish name of the network."""
    register_document(
        DocumentKind(
            name="test.document",
            title="Test document",
            model="network.network",
            permission="network.add_person",
            version=lambda network, variant: network.name_fi,
            render=lambda network, variant, language: RenderedPdf("<html>", f"{network} {language}".encode(), 2),
            filename=lambda network, variant: f"asiakirja{variant}-{get_language()}",
        )
    )
    yield "test.document"
    documents._kinds.pop("test.document")


@pytest.fixture
def recorder(register_work):
    recorder = Recorder()
    register_work(work=recorder.work, store=recorder.store)
    return recorder


@pytest.fixture
def render(settings, tmp_path):
    """``render(body)``: a document with that body, through ``pdf/base.html``."""
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(tmp_path)

    def make(body, *, language="fi", head="", **document):
        source = f'{{% extends "pdf/base.html" %}}{head}{{% block body %}}{body}{{% endblock body %}}'
        (tmp_path / "sample.html").write_text(source, encoding="utf-8")
        return render_pdf("sample.html", {"document": DOCUMENT | document}, language=language)

    return make
