"""Taking note of what orderers have answered."""

from django.db import transaction
from django.utils import timezone

from bank.models import Order
from core.audit import record
from core.states import lock
from network.models import User


@transaction.atomic
def mark_answers_read(order: Order, *, actor: User) -> Order:
    """Take note of the orderer's answers: they leave the queue. Twice is as good as once."""
    order = lock(order)
    if order.questions.unread().update(read_at=timezone.now()):
        record("bank.order.answer_read", order, actor=actor)
    return order
