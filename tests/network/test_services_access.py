from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from core.errors import DomainError
from core.models import LogEntry
from network.enums import RoleKind
from network.models import Person, Role, User
from network.services import (
    change_role,
    end_role,
    erase_person,
    give_access,
    grant_role,
    link_account,
    start_network,
)
from tests.factories.network import (
    GroupFactory,
    OrganisationFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
)

DAY = timedelta(days=1)


def roles_today(user, network):
    return sorted(kind for network_id, kind in User.objects.get(pk=user.pk).roles_today if network_id == network.pk)


def test_grant_role_holds_from_today(network, admin):
    user = UserFactory()

    role = grant_role(user, network=network, kind=RoleKind.ORDERER, actor=admin)

    assert roles_today(user, network) == ["orderer"]
    assert [entry.changes for entry in LogEntry.objects.of(role)] == [{"role": [None, "orderer"]}]


def test_grant_role_refuses_a_role_that_holds(network, admin):
    user = RoleFactory(network=network, kind=RoleKind.ORDERER).user

    with pytest.raises(DomainError):
        grant_role(user, network=network, kind=RoleKind.ORDERER, actor=admin)

    assert user.roles.count() == 1


def test_grant_role_takes_the_same_role_for_another_group(network, admin):
    group, other = GroupFactory(network=network), GroupFactory(network=network)
    user = RoleFactory(network=network, kind=RoleKind.SECRETARY, group=group).user

    grant_role(user, network=network, kind=RoleKind.SECRETARY, group=other, actor=admin)

    assert {role.group for role in user.roles.all()} == {group, other}


@pytest.mark.parametrize(("part", "factory"), [("organisation", OrganisationFactory), ("group", GroupFactory)])
def test_grant_role_refuses_parts_of_another_network(network, other_network, admin, part, factory):
    user = UserFactory()

    with pytest.raises(DomainError):
        grant_role(user, network=network, kind=RoleKind.ORDERER, **{part: factory(network=other_network)}, actor=admin)

    assert list(user.roles.all()) == []


def test_grant_role_refuses_an_unknown_role(network, admin):
    user = UserFactory()

    with pytest.raises(ValidationError) as refusal:
        grant_role(user, network=network, kind="king", actor=admin)

    assert list(refusal.value.message_dict) == ["kind"]


def test_end_role_ends_at_once(network, admin):
    role = RoleFactory(network=network, kind=RoleKind.ORDERER)

    end_role(role, actor=admin)

    assert roles_today(role.user, network) == []
    assert [entry.action for entry in LogEntry.objects.of(role)] == ["network.role.ended"]


def test_end_role_on_a_later_day_holds_until_then(network, admin):
    role = RoleFactory(network=network, kind=RoleKind.ORDERER)
    last_day = timezone.localdate() + 30 * DAY

    end_role(role, last_day=last_day, actor=admin)

    role.refresh_from_db()
    assert role.valid_to == last_day
    assert roles_today(role.user, network) == ["orderer"]


def test_end_role_given_today_leaves_only_the_log(network, admin):
    user = UserFactory()
    role = grant_role(user, network=network, kind=RoleKind.ORDERER, actor=admin)
    number = role.pk

    end_role(role, actor=admin)

    assert list(user.roles.all()) == []
    logged = LogEntry.objects.filter(target_type="network.role", target_id=number).order_by("pk")
    assert [entry.action for entry in logged] == ["network.role.granted", "network.role.ended"]


def test_end_role_refuses_a_role_that_has_ended(network, admin):
    role = RoleFactory(network=network, kind=RoleKind.ORDERER, valid_to=timezone.localdate() - DAY)

    with pytest.raises(DomainError):
        end_role(role, actor=admin)

    assert list(LogEntry.objects.of(role)) == []


def test_end_role_refuses_the_last_administrator(network, other_network, admin):
    role = admin.roles.get()
    RoleFactory(network=other_network, kind=RoleKind.ADMIN)
    RoleFactory(network=network, kind=RoleKind.ADMIN, user__is_active=False)
    RoleFactory(network=network, kind=RoleKind.ADMIN, valid_to=timezone.localdate() - DAY)
    RoleFactory(network=network, kind=RoleKind.ADMIN, user=admin, valid_from=timezone.localdate())

    with pytest.raises(DomainError):
        end_role(role, actor=admin)

    role.refresh_from_db()
    assert role.valid_to is None


def test_end_role_lets_an_administrator_go_when_another_stays(network, admin):
    RoleFactory(network=network, kind=RoleKind.ADMIN)

    end_role(admin.roles.get(), actor=admin)

    assert roles_today(admin, network) == []


def test_end_role_refuses_when_the_other_administrator_ends_too(network, admin):
    RoleFactory(network=network, kind=RoleKind.ADMIN, valid_to=timezone.localdate() + 30 * DAY)

    with pytest.raises(DomainError):
        end_role(admin.roles.get(), actor=admin)

    assert roles_today(admin, network) == ["admin"]


@pytest.mark.django_db(transaction=True)
def test_two_administrators_ending_each_other_at_once_leave_one(network, admin):
    other = RoleFactory(network=network, kind=RoleKind.ADMIN).user
    begin = Barrier(2)

    def end(pair):
        actor, target = pair
        role = Role.objects.get(user=target)
        begin.wait(5)
        try:
            end_role(role, actor=actor)
        except DomainError:
            return "refused"
        finally:
            connection.close()
        return "ended"

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(end, [(admin, other), (other, admin)]))

    assert answers == ["ended", "refused"]
    assert Role.objects.filter(network=network, kind=RoleKind.ADMIN).on(timezone.localdate()).count() == 1


