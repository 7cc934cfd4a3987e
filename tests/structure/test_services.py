"""Parts, places and contacts: each change is a new row, and what held before stays."""

from datetime import date

import pytest

from core.errors import DomainError, EditConflict
from core.models import LogEntry
from network.models import Network
from structure.enums import ContactRole, PartKind
from structure.models import PartContact
from structure.services import (
    PartRefused,
    add_part,
    change_part,
    end_contact,
    end_part,
    end_place,
    erase_contacts,
    mark_part,
    name_contact,
    place_group,
)
from tests.factories.network import GroupFactory, PersonFactory, ThemeFactory
from tests.factories.structure import FIRST, GroupPlaceFactory, PartContactFactory, PartFactory

NEW_DAY = date(2009, 1, 15)


def theme_of(network, area, number=2, name="Varhainen apu"):
    return PartFactory(network=network, kind="theme", name=name, name__number=number, name__area=area)


@pytest.fixture
def area(network):
    return PartFactory(network=network, name="Yhteinen työ")


@pytest.fixture
def theme(network, area):
    return theme_of(network, area)


def test_add_part_makes_its_first_name_and_the_log_line(network, area, coordinator):
    theme = add_part(
        network, kind="theme", name_fi="Apu  arkeen", number=1, area=area, valid_from=FIRST, actor=coordinator
    )

    assert theme.label_on(FIRST) == "1. Apu arkeen"
    assert LogEntry.objects.of(theme).get().action == "structure.part.added"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"number": None}, "number"),
        ({"area": None}, "area"),
        ({"number": 2}, "number"),
        ({"name_fi": "varhainen APU"}, "name_fi"),
        ({"kind": "strand"}, "number"),
        ({"valid_from": date(2007, 12, 31)}, "area"),
    ],
)
def test_add_part_refuses_what_the_others_rule_out(network, area, theme, coordinator, facts, field):
    given = {"kind": "theme", "name_fi": "Uusi", "number": 3, "area": area, "valid_from": FIRST} | facts

    with pytest.raises(PartRefused) as refusal:
        add_part(network, **given, actor=coordinator)

    assert refusal.value.field == field


def test_add_part_refuses_an_area_and_a_theme_of_another_network(network, other_network, coordinator):
    with pytest.raises(PartRefused):
        add_part(
            network,
            kind="theme",
            name_fi="Uusi",
            number=3,
            area=PartFactory(network=other_network),
            valid_from=FIRST,
            actor=coordinator,
        )
    with pytest.raises(PartRefused):
        add_part(
            network,
            kind="area",
            name_fi="Uusi",
            valid_from=FIRST,
            marked_theme=ThemeFactory(network=other_network),
            actor=coordinator,
        )


def test_number_of_a_theme_that_has_ended_is_free_again(network, area, theme, coordinator):
    end_part(theme, last_day=date(2008, 12, 31), actor=coordinator)

    new = add_part(
        network, kind="theme", name_fi="Uusi", number=2, area=area, valid_from=date(2009, 1, 1), actor=coordinator
    )

    assert new.label_on(NEW_DAY) == "2. Uusi"


def test_change_part_keeps_the_old_name_on_earlier_days(theme, area, coordinator):
    change_part(theme, name_fi="Lyhyempi nimi", number=2, area=area, valid_from=NEW_DAY, actor=coordinator)

    assert [theme.label_on(day) for day in (date(2009, 1, 14), NEW_DAY)] == ["2. Varhainen apu", "2. Lyhyempi nimi"]
    assert LogEntry.objects.of(theme).get().changes["name"] == ["2. Varhainen apu", "2. Lyhyempi nimi"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"valid_from": date(2007, 12, 31)}, "valid_from"),
        ({"valid_from": FIRST}, "valid_from"),
        ({"name_fi": "Varhainen apu"}, "name_fi"),
        ({"area": None}, "area"),
    ],
)
def test_change_part_refuses(theme, area, coordinator, facts, field):
    given = {"name_fi": "Uusi", "number": 2, "area": area, "valid_from": NEW_DAY} | facts

    with pytest.raises(PartRefused) as refusal:
        change_part(theme, **given, actor=coordinator)

    assert refusal.value.field == field


def test_change_part_refuses_what_somebody_else_changed_meanwhile(theme, area, coordinator):
    facts = {"number": 2, "area": area, "actor": coordinator}
    change_part(theme, name_fi="Ensin", valid_from=NEW_DAY, version=0, **facts)

    with pytest.raises(EditConflict):
        change_part(theme, name_fi="Sitten", valid_from=date(2009, 2, 1), version=0, **facts)


def test_number_that_a_later_name_takes_is_not_free(network, area, theme, coordinator):
    change_part(theme, name_fi="Siirtynyt", number=5, area=area, valid_from=NEW_DAY, actor=coordinator)

    facts = {"kind": "theme", "name_fi": "Uusi", "number": 5, "area": area, "valid_from": FIRST}
    with pytest.raises(PartRefused):
        add_part(network, **facts, actor=coordinator)


