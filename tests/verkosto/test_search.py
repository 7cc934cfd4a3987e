"""The search over a whole network: what the user may see of it, and never a concern."""

import pytest
from django.urls import reverse

from meetings.models import Meeting
from tests.factories.bank import OrderFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.methods import MethodFactory
from tests.factories.network import OrganisationFactory, PersonFactory


def found(response, kind):
    return response.context["found"][kind].rows


@pytest.fixture
def search(client_as, network):
    """``search(user, words)``: the answer of the search page."""

    def ask(user, words):
        return client_as(user).get(reverse("search", args=[network.slug]), {"q": words})

    return ask


def test_search_finds_in_every_app(search, coordinator, network):
    order = OrderFactory(network=network, summary="Kuusikon suunnittelupalaveri")
    meeting = MeetingFactory(network=network, title="Kuusikon työryhmä")
    method = MethodFactory(name_fi="Kuusikko")
    person = PersonFactory(network=network, first_name="Aino", last_name="Kuusikkola")
    organisation = OrganisationFactory(network=network, name="Kuusikon perhekeskus")

    response = search(coordinator, "kuusik")

    assert {kind: part.rows for kind, part in response.context["found"].items()} == {
        "orders": [order],
        "meetings": [meeting],
        "methods": [method],
        "people": [person],
        "organisations": [organisation],
    }


def test_search_finds_an_order_by_its_number(search, coordinator, network):
    order = OrderFactory(network=network, year=2009, number=12)
    OrderFactory(network=network, year=2009, number=112)

    assert found(search(coordinator, "12/2009"), "orders") == [order]


def test_search_wants_every_word(search, coordinator, network):
    order = OrderFactory(network=network, summary="Koulutus neuvolassa", place="Kotka")
    OrderFactory(network=network, summary="Koulutus neuvolassa", place="Hamina")

    assert found(search(coordinator, "kotka koulutus"), "orders") == [order]


def test_search_sees_only_what_the_user_sees(search, member, network):
    OrderFactory(network=network, summary="Salainen suunnitelma")
    PersonFactory(network=network, last_name="Salainen")

    response = search(member, "salainen")

    assert response.context["nothing"]


def test_search_never_reads_concerns(search, coordinator, network):
    OrderFactory(network=network, concern="Kuusivaara")

    assert search(coordinator, "kuusivaara").context["nothing"]


def test_search_shows_no_other_network(search, coordinator, other_network):
    OrderFactory(network=other_network, summary="Kuusikko")
    MeetingFactory(network=other_network, title="Kuusikko")
    PersonFactory(network=other_network, last_name="Kuusikko")
    OrganisationFactory(network=other_network, name="Kuusikko")

    assert search(coordinator, "kuusikko").context["nothing"]


def test_search_without_words_asks_nothing(search, coordinator):
    assert search(coordinator, " ").context["found"] == {}


def test_search_says_that_there_are_more(search, coordinator, network):
    OrderFactory.create_batch(11, network=network, summary="Kuusikko")

    part = search(coordinator, "kuusikko").context["found"]["orders"]

    assert (len(part.rows), part.has_more) == (10, True)


@pytest.mark.parametrize("row_count", [1, 3])
def test_search_query_count(client_as, coordinator, network, row_count, django_assert_num_queries):
    OrderFactory.create_batch(row_count, network=network, summary="Kuusikko")
    MeetingFactory.create_batch(row_count, network=network, title="Kuusikko")
    PersonFactory.create_batch(row_count, network=network, last_name="Kuusikko")
    for number in range(row_count):
        OrganisationFactory(network=network, name=f"Kuusikko {number}")
    client = client_as(coordinator)

    # session, user, roles, networks; one for each kind
    with django_assert_num_queries(9):
        response = client.get(reverse("search", args=[network.slug]), {"q": "kuusikko"})

    assert len(found(response, "meetings")) == row_count == Meeting.objects.count()
