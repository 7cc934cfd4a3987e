"""The structure of a day, with the names and members of that day."""

from datetime import date

import pytest

from network.models import GroupName
from structure.models import PartVersion
from structure.queries import belongings_on, days_of_change, structure_on
from structure.services import answer_call
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PositionFactory,
)
from tests.factories.structure import (
    FIRST,
    AskedOrganisationFactory,
    GroupPlaceFactory,
    PartContactFactory,
    PartFactory,
)

NEW_DAY = date(2009, 1, 15)


@pytest.fixture
def area(network):
    return PartFactory(network=network, name="Yhteinen työ")


@pytest.fixture
def theme(network, area):
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)
    PartVersion.objects.create(part=theme, name_fi="Apu ajoissa", number=2, area=area, valid_from=NEW_DAY)
    return theme


def outline(nodes):
    return [(node.label, outline(node.children)) for node in nodes]


def test_structure_on_has_the_names_of_the_day(network, area, theme):
    group = GroupFactory(network=network, name="Verstas")
    for name, day in (("Työryhmä", None), ("Verstas", NEW_DAY)):
        GroupName.objects.create(group=group, name=name, valid_from=day)
    GroupPlaceFactory(group=group, part=theme)

    before, after = (structure_on(network, day) for day in (date(2008, 12, 1), date(2009, 2, 1)))

    assert outline(before.areas) == [("Yhteinen työ", [("2. Varhainen apu", [("Työryhmä", [])])])]
    assert outline(after.areas) == [("Yhteinen työ", [("2. Apu ajoissa", [("Verstas", [])])])]


def test_structure_on_leaves_out_what_was_not_yet_or_no_more(network, area, theme):
    place = GroupPlaceFactory(part=theme, group__network=network, valid_from=NEW_DAY)

    assert structure_on(network, date(2007, 12, 31)).roots == ()
    assert [len(structure_on(network, day).of_kind("group")) for day in (date(2009, 1, 14), NEW_DAY)] == [0, 1]
    place.group.ended_on = date(2009, 6, 30)
    place.group.save()
    assert [len(structure_on(network, day).of_kind("group")) for day in (date(2009, 6, 30), date(2009, 7, 1))] == [
        1,
        0,
    ]


def test_members_are_municipalities_of_who_is_represented_or_works_there(network, theme):
    group = GroupPlaceFactory(part=theme, group__network=network).group
    town = OrganisationFactory(network=network, municipality=MunicipalityFactory(name_fi="Hanko"))
    unit = OrganisationFactory(network=network, name="Koulutoimi", parent=town)
    # Its seat is in the town; it is not the town.
    club = OrganisationFactory(
        network=network, name="Perheiden talo ry", kind="association", municipality=town.municipality
    )
    GroupMembershipFactory(group=group, person=None, organisation=unit)
    GroupMembershipFactory(group=group, organisation=club, role="chair")
    worker = GroupMembershipFactory(group=group)
    PositionFactory(person=worker.person, organisation=town, valid_to=NEW_DAY)

    (node,) = structure_on(network, NEW_DAY).of_kind("group")

    assert [(child.name, child.pk) for child in node.children] == [("Hanko", unit.pk), ("Perheiden talo ry", club.pk)]
    assert [task for _name, task in node.people] == ["Puheenjohtaja"]


def test_organisation_that_has_ended_is_no_member_though_its_membership_was_left_open(network, theme):
    group = GroupPlaceFactory(part=theme, group__network=network).group
    ended = OrganisationFactory(network=network, name="Elimäen kunta", valid_to=date(2008, 12, 31))
    GroupMembershipFactory(group=group, person=None, organisation=ended)
    worker = GroupMembershipFactory(group=group)
    PositionFactory(person=worker.person, organisation=ended)

    before, after = (structure_on(network, day).of_kind("group")[0] for day in (ended.valid_to, NEW_DAY))

    assert [child.name for child in before.children] == ["Elimäen kunta"]
    assert after.children == ()


def test_areas_come_in_the_order_of_their_themes_and_strands_and_groups_last(network, area, theme):
    first = PartFactory(network=network, name="Toinen alue")
    PartFactory(network=network, kind="theme", name="Yksi", name__number=1, name__area=first)
    PartFactory(network=network, kind="strand", name="Ruotsiksi")
    GroupPlaceFactory(group=GroupFactory(network=network, name="Ohjaus"), part=None)

    found = structure_on(network, FIRST)

    assert [node.label for node in found.roots] == ["Toinen alue", "Yhteinen työ", "Ruotsiksi", "Ohjaus"]
    assert [node.number for node in found.themes] == [1, 2]


def test_structure_on_tells_who_leads_that_day(network, theme):
    contact = PartContactFactory(part=theme, valid_to=NEW_DAY)

    found = [structure_on(network, day).themes[0].people for day in (NEW_DAY, date(2009, 1, 16))]

    assert found == [((contact.person.name, "Vetää"),), ()]


def test_structure_on_shows_nothing_of_another_network(network, other_network, theme):
    PartFactory(network=other_network, name="Muiden alue")

    assert [node.label for node in structure_on(network, FIRST).areas] == ["Yhteinen työ"]


@pytest.mark.parametrize("count", [1, 4])
def test_structure_on_asks_as_much_for_many_as_for_few(network, area, theme, django_assert_num_queries, count):
    for _number in range(count):
        place = GroupPlaceFactory(part=theme, group__network=network)
        GroupMembershipFactory.create_batch(count, group=place.group)

    with django_assert_num_queries(8):
        structure_on(network, FIRST)


def test_belongings_are_those_that_the_whole_structure_has_of_the_part(network, area, theme):
    other = PartFactory(network=network, kind="theme", name="Muu teema", name__number=1, name__area=area)
    elsewhere = PartFactory(
        network=network, kind="theme", name="Muualla", name__number=3, name__area=PartFactory(network=network)
    )
    for part in (area, theme, other, elsewhere):
        GroupMembershipFactory(group=GroupPlaceFactory(part=part, group__network=network).group)
        PartContactFactory(part=part)
        if part.is_theme:
            asked = AskedOrganisationFactory(call__network=network, call__themes=[part])
            answer_call(asked, answer="joins", themes=[part], body="Lautakunta", decided_on=FIRST, actor=None)

    whole = structure_on(network, NEW_DAY)

    assert belongings_on(area, NEW_DAY) == whole.areas[0].children
    assert belongings_on(theme, NEW_DAY) == next(node for node in whole.themes if node.pk == theme.pk).children
    assert len(belongings_on(theme, NEW_DAY)) == 2
    assert belongings_on(area, date(2007, 12, 31)) == ()


def test_days_of_change_are_first_days_and_the_days_after_last_ones(network, theme):
    GroupPlaceFactory(part=theme, group__network=network, valid_from=date(2009, 3, 1), valid_to=date(2009, 3, 31))

    assert days_of_change(network) == [date(2009, 4, 1), date(2009, 3, 1), NEW_DAY, FIRST]
