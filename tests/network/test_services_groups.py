from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from core.audit import key_of
from core.errors import DomainError, EditConflict
from core.models import LogEntry
from network.models import Group
from network.queries import group_name_on, members_before, members_on
from network.services import (
    add_group,
    add_group_member,
    edit_group,
    end_group_membership,
    follow_group_names,
    rename_group,
)
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

DAY = date(2009, 1, 15)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def group(network, coordinator):
    return add_group(network, name="Nuorten talo", kind="working_group", actor=coordinator)


@pytest.fixture
def person(network):
    return PersonFactory(network=network, first_name="Etu", last_name="Suku")


def last_entry(group):
    entry = LogEntry.objects.of(group).first()
    return entry.action, entry.changes


def test_groups_are_added_and_edited(group, coordinator):
    above = GroupFactory(network=group.network, name="Kehittämisryhmä")

    edit_group(group, parent=above, has_chair=False, version=0, actor=coordinator)

    group.refresh_from_db()
    assert (group.parent, group.has_chair, group.version) == (above, False, 1)
    assert [(entry.action, entry.changes) for entry in LogEntry.objects.of(group)] == [
        ("network.group.edited", {"parent": [None, "Kehittämisryhmä"], "has_chair": [True, False]}),
        ("network.group.added", {"name": [None, "Nuorten talo"]}),
    ]


def test_edit_group_refuses_an_older_version(group, coordinator):
    edit_group(group, has_chair=False, version=0, actor=coordinator)

    with pytest.raises(EditConflict) as conflict:
        edit_group(group, has_chair=True, version=0, actor=coordinator)

    assert conflict.value.current.has_chair is False


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_group_is_never_below_itself(group, coordinator, depth):
    lowest = group
    for _step in range(depth):
        lowest = GroupFactory(network=group.network, parent=lowest)

    with pytest.raises(DomainError) as refusal:
        edit_group(group, parent=lowest, actor=coordinator)

    assert (refusal.value.field, str(refusal.value)) == (
        "parent",
        "A group cannot be a part of itself or of a group below it.",
    )
    assert Group.objects.get(pk=group.pk).parent is None


def test_parent_and_theme_are_of_the_same_network(group, coordinator, other_network):
    theme = other_network.themes.create(name="Vanhemmuus")

    for facts in ({"parent": GroupFactory(network=other_network)}, {"theme": theme}):
        with pytest.raises(DomainError) as refusal:
            edit_group(group, actor=coordinator, **facts)
        assert [refusal.value.field] == list(facts)


def test_a_retired_theme_is_not_taken_anew_but_stays(group, coordinator):
    theme = group.network.themes.create(name="Vanhemmuus")
    edit_group(group, theme=theme, actor=coordinator)
    theme.retired_on = DAY
    theme.save()
    other = GroupFactory(network=group.network)

    edit_group(group, has_chair=False, actor=coordinator)
    with pytest.raises(DomainError) as refusal:
        edit_group(other, theme=theme, actor=coordinator)

    assert str(refusal.value) == "The theme is no longer used. Choose another one."


def test_a_group_with_a_chair_keeps_the_place_of_the_chair(group, person, coordinator):
    add_group_member(group, person=person, role="chair", actor=coordinator)

    with pytest.raises(DomainError) as refusal:
        edit_group(group, has_chair=False, actor=coordinator)

    assert refusal.value.field == "has_chair"


def test_a_group_does_not_end_before_its_subgroups(group, coordinator):
    GroupFactory(network=group.network, parent=group)

    with pytest.raises(DomainError) as refusal:
        edit_group(group, ended_on=DAY, actor=coordinator)

    assert refusal.value.field == "ended_on"


def test_rename_keeps_the_names_of_their_days(group, coordinator):
    rename_group(group, name="Nuorten tila", valid_from=DAY, actor=coordinator)

    group = Group.objects.get(pk=group.pk)
    assert group.name == "Nuorten tila"
    assert [group_name_on(group, DAY + timedelta(days=step)) for step in (-1, 0)] == ["Nuorten talo", "Nuorten tila"]
    assert last_entry(group) == (
        "network.group.renamed",
        {"name": ["Nuorten talo", "Nuorten tila"], "from": [None, "2009-01-15"]},
    )


def test_a_name_to_come_is_shown_when_its_day_has_come(group, coordinator):
    tomorrow = timezone.localdate() + timedelta(days=1)
    rename_group(group, name="Nuorten tila", valid_from=tomorrow, actor=coordinator)
    before = Group.objects.get(pk=group.pk).name

    followed = [follow_group_names(tomorrow - timedelta(days=1)), follow_group_names(tomorrow)]
    again = follow_group_names(tomorrow)

    assert (before, followed, again) == ("Nuorten talo", [0, 1], 0)
    assert Group.objects.get(pk=group.pk).name == "Nuorten tila"


