"""An order as the rules and the ranking see one."""

from collections import defaultdict
from datetime import date

from django.utils import timezone

from bank.enums import LEADING, Answer, QualificationState, SlotRole
from bank.matching import OrderFacts, Point, is_trainee
from bank.models import Order, Qualification, Slot
from network.models import Municipality


def order_facts(order: Order, *, without_slot: int | None = None) -> OrderFacts:
    """The order for the rules; two queries, none when slots and invitations were prefetched.

    ``without_slot`` leaves the holder of a place out of the team, to look at it again. An invitation that was not
    answered in time does not make a member of the team.
    """
    today = timezone.localdate()
    slots = [slot for slot in order.slots.all() if slot.removed_at is None]
    roles = {slot.pk: slot.role for slot in slots}
    held = {slot.member_id: slot.pk for slot in slots if slot.member_id}
    asked = {
        one.member_id: one.slot_id
        for one in order.invitations.all()
        if one.ended_at is None and one.answer != Answer.DECLINED and (one.answer or one.reply_by >= today)
    }
    team = {member: slot for member, slot in {**asked, **held}.items() if slot != without_slot}
    where = _municipality_of(order)
    return OrderFacts(
        order_id=order.pk,
        today=today,
        contact_person_id=order.contact_id,
        unit=order.organisation_id,
        municipality=where.pk if where else None,
        point=_point_of(where),
        language=getattr(getattr(order, "outside_orderer", None), "language", ""),
        first_day=order.wished_earliest,
        last_day=order.wished_latest,
        team=frozenset(team),
        partners=frozenset(member for member, slot in team.items() if roles.get(slot) in LEADING),
        categories=frozenset(slot.category for slot in slots if slot.role == SlotRole.LEAD and slot.category),
        lacks_qualified_lead=_lacks_qualified_lead(slots, today),
    )


def _lacks_qualified_lead(slots: list[Slot], today: date) -> bool:
    """Whether a team with a place for a trainee has no lead who is qualified, and seeks none; a query at most."""
    if not any(slot.role == SlotRole.TRAINEE for slot in slots):
        return False
    leads = [slot for slot in slots if slot.role == SlotRole.LEAD]
    if any(not slot.member_id for slot in leads):
        return False  # sought, or a name of an older register
    states = defaultdict(dict)
    rows = Qualification.objects.on(today).filter(member__in=[slot.member_id for slot in leads])
    for row in rows.exclude(state=QualificationState.LEFT):
        states[row.member_id][row.category] = row.state
    return all(is_trainee(states[slot.member_id], slot.category) for slot in leads)


def _municipality_of(order: Order) -> Municipality | None:
    """That of the order, or of the unit that orders."""
    return order.municipality or (order.organisation.municipality if order.organisation else None)


def _point_of(municipality: Municipality | None) -> Point | None:
    """The middle of a municipality; an ended one is measured from where it belongs today."""
    if municipality is not None and municipality.latitude is None and municipality.successor_id:
        municipality = municipality.successor
    if municipality is None or municipality.latitude is None or municipality.longitude is None:
        return None
    return municipality.latitude, municipality.longitude
