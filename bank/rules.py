"""Who may do what in the bank."""

import rules

from bank.enums import LEADING
from bank.models import Order
from network.rules import is_coordinator


@rules.predicate
def can_see_order(user, order):
    return order is not None and Order.objects.visible_to(user).filter(pk=order.pk).exists()


@rules.predicate
def ordered(user, order):
    return order is not None and order.contact is not None and order.contact.user_id == user.pk


@rules.predicate
def leads(user, order):
    """Whoever is in reserve or observes learns the concern on the spot, or on stepping in."""
    return order is not None and order.slots.filter(member__person__user=user, role__in=LEADING).exists()


rules.add_perm("bank.view_queue", is_coordinator)
rules.add_perm("bank.add_order", is_coordinator)
rules.add_perm("bank.change_order", is_coordinator)
rules.add_perm("bank.record_outcome", is_coordinator)
rules.add_perm("bank.pick_facilitators", is_coordinator)
rules.add_perm("bank.view_order", can_see_order)
# Orderer, coordinator and the facilitators who lead (product.md, section 6).
rules.add_perm("bank.view_concern", can_see_order & (is_coordinator | ordered | leads))
rules.add_perm("bank.print_order", can_see_order)
rules.add_perm("bank.print_register", is_coordinator)
rules.add_perm("bank.manage_members", is_coordinator)
rules.add_perm("bank.manage_agreements", is_coordinator)
rules.add_perm("bank.manage_enquiries", is_coordinator)
rules.add_perm("bank.answer_question", can_see_order & (is_coordinator | ordered))
