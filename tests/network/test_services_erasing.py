"""Erasing a person: what goes, what stays, and what is somebody else's."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from core import erasure
from core.errors import DomainError
from core.models import ErasureEntry, LogEntry
from network.models import Person, Role
from network.services import erase_accounts, erase_person
from network.services.erasing import erase_names
from tests.factories.network import (
    GroupMembershipFactory,
    NetworkFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]


@pytest.fixture
def person(network):
    return PersonFactory(
        network=network, first_name="Aada", last_name="Esimerkki", email="aada@kunta.example", phone="040 1234567"
    )


@pytest.fixture
def account(person):
    person.user = UserFactory(email="aada@kunta.example", name="Aada Esimerkki")
    person.save()
    RoleFactory(user=person.user, network=person.network, kind="member", valid_from=None)
    return person.user


def test_erased_person_has_no_name_and_no_contact_data_and_is_found_under_none(person, admin):
    erase_person(person, actor=admin)

    person.refresh_from_db()
    assert (person.name, person.email, person.phone) == (f"Poistettu henkilö {person.pk}", "", "")
    assert "esimerkki" not in person.search_text
    assert not Person.objects.filter(search_text__contains="esimerkki").exists()
    entry = ErasureEntry.objects.get()
    assert (entry.kind, entry.key) == ("network.person", person.pk)
    assert LogEntry.objects.get(action="core.erasure.made").actor == admin


def test_erased_person_loses_positions_and_memberships_that_go_on(person):
    PositionFactory(person=person)
    going_on = GroupMembershipFactory(person=person, valid_from=None)

    done = erase_person(person, actor=None)

    going_on.refresh_from_db()
    assert (person.positions.count(), going_on.valid_to < timezone.localdate()) == (0, True)
    assert (done["people"], done["positions"], done["memberships ended"]) == (1, 1, 1)


def test_account_of_an_erased_person_is_closed_and_nameless(person, account, client):
    account.set_password("a long password for nobody")
    account.save()
    client.force_login(account)

    erase_person(person, actor=None)

    account.refresh_from_db()
    person.refresh_from_db()
    assert (account.name, account.email) == (
        f"Poistettu tili {account.pk}",
        f"poistettu-{account.pk}@poistettu.invalid",
    )
    assert (account.is_active, account.has_usable_password(), person.user) == (False, False, None)
    assert not Role.objects.filter(user=account).on(timezone.localdate()).exists()
    assert client.get(f"/v/{person.network.slug}/")["Location"].startswith("/tili/kirjaudu/")


def test_account_that_is_used_in_another_network_stays(person, account):
    other = NetworkFactory()
    PersonFactory(network=other, user=account)
    RoleFactory(user=account, network=other, kind="member", valid_from=None)

    erase_person(person, actor=None)

    account.refresh_from_db()
    assert (account.name, account.is_active) == ("Aada Esimerkki", True)
    today = Role.objects.filter(user=account).on(timezone.localdate())
    assert [role.network for role in today] == [other]


def test_erasing_again_and_erasing_nobody_are_harmless(person):
    erase_person(person, actor=None)

    assert erase_names(person.pk)["people"] == 1
    assert erase_names(person.pk + 1000) == {}


def test_replay_erases_a_person_who_came_back(person):
    erase_person(person, actor=None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_erasureentry DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM core_erasureentry")
        cursor.execute("ALTER TABLE core_erasureentry ENABLE TRIGGER append_only")
    Person.objects.filter(pk=person.pk).update(first_name="Aada", last_name="Esimerkki")

    assert erasure.replay() == 1
    person.refresh_from_db()
    assert person.name == f"Poistettu henkilö {person.pk}"


def test_erase_person_rehearses_before_it_erases(person):
    rehearsal, output = StringIO(), StringIO()

    call_command("erase_person", str(person.pk), "--dry-run", stdout=rehearsal)
    person.refresh_from_db()
    name = person.name
    call_command("erase_person", str(person.pk), stdout=output)
    person.refresh_from_db()

    assert (name, person.first_name) == ("Aada Esimerkki", "Poistettu")
    assert json.loads(rehearsal.getvalue().splitlines()[-1]) == json.loads(output.getvalue())


def test_erase_person_knows_nobody_of_another_number(person):
    with pytest.raises(CommandError, match="no person"):
        call_command("erase_person", str(person.pk + 1000))


def test_page_tells_what_goes_and_a_post_erases(person, admin, client_as):
    url, client = f"/v/{person.network.slug}/henkilot/{person.pk}/poista/", client_as(admin)

    page = client.get(url)
    person.refresh_from_db()
    before = person.first_name
    response = client.post(url)

    person.refresh_from_db()
    assert (page.status_code, before, person.first_name) == (200, "Aada", "Poistettu")
    assert response.url == f"/v/{person.network.slug}/henkilot/"


def test_only_administrator_is_not_erased(admin, network):
    own = PersonFactory(network=network, user=admin)

    with pytest.raises(DomainError, match="pääkäyttäjä"):
        erase_person(own, actor=admin)
    with pytest.raises(CommandError, match="pääkäyttäjä"):
        call_command("erase_person", str(own.pk))


def test_account_that_nobody_used_is_erased_again_after_a_restore(person, account):
    erase_accounts([account])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_erasureentry DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM core_erasureentry")
        cursor.execute("ALTER TABLE core_erasureentry ENABLE TRIGGER append_only")
    type(account).objects.filter(pk=account.pk).update(email="aada@kunta.example", name="Aada", is_active=True)

    assert erasure.replay() == 1
    account.refresh_from_db()
    person.refresh_from_db()
    assert (account.name, account.is_active) == (f"Poistettu tili {account.pk}", False)
    assert (person.first_name, person.user) == ("Aada", None)
