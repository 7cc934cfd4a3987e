"""The way through the product: each role is shown what it may open, and where it is."""

import re

import pytest
from django.urls import resolve, reverse

from network.enums import RoleKind
from verkosto import navigation

HOME, MEETINGS, METHODS = "/v/oma/", "/v/oma/kokoukset/", "/menetelmat/"
BANK, NETWORK = "/v/oma/pankki/tilaukset/", "/v/oma/rakenne/"


@pytest.mark.parametrize(
    ("kind", "urls"),
    [
        (RoleKind.COORDINATOR, [HOME, MEETINGS, METHODS, BANK, NETWORK]),
        (RoleKind.ORDERER, [HOME, MEETINGS, METHODS, BANK, NETWORK]),
        (RoleKind.FACILITATOR, [HOME, MEETINGS, METHODS, BANK, NETWORK]),
        (RoleKind.SECRETARY, [HOME, MEETINGS, METHODS, NETWORK]),
        (RoleKind.MEMBER, [HOME, MEETINGS, METHODS, NETWORK]),
        (RoleKind.EDITOR, [HOME, MEETINGS, METHODS, NETWORK]),
        (RoleKind.ADMIN, [HOME, MEETINGS, METHODS, NETWORK]),
    ],
)
def test_sections_are_those_that_the_role_may_open(client_as, as_role, network, kind, urls):
    user = as_role(kind)
    client = client_as(user)

    links = navigation.sections(user, network, None)

    assert [link.url for link in links] == urls
    assert {client.get(link.url).status_code for link in links} == {200}


def test_outside_a_network_only_the_methods_are_offered(coordinator):
    assert [link.url for link in navigation.sections(coordinator, None, None)] == [METHODS]


@pytest.mark.parametrize("kind", RoleKind.values)
def test_tabs_are_those_that_the_role_may_open(client_as, as_role, network, kind):
    user = as_role(kind)
    client = client_as(user)

    links = [link for url in (BANK, NETWORK, MEETINGS) for link in navigation.tabs(user, network, resolve(url))]

    assert {client.get(link.url).status_code for link in links} <= {200}


@pytest.mark.parametrize(
    ("kinds", "url", "folded"),
    [
        (["member"], NETWORK, []),
        (["secretary"], NETWORK, []),
        (["coordinator"], NETWORK, ["Salassapito", "Kunnat"]),
        (["coordinator", "admin"], NETWORK, ["Salassapito", "Poikkeuslukeminen", "Kunnat"]),
        (["facilitator"], BANK, []),
        (["coordinator"], BANK, ["Sopimukset", "Ylläpitäjä", "Palaute"]),
    ],
)
def test_tabs_for_which_there_is_no_room_are_folded_into_a_menu(client_as, as_role, network, kinds, url, folded):
    page = client_as(as_role(*kinds)).get(url).content.decode()
    menu = page.partition("tabs-menu")[2].partition("</details>")[0]

    assert re.findall(r"<a [^>]*>([^<]+)</a>", menu) == folded
    assert page.partition("tabs-shown")[2].partition("</div>")[0].count("<a ") <= navigation.ROOM


def test_menu_of_tabs_is_named_after_the_page_where_one_is(client_as, coordinator):
    page = client_as(coordinator).get(reverse("network:municipality-list", args=["oma"])).content.decode()

    assert '<summary class="current">Kunnat<span class="visually-hidden">' in page


@pytest.mark.parametrize(
    ("url", "section", "tab"),
    [
        (HOME, HOME, []),
        ("/v/oma/pankki/tilaukset/uusi/", BANK, [BANK]),
        ("/v/oma/pankki/jasenet/7/", BANK, [reverse("bank:member-list", args=["oma"])]),
        (METHODS, METHODS, []),
    ],
)
def test_current_place_is_marked(coordinator, network, url, section, tab):
    match = resolve(url)

    links = navigation.sections(coordinator, network, match)
    tabs = navigation.tabs(coordinator, network, match)

    assert [link.url for link in links if link.current] == [section]
    assert [link.url for link in tabs if link.current] == tab
