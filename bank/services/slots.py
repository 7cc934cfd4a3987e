"""The places of a team: made from the method's rule, changed with a reason, filled or not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OrderStep, SlotRole
from bank.models import Order, Slot
from bank.services.events import log_step
from core.errors import DomainError
from core.states import lock
from network.models import User


def make_slots(order: Order) -> None:
    """Make the places that the order's version of the method asks for; places held or asked for stay.

    Without a method, or for a method without a rule, nothing is made: the coordinator adds places by hand.
    """
    order.slots.in_team().filter(name_label="", invitations__isnull=True).delete()
    kept = [slot.category for slot in order.slots.in_team().filter(role=SlotRole.LEAD)]
    rules = order.method_version.facilitator_rules.all() if order.method_version_id else []
    position = order.slots.count()
    for rule in rules:
        for _number in range(rule.count - kept.count(rule.category)):
            Slot.objects.create(order=order, role=SlotRole.LEAD, category=rule.category, position=position)
            position += 1


@transaction.atomic
def add_slot(order: Order, *, role: str, category: str = "", reason: str = "", actor: User) -> Slot:
    """Add a place to the team. Raises ``DomainError`` after an outcome, or for one who leads without a reason.

    The method's rule says how many lead; another number is told with its reason. Observers, trainees and substitutes
    come beside the rule and need none.
    """
    order = lock(order)
    refuse_ended(order)
    if role == SlotRole.LEAD and order.method_id and not reason.strip():
        raise DomainError(_("Write why the team differs from the method's rule."))
    slot = Slot(order=order, role=role, category=category, position=order.slots.count())
    slot.full_clean()
    slot.save()
    refresh_filled(order, actor=actor)
    touch(order)
    log_step(order, OrderStep.TEAM_CHANGED, reason=reason, actor=actor, changes={"place": [None, role]})
    return slot


@transaction.atomic
def remove_slot(order: Order, *, slot: Slot, reason: str, actor: User) -> Order:
    """Take an open place out of the team; it stays as a row with the reason.

    Raises ``DomainError`` without a reason, when somebody holds the place or is being asked, or after an outcome.
    """
    order = lock(order)
    refuse_ended(order)
    slot = order.slots.in_team().filter(pk=slot.pk).first()
    if slot is None:
        return order
    if slot.name_label or slot.invitations.live().exists():
        raise DomainError(_("Somebody holds this place or is being asked. Take the person off first."))
    if not reason.strip():
        raise DomainError(_("Write why the team differs from the method's rule."))
    slot.removed_at, slot.removed_reason = timezone.now(), reason.strip()
    slot.full_clean()
    slot.save()
    refresh_filled(order, actor=actor)
    touch(order)
    log_step(order, OrderStep.TEAM_CHANGED, reason=reason, actor=actor, changes={"place": [slot.role, None]})
    return order


def open_slot_for(order: Order, role: str, category: str = "") -> Slot:
    """An open place of the role that nobody was asked for, the category's own first; a new one when there is none."""
    slots = order.slots.in_team().filter(role=role, name_label="")
    found = [slot for slot in slots if not slot.invitations.live().exists()]
    found.sort(key=lambda slot: (slot.category != category, slot.position, slot.pk))
    return (
        found[0]
        if found
        else Slot.objects.create(
            order=order, role=role, category=category if role == SlotRole.LEAD else "", position=order.slots.count()
        )
    )


def refresh_filled(order: Order, *, actor: User | None) -> None:
    """Set or clear the fact that every leading place is held and confirmed; the caller has locked the order."""
    leading = list(order.slots.leading())
    confirming = set(order.invitations.to_be_confirmed().values_list("slot", flat=True))
    filled = bool(leading) and all(slot.name_label and slot.pk not in confirming for slot in leading)
    if filled and order.filled_at is None:
        order.filled_at = timezone.now()
        log_step(order, OrderStep.FILLED, actor=actor)
    elif not filled and order.filled_at is not None:
        order.filled_at = None
        log_step(order, OrderStep.UNFILLED, actor=actor)


def touch(order: Order) -> None:
    """Mark a locked order as changed, for its printed versions and for whoever is editing it, and save its facts."""
    order.version += 1
    order.save(update_fields=["version", "updated_at", "filled_at", "search_opened_at"])


def refuse_ended(order: Order) -> None:
    if order.outcome:
        raise DomainError(_("The order has an outcome. Reopen it before changing its facilitators."))
