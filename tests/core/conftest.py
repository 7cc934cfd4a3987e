"""Fixtures of the tests of core, which knows no domain: jobs and documents of its own, about a network."""

import pytest
from django.utils.translation import get_language

from core import documents, jobs
from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf


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