def test_rename_refuses_the_same_name_and_a_second_name_of_a_day(group, coordinator):
    with pytest.raises(DomainError, match="already has this name"):
        rename_group(group, name=" Nuorten  talo ", valid_from=DAY, actor=coordinator)
    rename_group(group, name="Nuorten tila", valid_from=DAY, actor=coordinator)
    with pytest.raises(DomainError, match="already gets a name on this day"):
        rename_group(group, name="Nuorten paikka", valid_from=DAY, actor=coordinator)


def test_members_come_and_go(group, person, coordinator):
    town = OrganisationFactory(network=group.network, name="Järvikunta")
    membership = add_group_member(
        group, person=person, organisation=town, role="representative", valid_from=DAY, actor=coordinator
    )
    added = last_entry(group)

    end_group_membership(membership, last_day=DAY, actor=coordinator)

    assert added == (
        "network.group.member_added",
        {"member": [None, f"{key_of(person)} · Järvikunta · representative"]},
    )
    assert members_on(group, DAY) == [membership]
    assert members_on(group, DAY + timedelta(days=1)) == []
    assert members_before(group, DAY + timedelta(days=1)) == [membership]
    assert last_entry(group)[0] == "network.group.member_ended"


def test_members_stand_by_role_and_surname(group, coordinator):
    names = {"": "Aalto", "secretary": "Virta", "chair": "Ylinen"}
    for role, name in names.items():
        GroupMembershipFactory(group=group, person__last_name=name, role=role)

    assert [row.person.last_name for row in members_on(group, DAY)] == ["Ylinen", "Virta", "Aalto"]


def test_add_group_member_refuses_nobody_and_strangers(group, other_network, coordinator):
    refused = [
        {},
        {"person": PersonFactory(network=other_network)},
        {"organisation": OrganisationFactory(network=other_network)},
    ]

    fields = []
    for facts in refused:
        with pytest.raises(DomainError) as refusal:
            add_group_member(group, actor=coordinator, **facts)
        fields.append(refusal.value.field)

    assert fields == ["person", "person", "organisation"]
    assert not group.memberships.exists()


def test_add_group_member_refuses_the_same_at_the_same_time(group, person, coordinator):
    add_group_member(group, person=person, valid_to=DAY, actor=coordinator)

    with pytest.raises(DomainError) as refusal:
        add_group_member(group, person=person, valid_from=DAY, actor=coordinator)
    later = add_group_member(group, person=person, valid_from=DAY + timedelta(days=1), actor=coordinator)

    assert (refusal.value.field, later.valid_from) == ("person", DAY + timedelta(days=1))


def test_one_chair_at_a_time(group, person, coordinator):
    chair = add_group_member(group, person=person, role="chair", actor=coordinator)
    other = PersonFactory(network=group.network)

    with pytest.raises(DomainError) as refusal:
        add_group_member(group, person=other, role="chair", valid_from=DAY, actor=coordinator)
    end_group_membership(chair, last_day=DAY, actor=coordinator)
    successor = add_group_member(
        group, person=other, role="chair", valid_from=DAY + timedelta(days=1), actor=coordinator
    )

    assert (refusal.value.field, str(refusal.value)) == (
        "role",
        "Etu Suku is the chair at that time. End that membership first.",
    )
    assert members_on(group, DAY + timedelta(days=1)) == [successor]


def test_a_group_without_chair_takes_none(group, person, coordinator):
    edit_group(group, has_chair=False, actor=coordinator)

    with pytest.raises(DomainError, match="has decided to have no chair"):
        add_group_member(group, person=person, role="chair", actor=coordinator)


def test_an_ended_group_takes_no_member_beyond_its_end(group, person, coordinator):
    edit_group(group, ended_on=DAY, actor=coordinator)

    with pytest.raises(DomainError, match="The group has ended"):
        add_group_member(group, person=person, valid_from=DAY + timedelta(days=1), actor=coordinator)


def test_end_group_membership_refuses_a_day_before_the_first_and_a_second_end(group, person, coordinator):
    membership = add_group_member(group, person=person, valid_from=DAY, actor=coordinator)

    with pytest.raises(DomainError, match="must not be before the first"):
        end_group_membership(membership, last_day=DAY - timedelta(days=1), actor=coordinator)
    end_group_membership(membership, last_day=DAY, actor=coordinator)
    with pytest.raises(DomainError, match="has an end already"):
        end_group_membership(membership, last_day=DAY, actor=coordinator)
