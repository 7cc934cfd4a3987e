import copy
import json

import pytest

from methods.services import METHODS_FILE

DATA = json.loads(METHODS_FILE.read_text(encoding="utf-8"))


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
