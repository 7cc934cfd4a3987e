import pytest
from django.utils import translation

from bank.services import preview_import
from bank.sheets import sheet_of
from core.spreadsheets import write_workbook
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.network import OrganisationFactory, PersonFactory


@pytest.fixture(autouse=True)
def english():
    """Refusals are compared with their source text."""
    with translation.override("en"):
        yield


@pytest.fixture
def order(network):
    return OrderFactory(network=network)


@pytest.fixture
def consultant(network):
    return MemberFactory(network=network)


@pytest.fixture
def facts(network):
    """What a coordinator writes down in a phone call."""
    return {
        "organisation": OrganisationFactory(network=network, name="Kotkan sosiaalitoimisto"),
        "contact": PersonFactory(network=network, first_name="Maija", last_name="Esimerkki"),
        "kind": "planning",
        "summary": "Teemaneuvonpito perhetyöstä",
    }


@pytest.fixture
def imported(network, coordinator):
    """``imported(kind, row, …)``: a preview of rows given as ``{column name: value}``."""

    def make(kind, *rows, network=network, actor=coordinator):
        sheet = sheet_of(kind)
        content = write_workbook(sheet, [[row.get(name) for name in sheet.names] for row in rows]).content
        return preview_import(network, kind=kind, content=content, file_name="tiedosto.xlsx", actor=actor)

    return make


@pytest.fixture
def browser(client_as, coordinator):
    return client_as(coordinator)
