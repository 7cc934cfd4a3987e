from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from network.models import Municipality, Network, Organisation, Person, Position, Role
from tests.factories.network import (
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
    UserFactory,
)

TODAY_AND_EVER = [(None, None), (date(2000, 1, 1), None), (None, date(2999, 12, 31))]
NOT_TODAY = [(date(2000, 1, 1), date(2000, 12, 31)), (date(2999, 1, 1), None)]
STAFF = ["coordinator", "admin", "secretary"]
OTHERS = ["orderer", "facilitator", "member", "editor"]


@pytest.mark.parametrize(("valid_from", "valid_to"), TODAY_AND_EVER)
def test_network_is_visible_while_a_role_lasts(network, other_network, valid_from, valid_to):
    role = RoleFactory(network=network, valid_from=valid_from, valid_to=valid_to)

    assert list(Network.objects.visible_to(role.user)) == [network]


@pytest.mark.parametrize(("valid_from", "valid_to"), NOT_TODAY)
def test_network_is_invisible_outside_the_days_of_a_role(network, valid_from, valid_to):
    role = RoleFactory(network=network, valid_from=valid_from, valid_to=valid_to)

    assert list(Network.objects.visible_to(role.user)) == []


@pytest.mark.parametrize("kind", STAFF)
def test_staff_see_the_people_of_their_network_only(as_role, network, other_network, kind):
    person = PersonFactory(network=network)
    PersonFactory(network=other_network)

    assert list(Person.objects.visible_to(as_role(kind))) == [person]


@pytest.mark.parametrize("kind", OTHERS)
def test_others_see_only_themselves(as_role, network, kind):
    user = as_role(kind)
    oneself = PersonFactory(network=network, user=user)
    PersonFactory(network=network)

    assert list(Person.objects.visible_to(user)) == [oneself]


def test_oneself_is_invisible_in_a_network_without_a_role(as_role, other_network):
    user = as_role("member")
    PersonFactory(network=other_network, user=user)

    assert list(Person.objects.visible_to(user)) == []


@pytest.mark.parametrize("kind", STAFF + OTHERS)
def test_organisations_and_positions_are_seen_by_every_role_of_the_network(as_role, network, other_network, kind):
    user = as_role(kind)
    position = PositionFactory(person__network=network)
    PositionFactory(person__network=other_network)

    assert list(Organisation.objects.visible_to(user)) == [position.organisation]
    assert list(Position.objects.visible_to(user)) == [position]


def test_roles_are_seen_by_the_administrator_and_by_oneself(admin, member, other_network):
    RoleFactory(network=other_network)

    assert set(Role.objects.visible_to(admin)) == {*admin.roles.all(), *member.roles.all()}
    assert set(Role.objects.visible_to(member)) == set(member.roles.all())


@pytest.mark.parametrize("model", [Network, Person, Organisation, Position, Role])
def test_nothing_is_visible_to_anonymous_or_without_a_role(network, model):
    PositionFactory(person__network=network)
    RoleFactory(network=network)

    assert list(model.objects.visible_to(AnonymousUser())) == []
    assert list(model.objects.visible_to(UserFactory())) == []


@pytest.mark.parametrize(
    "words", ["Äijälä", "aijala", "ÄIJÄLÄ", "Anna Äijälä", "aijala anna", "mari", "jäl", "A\u0308ija\u0308la\u0308"]
)
def test_person_is_found_by_any_part_in_any_order(network, words):
    person = PersonFactory(network=network, first_name="Anna-Mari", last_name="Äijälä")
    PersonFactory(network=network, first_name="Pekka", last_name="Puro")

    assert list(Person.objects.search(words)) == [person]


@pytest.mark.parametrize("words", ["", "  ", "Anna Puro", "100%", "_"])
def test_person_is_not_found_by_what_the_name_does_not_hold(network, words):
    PersonFactory(network=network, first_name="Anna-Mari", last_name="Äijälä")

    assert list(Person.objects.search(words)) == []


def test_search_puts_names_that_begin_so_first(network):
    inside = OrganisationFactory(network=network, name="Etelä-Ruokola")
    word = OrganisationFactory(network=network, name="Koti ja Kola ry")
    beginning = OrganisationFactory(network=network, name="Kolan kunta")

    assert list(Organisation.objects.search("kola")) == [beginning, word, inside]


def test_municipality_of_today_comes_before_the_ended_one_of_its_name(db):
    today = MunicipalityFactory(code="444", name_fi="Lohja", name_sv="Lojo", valid_from=date(1997, 1, 1))
    ended = MunicipalityFactory(
        code="427", name_fi="Lohja", name_sv="Lojo", valid_to=date(1996, 12, 31), successor=today
    )

    assert list(Municipality.objects.search("lojo")) == [today, ended]


@pytest.mark.timeout(10)
def test_search_by_a_whole_book_of_words_is_a_short_query(network, django_assert_max_num_queries):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")

    with django_assert_max_num_queries(2) as queries:
        of_many = list(Organisation.objects.search("rannan kunta " * 100_000))
        of_a_long_one = list(Organisation.objects.search("x" * 1_000_000))

    assert (of_many, of_a_long_one) == ([organisation], [])
    assert max(len(query["sql"]) for query in queries.captured_queries) < 10_000


@pytest.fixture
def day():
    return date(2026, 3, 2)


def test_network_offers_its_municipalities_of_the_day(network, other_network, day):
    kouvola = MunicipalityFactory(valid_from=date(2009, 1, 1))
    elimaki = MunicipalityFactory(valid_to=date(2008, 12, 31), successor=kouvola)
    network.municipalities.add(kouvola, elimaki)
    other_network.municipalities.add(kouvola, MunicipalityFactory())

    assert list(Municipality.objects.of_network(network, day)) == [kouvola]
    assert list(Municipality.objects.of_network(network.pk, date(2008, 1, 1))) == [elimaki]


def test_network_without_municipalities_of_the_day_offers_all_of_it(network, other_network, day):
    kouvola, other = MunicipalityFactory.create_batch(2)
    network.municipalities.add(MunicipalityFactory(valid_to=date(2008, 12, 31)))
    other_network.municipalities.add(other)

    assert set(Municipality.objects.of_network(network, day)) == {kouvola, other}


def test_municipality_that_was_named_stays_to_choose_from(network, day):
    own, named, _other = MunicipalityFactory.create_batch(3)
    ended = MunicipalityFactory(valid_to=date(2008, 12, 31), successor=own)
    network.municipalities.add(own)

    assert set(Municipality.objects.of_network(network, day, named=[named.pk, ended.pk])) == {own, named, ended}


def test_what_a_network_offers_is_one_query_with_names(network, day, django_assert_num_queries):
    network.municipalities.add(*MunicipalityFactory.create_batch(3, valid_to=day, successor=MunicipalityFactory()))

    with django_assert_num_queries(1):
        names = [str(one) for one in Municipality.objects.of_network(network, day)]

    assert len(names) == 3
