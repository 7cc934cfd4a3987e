"""What the bank erases of a person: the names that were copied into orders, teams, sessions and trainings.

Figures stay, as with retention (``bank.services.ageing``), but at once.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from bank.enums import MASK
from bank.models import (
    Booking,
    ImportedRow,
    Member,
    Order,
    OutsideOrderer,
    SessionFacilitator,
    Slot,
    TrainingParticipant,
)
from bank.queries import enquiries_of
from bank.services.ageing import mask_enquiries, mask_members
from bank.services.printed import drop_reports, drop_tables
from bank.services.slots import refresh_filled, touch
from core.folding import Folded, fold
from core.states import lock
from network.models import Person


def erase_labels(key: int) -> dict[str, int]:
    """The eraser of the bank for ``network.person``; finds names by the name, so it comes before that is gone.

    A merged double has left everything to the person it was merged into, except the name that was copied.
    """
    person = Person.objects.filter(pk=key).select_related("merged_into", "network").first()
    if person is None:
        return {}
    kept = person.merged_into or person
    members = list(Member.objects.filter(person=kept, erased_at__isnull=True))
    slots = Slot.objects.filter(Q(member__in=members) | _of_name(Slot, person, "order__network"))
    parts = SessionFacilitator.objects.filter(
        Q(member__in=members) | _of_name(SessionFacilitator, person, "session__order__network")
    )
    of_person = Q(contact=kept) | _of_name(Order, person, "network", "contact_label", Q(contact=None))
    of_slots, of_parts = Q(slots__in=slots), Q(sessions__facilitators__in=parts)
    orders = list(Order.objects.filter(of_person | of_slots | of_parts).distinct().order_by("pk"))
    contacts = {order.pk for order in Order.objects.filter(of_person)}
    enquiries = list(enquiries_of(person))
    done = {
        "memberships of the bank": len(members),
        "names in teams": slots.count(),
        "names in sessions": parts.count(),
        "contacts of orders": len(contacts),
        "enquiries": len(enquiries),
        "cells of older registers": _mask_cells(person, orders),
        "participations in trainings": TrainingParticipant.objects.filter(person=kept).update(name_label=MASK),
    }
    for order in orders:
        _free_places(order, slots, is_contact=order.pk in contacts)
    slots.exclude(name_label="").update(member=None, name_label=MASK, removed_reason="")
    parts.update(member=None, name_label=MASK)
    _end_memberships(members)
    mask_enquiries(enquiries)
    drop_reports(orders)
    if any(done.values()):
        drop_tables(person.network)
    return done


def _of_name(model: type, person: Person, network: str, label: str = "name_label", free: Q | None = None) -> Q:
    """Rows that lead to nobody and bear just this name, unless somebody else of the network has it too."""
    free = Q(member=None) if free is None else free
    names = {fold(person.name), fold(person.sort_name)} - {""}
    others = Person.objects.kept().filter(network=person.network_id, search_text=fold(person.sort_name))
    if others.exclude(pk__in=[person.pk, person.merged_into_id]).exists():
        return Q(pk__in=[])
    rows = model.objects.annotate(folded_label=Folded(label))
    return Q(pk__in=rows.filter(free, folded_label__in=names, **{network: person.network_id}).values("pk"))


def _free_places(order: Order, slots: QuerySet[Slot], *, is_contact: bool) -> None:
    """A place in an order that still goes on is open again; the contact's name and address go."""
    order = lock(order)
    held = slots.filter(order=order, removed_at__isnull=True, member__isnull=False)
    if not order.outcome and held.exists():
        Booking.objects.filter(session__order=order, member__in=held.values("member")).delete()
        held.update(member=None, name_label="", assigned_at=None)
        refresh_filled(order, actor=None)
    if is_contact:
        order.contact, order.contact_label = None, ""
        order.save(update_fields=["contact", "contact_label"])
        OutsideOrderer.objects.filter(order=order).delete()
    touch(order)


def _end_memberships(members: Iterable[Member]) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for member in members:
        if member.left_on is None or member.left_on > yesterday:
            member.left_on = max(yesterday, member.joined_on or yesterday)
    mask_members(list(members))


def _mask_cells(person: Person, orders: list[Order]) -> int:
    """The cells of an older register in which the surname stands; the others tell of other people."""
    surname, masked = fold(person.last_name), 0
    for row in ImportedRow.objects.filter(order__in=orders) if surname else ():
        cells = {name: MASK if surname in fold(text) else text for name, text in row.cells.items()}
        changed = sum(cells[name] != row.cells[name] for name in cells)
        if changed:
            row.cells = cells
            row.save(update_fields=["cells"])
            masked += changed
    return masked
