"""The directory: what is found, by whom, and with how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from network.models import GroupName
from network.queries import DIRECTORY_ROWS, search_directory
from tests.factories.network import (
    GroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)


@pytest.fixture
def rows(network, other_network):
    town = OrganisationFactory(
        network=network, name="Elimäen kunta", municipality=MunicipalityFactory(name_fi="Elimäki")
    )
    school = OrganisationFactory(network=network, name="Koulukeskus", parent=town)
    office = OrganisationFactory(network=network, name="Perhetupa", municipality=town.municipality)
    person = PersonFactory(network=network, first_name="Åsa", last_name="Mäki-Törmänen")
    PositionFactory(person=person, organisation=school)
    group = GroupFactory(network=network, name="Uusi nimi")
    GroupName.objects.create(group=group, name="Elimäen verstas")
    for one in (OrganisationFactory, GroupFactory):
        one(network=other_network, name="Elimäen muut")
    PersonFactory(network=other_network, last_name="Mäkinen")
    return {"town": town, "school": school, "office": office, "person": person, "group": group}


def test_organisations_are_found_by_their_place_and_groups_by_an_earlier_name(network, rows, coordinator):
    found = search_directory(network, coordinator, "elimäe")
    by_place = search_directory(network, coordinator, "elimaki")

    assert (found.organisations, found.groups, found.people) == ([rows["town"], rows["school"]], [rows["group"]], [])
    assert by_place.organisations == [rows["town"], rows["office"]]


def test_organisations_are_found_by_the_municipality_of_today(network, rows, coordinator):
    ended = rows["town"].municipality
    ended.valid_to, ended.successor = date(2008, 12, 31), MunicipalityFactory(name_fi="Kouvola")
    ended.save()

    found = search_directory(network, coordinator, "kouvola")

    assert found.organisations == [rows["town"], rows["office"]]
    assert str(found.organisations[0].municipality) == "Elimäki (31.12.2008 asti, nyt Kouvola)"


@pytest.mark.parametrize("words", ["torma", "asa mäki", "MÄKI åsa", "-tör"])
def test_people_are_found_by_any_part_in_any_order(network, rows, coordinator, words):
    assert search_directory(network, coordinator, words).people == [rows["person"]]


def test_members_find_organisations_but_nobody_else(network, rows, as_role):
    member = as_role("member")

    found = search_directory(network, member, "mä")

    assert (found.people, bool(found.organisations)) == ([], True)


def test_what_is_too_much_is_said(network, coordinator):
    OrganisationFactory.create_batch(DIRECTORY_ROWS + 1, network=network)

    found = search_directory(network, coordinator, "organisaatio")

    assert (len(found.organisations), found.more) == (DIRECTORY_ROWS, {"organisations"})


def test_no_words_find_nothing_without_a_query(network, coordinator, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not search_directory(network, coordinator, "  ")


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_much_for_many_as_for_few(client_as, coordinator, network, django_assert_num_queries, count):
    PositionFactory.create_batch(count, person__network=network, person__last_name="Etsitty")
    client = client_as(coordinator)

    # session, user, roles, networks, commitment, people, positions, organisations, groups
    with django_assert_num_queries(9):
        response = client.get(reverse("network:directory", args=["oma"]), {"q": "etsitty"})

    assert len(response.context["found"].people) == count


def test_page_says_what_can_be_looked_for_and_what_was_not_found(client_as, coordinator, network):
    client, url = client_as(coordinator), reverse("network:directory", args=["oma"])

    assert "Hae nimellä" in client.get(url).content.decode()
    missing = client.get(url, {"q": "löytymätön"}, HTTP_HX_REQUEST="true")
    assert "Mitään ei löytynyt" in missing.content.decode()
    assert b"<html" not in missing.content
