"""A workbook of organisations and people between its upload and its saving."""

import pytest

from network.services import preview_import
from tests.network.workbooks import workbook


@pytest.fixture
def imported(network, secretary):
    """``imported([organisation, …], [person, …])``: a preview of rows given as ``{column name: value}``."""

    def make(organisations=(), people=(), actor=secretary):
        return preview_import(network, content=workbook(organisations, people), file_name="väki.xlsx", actor=actor)

    return make
