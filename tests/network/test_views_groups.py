from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network.models import Group, GroupMembership
from tests.factories.network import GroupFactory, GroupMembershipFactory, OrganisationFactory, PersonFactory


def address(name, group, *args):
    return reverse(f"network:{name}", args=[group.network.slug, group.pk, *args])


@pytest.fixture
def client(client_as, coordinator):
    return client_as(coordinator)


@pytest.fixture
def group(network):
    return GroupFactory(network=network, name="Nuorten talo")


@pytest.mark.parametrize("rows", [1, 3])
def test_group_page_query_count(client, group, rows, django_assert_num_queries):
    today = timezone.localdate()
    now = GroupMembershipFactory.create_batch(
        rows, group=group, organisation=OrganisationFactory(network=group.network)
    )
    past = GroupMembershipFactory.create_batch(rows, group=group, valid_to=today - timedelta(days=1))
    GroupMembershipFactory(group__network=group.network)

    # session, user, roles, networks, group, members now, later, earlier, names, subgroups, history
    with django_assert_num_queries(11):
        response = client.get(address("group-detail", group))

    assert set(response.context["members"]) == set(now)
    assert set(response.context["earlier_members"]) == set(past)


def test_group_is_added_with_its_facts(client, network):
    data = {"name": "Ohjausryhmä", "kind": "steering_group", "minutes_are_approved": "on"}

    response = client.post(reverse("network:group-create", args=[network.slug]), data)

    group = Group.objects.get()
    assert (response.status_code, response.url) == (302, address("group-detail", group))
    assert (group.name, group.has_chair, group.minutes_are_approved) == ("Ohjausryhmä", False, True)
    assert [row.name for row in group.names.all()] == ["Ohjausryhmä"]


def test_group_edit_shows_both_versions_of_a_conflict(client, group):
    Group.objects.filter(pk=group.pk).update(version=1, has_chair=False)

    response = client.post(address("group-update", group), {"kind": group.kind, "has_chair": "on", "version": "0"})

    assert response.status_code == 409
    assert Group.objects.get(pk=group.pk).has_chair is False


def test_group_is_renamed_from_a_day(client, group):
    response = client.post(address("group-rename", group), {"name": "Nuorten tila", "valid_from": "15.1.2009"})

    assert response.url == address("group-detail", group)
    assert Group.objects.get(pk=group.pk).name == "Nuorten tila"


def test_member_is_added_and_ended(client, group):
    person = PersonFactory(network=group.network)

    client.post(
        address("group-member-create", group), {"person": str(person.pk), "role": "chair", "valid_from": "1.1.2009"}
    )
    membership = GroupMembership.objects.get()
    client.post(address("group-member-end", group, membership.pk), {"last_day": "31.1.2009"})

    membership.refresh_from_db()
    assert (membership.person, membership.role, f"{membership.valid_to}") == (person, "chair", "2009-01-31")


def test_a_group_without_chair_offers_none(client, network):
    group = GroupFactory(network=network, has_chair=False)

    response = client.get(address("group-member-create", group))

    assert [value for value, _label in response.context["form"].fields["role"].choices] == [
        "",
        "representative",
        "secretary",
    ]


def test_refused_member_is_told_at_the_field(client, group):
    response = client.post(address("group-member-create", group), {"role": ""})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["person"]


def test_plain_members_read_the_names_without_links(client_as, member, group):
    membership = GroupMembershipFactory(group=group)

    page = client_as(member).get(address("group-detail", group)).content.decode()

    assert membership.person.name in page
    assert reverse("network:person-detail", args=[group.network.slug, membership.person_id]) not in page