def test_change_role_gives_the_new_and_ends_the_old(network, admin):
    group = GroupFactory(network=network)
    role = RoleFactory(network=network, kind=RoleKind.SECRETARY, group=group)

    granted = change_role(role, kind=RoleKind.COORDINATOR, actor=admin)

    role.refresh_from_db()
    assert (granted.kind, granted.group, granted.valid_from) == ("coordinator", group, timezone.localdate())
    assert role.valid_to == timezone.localdate() - DAY


def test_change_role_refuses_the_same_role(network, admin):
    role = RoleFactory(network=network, kind=RoleKind.SECRETARY)

    with pytest.raises(DomainError):
        change_role(role, kind=RoleKind.SECRETARY, actor=admin)


def test_change_role_refuses_the_last_administrator(network, admin):
    with pytest.raises(DomainError), transaction.atomic():
        change_role(admin.roles.get(), kind=RoleKind.MEMBER, actor=admin)

    assert roles_today(admin, network) == ["admin"]


def test_give_access_invites_whoever_has_never_signed_in(
    network, admin, mailoutbox, django_capture_on_commit_callbacks
):
    person = PersonFactory(network=network, email="aino@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        give_access(person, kind=RoleKind.FACILITATOR, actor=admin)

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["aino@example.org"], "Sinulla on tunnus Verkostoon")]
    assert "/tili/salasana/unohtunut/" in mailoutbox[0].body


def test_give_access_invites_nobody_who_signs_in_already(
    network, admin, mailoutbox, django_capture_on_commit_callbacks
):
    user = UserFactory(email="aino@example.org", last_login=timezone.now())
    person = PersonFactory(network=network, user=user)

    with django_capture_on_commit_callbacks(execute=True):
        give_access(person, kind=RoleKind.FACILITATOR, actor=admin)

    assert [mail.subject for mail in mailoutbox] == ["1 uusi ilmoitus Verkostossa"]


def test_erase_person_refuses_the_last_administrator(network, admin, ledger):
    person = PersonFactory(network=network, user=admin)

    with pytest.raises(DomainError):
        erase_person(person, actor=None)

    assert roles_today(admin, network) == ["admin"]


def test_link_account_gives_the_person_an_account(network, admin):
    person, user = PersonFactory(network=network), UserFactory()

    link_account(person, user=user, actor=admin)

    person.refresh_from_db()
    assert person.user == user
    assert [entry.action for entry in LogEntry.objects.of(person)] == ["network.account.linked"]


def test_link_account_refuses_a_second_account(network, admin):
    user = UserFactory()
    person = PersonFactory(network=network, user=user)

    with pytest.raises(DomainError):
        link_account(person, user=UserFactory(), actor=admin)

    person.refresh_from_db()
    assert person.user == user


def test_link_account_refuses_the_account_of_another_person(network, other_network, admin):
    user = UserFactory()
    PersonFactory(network=other_network, user=user)
    PersonFactory(network=network, user=user)
    person = PersonFactory(network=network)

    with pytest.raises(DomainError):
        link_account(person, user=user, actor=admin)

    person.refresh_from_db()
    assert person.user is None


def test_give_access_opens_an_account_without_a_password(network, admin):
    person = PersonFactory(network=network, email="aino@example.org")

    give_access(person, kind=RoleKind.FACILITATOR, actor=admin)

    person.refresh_from_db()
    assert (person.user.email, person.user.name) == ("aino@example.org", person.name)
    assert person.user.has_usable_password() is False
    assert roles_today(person.user, network) == ["facilitator"]


def test_give_access_uses_the_account_of_the_address(network, other_network, admin):
    user = UserFactory(email="aino@example.org")
    RoleFactory(network=other_network, user=user)
    person = PersonFactory(network=network, email="aino@example.org")

    give_access(person, kind=RoleKind.MEMBER, actor=admin)

    person.refresh_from_db()
    assert person.user == user
    assert list(User.objects.filter(email="aino@example.org")) == [user]


@pytest.mark.django_db(transaction=True)
def test_give_access_by_two_clicks_at_once_opens_one_account_and_gives_one_role(network, admin):
    person = PersonFactory(network=network, email="aino@example.org")
    begin = Barrier(2)

    def click(_number):
        mine = Person.objects.get(pk=person.pk)
        begin.wait(5)
        try:
            give_access(mine, kind=RoleKind.MEMBER, actor=admin)
        except DomainError:
            return "refused"
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(2) as clicks:
        answers = sorted(clicks.map(click, range(2)))

    assert answers == ["given", "refused"]
    assert list(Role.objects.exclude(user=admin).values_list("user__email", "kind")) == [(person.email, "member")]


def test_give_access_refuses_a_person_without_an_address(network, admin):
    person = PersonFactory(network=network, email="")

    with pytest.raises(DomainError):
        give_access(person, kind=RoleKind.MEMBER, actor=admin)

    assert list(Role.objects.exclude(user=admin)) == []


def test_start_network_has_an_administrator(db):
    user = UserFactory()

    network = start_network("uusi", name_fi="Uusi verkosto", admin=user)

    assert roles_today(user, network) == ["admin"]


def test_start_network_refuses_a_taken_address(network, admin):
    with pytest.raises(ValidationError) as refusal:
        start_network(network.slug, name_fi="Toinen samannimisellä osoitteella", admin=admin)

    assert list(refusal.value.message_dict) == ["slug"]