def test_end_part_ends_what_goes_on_in_it(theme, coordinator):
    place = GroupPlaceFactory(part=theme, group__network=theme.network)
    contact = PartContactFactory(part=theme)
    coming = PartContactFactory(part=theme, valid_from=date(2010, 1, 1))

    end_part(theme, last_day=NEW_DAY, actor=coordinator)

    for row in (theme, place, contact):
        row.refresh_from_db()
        assert row.valid_to == NEW_DAY
    assert not PartContact.objects.filter(pk=coming.pk).exists()


def test_end_part_refuses_an_area_with_themes_a_day_before_the_first_and_a_second_end(area, theme, coordinator):
    with pytest.raises(PartRefused):
        end_part(area, last_day=NEW_DAY, actor=coordinator)
    with pytest.raises(PartRefused):
        end_part(theme, last_day=date(2007, 1, 1), actor=coordinator)
    end_part(theme, last_day=NEW_DAY, actor=coordinator)
    with pytest.raises(DomainError):
        end_part(theme, last_day=NEW_DAY, actor=coordinator)

    assert end_part(area, last_day=NEW_DAY, actor=coordinator).valid_to == NEW_DAY


def test_mark_part_leads_to_a_theme_of_the_network_only(theme, other_network, coordinator):
    mine = ThemeFactory(network=theme.network)

    assert mark_part(theme, marked_theme=mine, actor=coordinator).marked_theme == mine
    with pytest.raises(PartRefused):
        mark_part(theme, marked_theme=ThemeFactory(network=other_network), actor=coordinator)


def test_place_group_may_stand_in_several_places_but_not_twice_in_one(theme, area, coordinator):
    group = GroupFactory(network=theme.network)
    for part in (theme, area, None):
        place_group(group, part=part, valid_from=FIRST, actor=coordinator)

    with pytest.raises(PartRefused):
        place_group(group, part=None, valid_from=NEW_DAY, actor=coordinator)

    assert group.places.count() == 3


def test_place_group_refuses_other_networks_ended_groups_and_days_outside(theme, other_network, coordinator):
    here = theme.network
    refused = [
        (GroupFactory(network=other_network), FIRST, "group"),
        (GroupFactory(network=here, ended_on=date(2007, 1, 1)), FIRST, "group"),
        (GroupFactory(network=here), date(2007, 1, 1), "valid_from"),
    ]
    for group, day, field in refused:
        with pytest.raises(PartRefused) as refusal:
            place_group(group, part=theme, valid_from=day, actor=coordinator)
        assert refusal.value.field == field


def test_end_place_keeps_the_row(theme, coordinator):
    place = GroupPlaceFactory(part=theme, group__network=theme.network)

    with pytest.raises(PartRefused):
        end_place(place, last_day=date(2007, 1, 1), actor=coordinator)
    assert end_place(place, last_day=NEW_DAY, actor=coordinator).valid_to == NEW_DAY
    with pytest.raises(DomainError):
        end_place(place, last_day=NEW_DAY, actor=coordinator)


def test_name_contact_writes_the_key_and_not_the_name_into_the_log(theme, coordinator):
    person = PersonFactory(network=theme.network)

    contact = name_contact(theme, person=person, role=ContactRole.LEADER, valid_from=FIRST, actor=coordinator)

    assert LogEntry.objects.of(theme).get().changes == {"leader": [None, f"network.person:{person.pk}"]}
    with pytest.raises(PartRefused):
        name_contact(theme, person=person, role=ContactRole.LEADER, valid_from=NEW_DAY, actor=coordinator)
    assert end_contact(contact, last_day=NEW_DAY, actor=coordinator).valid_to == NEW_DAY


def test_name_contact_refuses_strangers_and_days_outside(theme, other_network, coordinator):
    refused = [
        (PersonFactory(network=other_network), FIRST, "person"),
        (PersonFactory(network=theme.network), date(2007, 1, 1), "valid_from"),
    ]
    for person, day, field in refused:
        with pytest.raises(PartRefused) as refusal:
            name_contact(theme, person=person, role=ContactRole.LEADER, valid_from=day, actor=coordinator)
        assert refusal.value.field == field


def test_end_contact_refuses_a_day_before_the_first_and_a_second_end(theme, coordinator):
    contact = PartContactFactory(part=theme)

    with pytest.raises(PartRefused):
        end_contact(contact, last_day=date(2007, 1, 1), actor=coordinator)
    end_contact(contact, last_day=NEW_DAY, actor=coordinator)
    with pytest.raises(DomainError):
        end_contact(contact, last_day=NEW_DAY, actor=coordinator)


def test_erasing_a_person_ends_the_tasks_and_is_safe_to_repeat(theme):
    contact = PartContactFactory(part=theme)

    done = [erase_contacts(contact.person_id) for _time in range(2)]

    assert done == [{"tasks in the structure ended": 1}, {"tasks in the structure ended": 0}]


def test_parts_are_visible_in_their_network_only(theme, as_role, other_network):
    member, stranger = as_role("member"), as_role("member", network=other_network)

    assert [row.kind for row in type(theme).objects.visible_to(member)] == [PartKind.AREA, PartKind.THEME]
    assert not type(theme).objects.visible_to(stranger).exists()
    assert Network.objects.filter(parts__isnull=False).distinct().count() == 1
