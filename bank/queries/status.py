"""Where an order stands, and the word that registers print for it: both derived from facts."""

from datetime import date

from django.utils import timezone

from bank.enums import OPEN_STATUSES, PrintedWord, SlotRole, Status
from bank.models import Order, Slot

_UPCOMING = {Status.RECEIVED, Status.QUESTION, Status.SEARCHING, Status.FILLED}
_RANK = {SlotRole.LEAD: 0, SlotRole.TRAINEE: 1, SlotRole.OBSERVER: 2, SlotRole.RESERVE: 3}


def status_of(order: Order, day: date | None = None) -> Status:
    """What the order is on a day. ``OrderQuerySet.with_status`` is the same rule in SQL.

    An outcome says it all; a postponed order has no date that could have passed; then the date, the furthest step.
    """
    if order.outcome:
        return Status(order.outcome)
    if order.postponed_at:
        return Status.POSTPONED
    if order.wished_latest and order.wished_latest < (day or timezone.localdate()):
        return Status.OVERDUE
    if order.called_together_at:
        return Status.CONVENED
    if order.question_open_at:
        return Status.QUESTION
    if order.filled_at:
        return Status.FILLED
    return Status.SEARCHING if order.search_opened_at else Status.RECEIVED


def printed_word(order: Order, day: date | None = None) -> PrintedWord:
    """The word of the register: the outcome, else POSTPONED, CONVENED, UPCOMING, or UPCOMING without its outcome."""
    status = status_of(order, day)
    return PrintedWord.UPCOMING if status in _UPCOMING else PrintedWord(status)


def is_open(status: str) -> bool:
    """Whether an order of this status still waits for its outcome."""
    return status in OPEN_STATUSES


def team_of(order: Order) -> list[Slot]:
    """The places of the team in the order of the register: leads, observers, reserves last."""
    slots = [slot for slot in order.slots.all() if slot.removed_at is None]
    return sorted(slots, key=lambda slot: (_RANK[slot.role], slot.position, slot.pk))


def facilitators_of(order: Order) -> list[Slot]:
    """The places that somebody holds, in the order of the register; what lists and documents name."""
    return [slot for slot in team_of(order) if slot.name_label]
