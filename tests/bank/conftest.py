import pytest
from django.utils import translation

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
