"""Who leads the parts of the structure, from day to day."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.states import lock
from network.models import Person, User
from structure.models import Part, PartContact
from structure.services.parts import PartRefused, end_row, refuse_outside


@transaction.atomic
def name_contact(
    part: Part, *, person: Person, role: str, valid_from: date | None = None, actor: User | None
) -> PartContact:
    """Name who leads the part, speaks for it or answers questions about it, from a day on.

    Raises ``PartRefused`` for somebody of another network, for a day on which the part does not exist, and for
    somebody who has this task already.
    """
    part = lock(part)
    if person.network_id != part.network_id:
        raise PartRefused("person", _("%(name)s is not in this network.") % {"name": person.name})
    first = valid_from or part.valid_from
    refuse_outside(part, first)
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=first)
    if part.contacts.filter(going_on, person=person, role=role).exists():
        raise PartRefused("person", _("%(name)s has this task already.") % {"name": person.name})
    contact = PartContact(part=part, person=person, role=role, valid_from=first, valid_to=part.valid_to)
    contact.full_clean()
    contact.save()
    record("structure.contact.named", part, actor=actor, changes={role: [None, key_of(person)]})
    return contact


@transaction.atomic
def end_contact(contact: PartContact, *, last_day: date, actor: User) -> PartContact:
    """The task goes on until a day, that day included. Raises ``DomainError`` when it has an end already."""
    contact = lock(contact)
    end_row(contact, last_day)
    changes = {contact.role: [key_of(contact.person), last_day.isoformat()]}
    record("structure.contact.ended", contact.part, actor=actor, changes=changes)
    return contact


@transaction.atomic
def erase_contacts(key: int) -> dict[str, int]:
    """The eraser of the structure: the tasks of a person end; those that have not begun go."""
    yesterday = timezone.localdate() - timedelta(days=1)
    rows = PartContact.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=yesterday), person_id=key)
    coming = rows.filter(valid_from__gt=yesterday).delete()[0]
    ended = rows.update(valid_to=yesterday)
    return {"tasks in the structure ended": coming + ended}
