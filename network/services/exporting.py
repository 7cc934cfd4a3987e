"""Everything that is held of a person or an account, handed to that person (GDPR art. 15 and 20)."""

from django.db import transaction

from core.audit import record, record_view
from core.exporting import Part, parts_of
from network.models import Person, User
from network.services.erasing import ACCOUNT, PERSON

# What the log of readings says.
EXPORT = "export"


@transaction.atomic
def read_person(person: Person, *, actor: User) -> list[Part]:
    """What is held of a person in the network, with what the account does there. The reading is logged."""
    record_view(actor, person, EXPORT)
    return person_parts(person)


@transaction.atomic
def read_account(user: User, *, actor: User) -> list[Part]:
    """What is held of an account and of its people in all networks. The reading is logged."""
    record_view(actor, user, EXPORT)
    return account_parts(user)


@transaction.atomic
def export_person(person: Person, *, actor: User) -> list[Part]:
    """The same as ``read_person``, to be taken along as a file: an act of the log."""
    record("network.person.exported", person, actor=actor)
    return person_parts(person)


@transaction.atomic
def export_account(user: User, *, actor: User) -> list[Part]:
    """The same as ``read_account``, to be taken along as a file: an act of the log."""
    record("network.account.exported", user, actor=actor)
    return account_parts(user)


def person_parts(person: Person) -> list[Part]:
    """One network's own: what the account is elsewhere is no matter of the network."""
    parts = parts_of(PERSON, person.pk)
    if person.user_id is None:
        return parts
    return [*parts, *parts_of(ACCOUNT, person.user_id, within=person.network_id)]


def account_parts(user: User) -> list[Part]:
    """Of one's own, everything."""
    people = user.people.order_by("pk").values_list("pk", flat=True)
    return [*(part for key in people for part in parts_of(PERSON, key)), *parts_of(ACCOUNT, user.pk)]
