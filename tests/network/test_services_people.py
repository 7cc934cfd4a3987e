from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, EditConflict
from core.models import LogEntry
from network.models import Person
from network.services import PersonExists, add_person, add_position, edit_person, end_position
from tests.factories.network import (
    GroupMembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
)


def acts(target):
    return [entry.action for entry in LogEntry.objects.of(target)]


def test_add_person_records_it_and_its_position(network, coordinator):
    organisation = OrganisationFactory(network=network, name="Rannan kunta")

    person = add_person(
        network,
        first_name="Aino",
        last_name="Äijälä",
        email="Aino.Aijala@Example.org",
        organisation=organisation,
        title="ohjaaja",
        actor=coordinator,
    )

    assert (person.name, person.email) == ("Aino Äijälä", "aino.aijala@example.org")
    assert [str(position) for position in person.positions.all()] == ["ohjaaja, Rannan kunta"]
    assert acts(person) == ["network.position.added", "network.person.added"]


@pytest.mark.parametrize("last_name", ["Äijälä", "aijala", "ÄIJÄLÄ"])
def test_add_person_offers_somebody_of_the_same_name(network, other_network, coordinator, last_name):
    PersonFactory(network=other_network, first_name="Aino", last_name="Äijälä")
    existing = PersonFactory(network=network, first_name="Aino", last_name="Äijälä")

    with pytest.raises(PersonExists) as refusal:
        add_person(network, first_name="Aino", last_name=last_name, actor=coordinator)

    assert refusal.value.existing == [existing]
    assert network.people.count() == 1


def test_add_person_takes_a_namesake_who_is_said_to_be_another(network, coordinator):
    PersonFactory(network=network, first_name="Aino", last_name="Äijälä")

    add_person(network, first_name="Aino", last_name="Äijälä", namesake=True, actor=coordinator)

    assert network.people.count() == 2


def test_add_person_takes_a_name_of_another_network(network, other_network, coordinator):
    PersonFactory(network=other_network, first_name="Aino", last_name="Äijälä")

    person = add_person(network, first_name="Aino", last_name="Äijälä", actor=coordinator)

    assert list(network.people.all()) == [person]


def test_add_person_refuses_an_organisation_of_another_network(network, other_network, coordinator):
    organisation = OrganisationFactory(network=other_network)

    with pytest.raises(DomainError):
        add_person(network, first_name="Aino", last_name="Äijälä", organisation=organisation, actor=coordinator)

    assert list(Person.objects.all()) == []


def test_add_person_refuses_a_missing_name(network, coordinator):
    with pytest.raises(ValidationError) as refusal:
        add_person(network, first_name="Aino", last_name=" ", actor=coordinator)

    assert list(refusal.value.message_dict) == ["last_name"]


def test_edit_person_logs_which_fields_changed_and_not_their_content(network, coordinator):
    person = PersonFactory(network=network, first_name="Aino", last_name="Äijälä", email="", phone="")

    edited = edit_person(
        person, first_name="Aino", last_name="Rantala", email="", phone="050 1", version=0, actor=coordinator
    )

    assert (edited.name, edited.version) == ("Aino Rantala", 1)
    assert [entry.changes for entry in LogEntry.objects.of(person)] == [{"fields": [None, ["last_name", "phone"]]}]


def test_edit_person_refuses_the_second_of_two_savers(network, coordinator):
    person = PersonFactory(network=network)
    facts = {"first_name": "Aino", "email": "", "phone": ""}
    edit_person(person, **facts, last_name="Ensimmäinen", version=0, actor=coordinator)

    with pytest.raises(EditConflict) as conflict:
        edit_person(person, **facts, last_name="Toinen", version=0, actor=coordinator)

    assert conflict.value.current.last_name == "Ensimmäinen"


def test_add_position_refuses_the_same_open_position(network, coordinator):
    position = PositionFactory(person__network=network, title="Ohjaaja")

    with pytest.raises(DomainError):
        add_position(position.person, organisation=position.organisation, title="ohjaaja", actor=coordinator)

    assert position.person.positions.count() == 1


def test_add_position_takes_a_position_that_ended_again(network, coordinator):
    position = PositionFactory(person__network=network, title="ohjaaja", valid_to=date(2020, 12, 31))

    add_position(position.person, organisation=position.organisation, title="ohjaaja", actor=coordinator)

    assert position.person.positions.count() == 2


def test_end_position_keeps_the_row(network, coordinator):
    position = PositionFactory(person__network=network, valid_from=date(2020, 1, 1))

    end_position(position, last_day=date(2020, 6, 30), actor=coordinator)

    position.refresh_from_db()
    assert position.valid_to == date(2020, 6, 30)
    assert acts(position.person) == ["network.position.ended"]


def test_end_position_refuses_a_day_before_its_first(network, coordinator):
    position = PositionFactory(person__network=network, valid_from=date(2020, 1, 1))

    with pytest.raises(DomainError):
        end_position(position, last_day=date(2019, 12, 31), actor=coordinator)

    position.refresh_from_db()
    assert position.valid_to is None


def test_end_position_ends_the_roles_with_it_at_once(network, admin):
    person = PersonFactory(network=network, user=RoleFactory(network=network).user)
    position, role = PositionFactory(person=person), person.user.roles.get()

    end_position(position, last_day=timezone.localdate(), roles=[role], actor=admin)

    position.refresh_from_db()
    role.refresh_from_db()
    assert position.valid_to == timezone.localdate()
    assert role.valid_to == timezone.localdate() - timedelta(days=1)


def test_end_position_on_a_day_to_come_keeps_the_roles_until_then(network, admin):
    person = PersonFactory(network=network, user=RoleFactory(network=network).user)
    position, role = PositionFactory(person=person), person.user.roles.get()
    last_day = timezone.localdate() + timedelta(days=30)

    end_position(position, last_day=last_day, roles=[role], actor=admin)

    role.refresh_from_db()
    assert role.valid_to == last_day


def test_end_position_keeps_history(network, admin):
    person = PersonFactory(network=network, user=RoleFactory(network=network).user)
    position, membership = (
        PositionFactory(person=person),
        GroupMembershipFactory(group__network=network, person=person),
    )

    end_position(position, last_day=timezone.localdate(), roles=list(person.user.roles.all()), actor=admin)

    person.refresh_from_db()
    membership.refresh_from_db()
    assert (person.user_id is not None, list(person.positions.all()), membership.valid_to) == (True, [position], None)


def test_end_position_with_the_last_administrator_ends_nothing(network, admin):
    person = PersonFactory(network=network, user=admin)
    position = PositionFactory(person=person)

    with pytest.raises(DomainError), transaction.atomic():
        end_position(position, last_day=timezone.localdate(), roles=list(admin.roles.all()), actor=admin)

    position.refresh_from_db()
    assert (position.valid_to, admin.roles.get().valid_to) == (None, None)


def test_end_position_refuses_the_role_of_somebody_else(network, admin):
    position, role = PositionFactory(person__network=network), RoleFactory(network=network)

    with pytest.raises(DomainError):
        end_position(position, last_day=timezone.localdate(), roles=[role], actor=admin)

    role.refresh_from_db()
    assert role.valid_to is None
