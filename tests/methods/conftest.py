import copy
import json

import pytest
from django.urls import reverse

from methods.services import METHODS_FILE, open_version
from tests.factories.methods import MethodVersionFactory

DATA = json.loads(METHODS_FILE.read_text(encoding="utf-8"))


@pytest.fixture
def editor(as_role):
    return as_role("editor", name="Eero Editori")


@pytest.fixture
def reviewer(as_role):
    return as_role("editor", name="Raili Tarkastaja")


@pytest.fixture
def draft(editor):
    """A draft by ``editor``, made from a published version."""
    published = MethodVersionFactory(sources=["Lähde"])
    return open_version(published, actor=editor)


@pytest.fixture
def address():
    """``address(version, "texts")``: an address of the editors' side."""

    def make(version, name, *args):
        return reverse(f"catalogue:{name}", args=[version.method.code, version.number, *args])

    return make


@pytest.fixture
def data():
    """The catalogue's own file, for a test to spoil."""
    return copy.deepcopy(DATA)


@pytest.fixture
def catalogue(tmp_path):
    """``catalogue(data)``: a file that holds it."""

    def write(data):
        path = tmp_path / "methods.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    return write
