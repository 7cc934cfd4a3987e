"""The page of a network's municipalities: who gets it, what it adds and takes off, and that choices follow."""

from datetime import date

import pytest
from django.urls import reverse

from network.models import Municipality
from tests.factories.network import MunicipalityFactory

KEEPERS = ["coordinator", "admin"]
OTHERS = ["orderer", "facilitator", "secretary", "member", "editor"]


def address(name="municipality-served"):
    return reverse(f"network:{name}", args=["oma"])


def text_of(response):
    return response.content.decode()


@pytest.fixture
def browser(client_as, admin):
    return client_as(admin)


@pytest.fixture
def kouvola(db):
    return MunicipalityFactory(name_fi="Kouvola", region_fi="Kymenlaakso")


@pytest.fixture
def elimaki(kouvola):
    return MunicipalityFactory(
        name_fi="Elimäki", region_fi="Kymenlaakso", valid_to=date(2008, 12, 31), successor=kouvola
    )


@pytest.mark.parametrize("kind", KEEPERS)
def test_keepers_find_the_page_from_the_list_of_municipalities(client_as, as_role, network, kind):
    browser = client_as(as_role(kind))

    assert f'href="{address()}"' in text_of(browser.get(address("municipality-list")))
    assert "Verkoston kunnat" in text_of(browser.get(address()))


@pytest.mark.parametrize("kind", OTHERS)
def test_others_change_nothing_and_are_shown_no_link(client_as, as_role, network, kouvola, kind):
    browser = client_as(as_role(kind))
    network.municipalities.add(kouvola)

    answers = [
        browser.get(address()),
        browser.post(address(), {"region": "Kymenlaakso"}),
        browser.post(address("municipality-served-remove"), {"municipality": kouvola.pk}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert address() not in text_of(browser.get(address("municipality-list")))
    assert list(network.municipalities.all()) == [kouvola]


@pytest.mark.parametrize("picked", [False, True])
def test_municipality_of_the_past_is_picked_or_typed(browser, network, elimaki, picked):
    data = dict.fromkeys(("municipality_text", "municipality_was"), str(elimaki)) | {"municipality": elimaki.pk}

    response = browser.post(address(), data if picked else {"municipality_text": "elimaki"}, follow=True)

    assert list(network.municipalities.all()) == [elimaki]
    assert "1 kunta lisättiin." in text_of(response)
    assert "Elimäki (31.12.2008 asti, nyt Kouvola)" in text_of(response)


def test_region_adds_its_municipalities_of_today_at_once(browser, network, kouvola, elimaki):
    kotka = MunicipalityFactory(name_fi="Kotka", region_fi="Kymenlaakso")
    MunicipalityFactory(region_fi="Uusimaa")

    first = browser.post(address(), {"region": "Kymenlaakso"}, follow=True)
    again = browser.post(address(), {"region": "Kymenlaakso"}, follow=True)

    assert set(network.municipalities.all()) == {kouvola, kotka}
    assert "2 kuntaa lisättiin." in text_of(first)
    assert "Verkostolla oli ne jo." in text_of(again)


@pytest.mark.parametrize(
    ("data", "field"),
    [({}, "municipality"), ({"municipality_text": "Olematon"}, "municipality"), ({"region": "Karjala"}, "region")],
)
def test_form_says_what_to_choose(browser, network, kouvola, data, field):
    response = browser.post(address(), data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not network.municipalities.exists()


def test_municipality_is_removed_and_what_is_gone_is_no_error(browser, network, other_network, kouvola, elimaki):
    for one in (network, other_network):
        one.municipalities.add(kouvola, elimaki)

    answers = [
        browser.post(address("municipality-served-remove"), {"municipality": elimaki.pk}, follow=True)
        for _time in range(2)
    ]

    assert [("Elimäki ei ole enää verkoston kunta" in text_of(one)) for one in answers] == [True, True]
    assert list(network.municipalities.all()) == [kouvola]
    assert other_network.municipalities.count() == Municipality.objects.count() == 2


@pytest.mark.parametrize("data", [{}, {"municipality": "kaikki"}, {"municipality": "99999999999999999999"}])
def test_nonsense_removes_nothing(browser, network, kouvola, data):
    network.municipalities.add(kouvola)

    response = browser.post(address("municipality-served-remove"), data)

    assert response.url == address()
    assert list(network.municipalities.all()) == [kouvola]


def test_page_without_municipalities_says_what_is_offered(browser, network):
    assert "tarjotaan valittavaksi kaikki Suomen kunnat" in text_of(browser.get(address()))


@pytest.mark.parametrize("rows", [1, 4])
def test_page_asks_a_constant_number_of_queries(browser, network, rows, django_assert_num_queries):
    network.municipalities.add(
        *(MunicipalityFactory(valid_to=date(2008, 12, 31), successor=MunicipalityFactory()) for _row in range(rows))
    )

    with django_assert_num_queries(6):  # session, user, networks, roles, regions, municipalities
        response = browser.get(address())

    assert len(response.context["municipalities"]) == rows
