"""The steps of an order: one row that is never edited for each, and the line of the audit log that goes with it."""

from datetime import date
from typing import Any

from bank.enums import OrderStep
from bank.models import Order, OrderEvent, Slot
from core.audit import key_of, record
from core.fuzzydates import FuzzyDate
from network.models import User


def facilitator_key(slot: Slot) -> str | None:
    """Who holds a place, as the log says it: the member, or the place itself for a name of an older register."""
    if not slot.name_label:
        return None
    return key_of(slot.member) if slot.member_id else key_of(slot)


def log_step(
    order: Order,
    step: OrderStep,
    *,
    actor: User | None,
    reason: str = "",
    date: FuzzyDate | None = None,
    happened_on: date | None = None,
    changes: dict[str, Any] | None = None,
) -> OrderEvent:
    """Write a step into the life of an order and into the audit log; ``changes`` is for the log alone."""
    event = OrderEvent(order=order, step=step, actor=actor, reason=reason.strip(), date=date, happened_on=happened_on)
    event.full_clean(exclude=["order", "actor"])
    event.save()
    record(f"bank.order.{step}", order, actor=actor, changes=changes)
    return event
