"""Who facilitates an order."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import SlotRole
from bank.models import Member, Order, Slot
from bank.queries import is_orderer
from bank.services.orders import touch
from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import User


@transaction.atomic
def assign_facilitator(order: Order, *, member: Member, role: str = SlotRole.LEAD, actor: User) -> Slot:
    """Give a member a slot in the order's team.

    Raises ``DomainError`` when the order has an outcome, and when the member is of another bank, has left it, is the
    orderer, or already holds a slot.
    """
    order = lock(order)
    _refuse_ended(order)
    day = timezone.localdate()
    if member.network_id != order.network_id or not Member.objects.in_bank(day).filter(pk=member.pk).exists():
        raise DomainError(_("%(name)s is not in the bank.") % {"name": member.person.name})
    if is_orderer(member, order):
        raise DomainError(
            _("%(name)s is the orderer: a facilitator must be an outsider.") % {"name": member.person.name}
        )
    if order.slots.filter(member=member).exists():
        raise DomainError(_("%(name)s is already picked for this order.") % {"name": member.person.name})
    slot = Slot(order=order, member=member, role=role, name_label=member.person.name, position=order.slots.count())
    slot.full_clean()
    slot.save()
    touch(order)
    record("bank.order.facilitator_assigned", order, actor=actor, changes={"facilitator": [None, slot.name_label]})
    return slot


@transaction.atomic
def release_facilitator(order: Order, *, slot: Slot, actor: User) -> Order:
    """Take a slot back; who held it stays in the log. Raises ``DomainError`` when the order has an outcome."""
    order = lock(order)
    _refuse_ended(order)
    slot = order.slots.filter(pk=slot.pk).first()
    if slot is None:
        return order
    slot.delete()
    touch(order)
    record("bank.order.facilitator_released", order, actor=actor, changes={"facilitator": [slot.name_label, None]})
    return order


def _refuse_ended(order: Order) -> None:
    if order.outcome and order.outcome != "postponed":
        raise DomainError(_("The order has an outcome. Reopen it before changing its facilitators."))
