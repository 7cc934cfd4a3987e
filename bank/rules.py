"""Who may do what in the bank."""

import rules

from bank.enums import LEADING
from bank.models import Order
from network.rules import is_admin, is_coordinator, is_facilitator


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
# By exception and with a reason (``services.open_concern``): whoever runs the network has no part in its orders.
rules.add_perm("bank.open_concern", is_admin)
# Who has read it is for the two whom it concerns; the facilitators need not watch one another.
rules.add_perm("bank.view_readings", can_see_order & (is_coordinator | ordered))
rules.add_perm("bank.print_order", can_see_order)
rules.add_perm("bank.print_register", is_coordinator)
rules.add_perm("bank.freeze_year", is_coordinator)
rules.add_perm("bank.manage_members", is_coordinator)
# A facilitator sees no invitation but the own ones (``InvitationQuerySet.visible_to``).
rules.add_perm("bank.answer_invitation", is_coordinator | is_facilitator)
rules.add_perm("bank.end_pause", is_coordinator | is_facilitator)
rules.add_perm("bank.use_own_pages", is_facilitator)
# Trainings, Excel, and who runs the bank.
rules.add_perm("bank.manage_trainings", is_coordinator)
rules.add_perm("bank.exchange_sheets", is_coordinator)
rules.add_perm("bank.hand_over", is_coordinator)
# How a session went is told by whoever led it, too; and the slip for participants is handed out by them.
rules.add_perm("bank.report_session", can_see_order & (is_coordinator | leads))
rules.add_perm("bank.print_slip", can_see_order & (is_coordinator | leads))
rules.add_perm("bank.ask_feedback", is_coordinator)
rules.add_perm("bank.view_history", is_coordinator)
# Small figures and own words; everybody in the network sees the rest.
rules.add_perm("bank.view_feedback", is_coordinator)
rules.add_perm("bank.manage_agreements", is_coordinator)
rules.add_perm("bank.manage_enquiries", is_coordinator)
rules.add_perm("bank.answer_question", can_see_order & (is_coordinator | ordered))
