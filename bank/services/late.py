"""What was held before anybody recorded it: facts, who led, when and how it ended, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OrderStep, SessionKind, SessionPart, SlotRole
from bank.models import Member, Order, SessionFacilitator, Slot
from bank.services.events import facilitator_key, log_step
from bank.services.life import record_outcome
from bank.services.orders import log_order
from bank.services.slots import touch
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import FuzzyDate
from core.states import lock
from methods.models import Method
from network.models import Network, User


@dataclass(frozen=True)
class Ending:
    """How an order ended, as ``record_outcome`` takes it."""

    outcome: str
    reason: str = ""
    note: str = ""
    held: FuzzyDate | None = None
    delivered_method: Method | None = None


@transaction.atomic
def log_held_order(
    network: Network,
    *,
    facts: dict[str, Any],
    concern: str = "",
    leaders: Sequence[Member] = (),
    ending: Ending,
    actor: User,
) -> Order:
    """Log an order that has ended already. The steps that nobody recorded stay without a date.

    Raises ``DomainError`` as ``log_order``, ``name_leaders`` and ``record_outcome`` do, and then nothing is logged.
    """
    order = log_order(network, facts=facts, concern=concern, actor=actor)
    return record_late(order, leaders=leaders, ending=ending, version=order.version, actor=actor)


@transaction.atomic
def record_late(order: Order, *, leaders: Sequence[Member] = (), ending: Ending, version: int, actor: User) -> Order:
    """Record how an order ended together with who led it. Raises as ``name_leaders`` and ``record_outcome`` do."""
    order = lock(order, version=version)
    if leaders:
        order = name_leaders(order, leaders=leaders, actor=actor)
    order = record_outcome(
        order,
        outcome=ending.outcome,
        reason=ending.reason,
        note=ending.note,
        held=ending.held,
        delivered_method=ending.delivered_method,
        version=order.version,
        actor=actor,
    )
    if leaders:
        _tell_who_led(order, leaders)
    return order


@transaction.atomic
def name_leaders(order: Order, *, leaders: Sequence[Member], actor: User) -> Order:
    """Write down who led what was held without being asked through the bank: nobody is asked any more.

    Only the hard rules are looked at: the others are for choosing, and this has happened. Raises ``DomainError`` for
    somebody of another bank, the contact person, or one who has declared to be no outsider;
    ``TransitionNotAllowed`` when the order has an outcome or its places are held.
    """
    order = lock(order)
    if order.outcome or order.slots.leading().exclude(name_label="").exists():
        raise TransitionNotAllowed
    for member in dict.fromkeys(leaders):
        _refuse(order, member)
        slot = order.slots.in_team().filter(role=SlotRole.LEAD, name_label="").first()
        slot = slot or Slot(order=order, role=SlotRole.LEAD, position=order.slots.count())
        slot.member, slot.name_label, slot.assigned_at = member, member.person.name, timezone.now()
        slot.full_clean()
        slot.save()
        log_step(order, OrderStep.ASSIGNED, actor=actor, changes={"facilitator": [None, facilitator_key(slot)]})
    touch(order)
    return order


def _refuse(order: Order, member: Member) -> None:
    name = {"name": member.person.name}
    if member.network_id != order.network_id:
        raise DomainError(_("%(name)s is not in the bank.") % name)
    if order.contact_id == member.person_id:
        raise DomainError(_("%(name)s is the orderer: a facilitator must be an outsider.") % name)
    declared = order.declarations.filter(member=member)
    if any(not one.is_outside for one in declared):
        raise DomainError(_("%(name)s has declared not to be an outsider.") % name)


def _tell_who_led(order: Order, leaders: Sequence[Member]) -> None:
    session = order.sessions.filter(kind=SessionKind.MEETING).exclude(held_precision="").first()
    if session is None:
        return
    for member in dict.fromkeys(leaders):
        SessionFacilitator.objects.get_or_create(
            session=session,
            member=member,
            defaults={"name_label": member.person.name, "part": SessionPart.LED},
        )
