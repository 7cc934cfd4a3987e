"""Who can see what: made from the access table, for one person, for administrators."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.queries import OrdersSeen
from network.enums import RoleKind
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.network import GroupMembershipFactory, PersonFactory, RoleFactory
from verkosto.access import ACCESS, InNetwork
from verkosto.access.words import subject_of
from verkosto.sight import person_sight, sight_of

pytestmark = pytest.mark.check


def row(kind, label):
    return next((one for one in sight_of(kind) if one.label == label), None)


def test_every_address_of_a_network_has_a_name():
    unnamed = [access.name for access in ACCESS if isinstance(access.who, InNetwork) and subject_of(access) is None]

    assert unnamed == []


def test_administrator_sees_no_concern_and_no_order():
    assert (row(RoleKind.ADMIN, "Tilausten huolet"), row(RoleKind.ADMIN, "Tilaukset, tiimit ja toteumat")) == (
        None,
        None,
    )


@pytest.mark.parametrize(("kind", "reach"), [(RoleKind.COORDINATOR, "all"), (RoleKind.ORDERER, "own")])
def test_concern_is_reached_as_the_table_says(kind, reach):
    sight = row(kind, "Tilausten huolet")

    assert (sight.reach, sight.committed, sight.changes) == (reach, True, False)
    assert "Tilauksen huoli" in sight.holds


def test_member_reads_meetings_and_changes_nothing_of_them():
    sight = row(RoleKind.MEMBER, "Kokoukset ja esityslistat")

    assert (sight.reach, sight.changes) == ("all", False)


def test_sight_of_a_person_tells_roles_groups_and_orders(network, other_network):
    today = timezone.localdate()
    user = RoleFactory(network=network, kind="facilitator").user
    person = PersonFactory(network=network, user=user)
    ended = RoleFactory(network=network, user=user, kind="secretary", valid_to=today - timedelta(days=1))
    coming = RoleFactory(network=network, user=user, kind="editor", valid_from=today + timedelta(days=1))
    RoleFactory(network=other_network, user=user, kind="admin")
    membership = GroupMembershipFactory(group__network=network, person=person)
    GroupMembershipFactory(group__network=network, person=person, valid_to=today - timedelta(days=1))
    OrderFactory(network=network, contact=person, slots=[MemberFactory(network=network, person=person)])
    OrderFactory(network=network, slots=[MemberFactory(network=network)])

    sight = person_sight(person, today)

    assert {(role.kind, role.is_held, role.is_coming) for role in sight.roles} == {
        ("facilitator", True, False),
        (ended.kind, False, False),
        (coming.kind, False, True),
    }
    assert [label for label, _rows in sight.opened] == ["Vetäjä"]
    assert (sight.memberships, sight.orders) == ([membership], OrdersSeen(ordered=1, facilitated=1))


def test_sight_of_somebody_without_an_account_opens_nothing(network):
    sight = person_sight(PersonFactory(network=network), timezone.localdate())

    assert (sight.roles, sight.opened) == ([], [])


def test_page_shows_it_to_administrators_alone(client_as, admin, coordinator, network):
    person = PersonFactory(network=network, user=RoleFactory(network=network, kind="orderer").user)
    url = reverse("person-sight", args=[network.slug, person.pk])

    page = client_as(admin).get(url)

    assert "Tilausten huolet" in page.content.decode()
    assert client_as(coordinator).get(url).status_code == 403
