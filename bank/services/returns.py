"""An order that holds a client's details goes back to its orderer, and they are wiped."""

from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bank.enums import OrderStep
from bank.models import Order, OrderQuestion
from bank.outside_mail import QUESTION
from bank.services.concerns import wipe_concern
from bank.services.events import log_step
from bank.services.intake import give_page
from bank.services.printed import drop_reports
from core.errors import TransitionNotAllowed
from core.mail import send_mail
from core.states import lock
from network.models import User

# What of an order people write freely, beside the concern.
WIPEABLE = ("summary", "place", "participants")


@transaction.atomic
def return_order(order: Order, *, wipe: Collection[str] = (), version: int, actor: User) -> OrderQuestion:
    """Wipe the concern, and the facts ``wipe`` (of ``WIPEABLE``), and ask the orderer to write the concern anew.

    The reason is always that a client could be known from it; a mail says that something waits, and the answer
    becomes the concern. A question that was open is answered by this. Neither log nor history holds what was wiped,
    and printed reports of the order go too. Raises ``TransitionNotAllowed`` when the order has ended,
    ``EditConflict`` when somebody saved after ``version``.
    """
    order = lock(order, version=version)
    if order.outcome:
        raise TransitionNotAllowed
    wipe_concern(order, because="returned", actor=actor)
    for name in set(WIPEABLE).intersection(wipe):
        setattr(order, name, "")
    order.summary = order.summary or ", ".join(filter(None, [order.method_label, order.organisation_label])) or "–"
    if wipe:
        drop_reports([order])
    question = _ask(order, actor)
    order.question_open_at = question.asked_at
    order.version += 1
    order.full_clean()
    order.save()
    log_step(order, OrderStep.RETURNED, actor=actor, changes={"wiped": [None, ", ".join(["concern", *sorted(wipe)])]})
    if give_page(order) is not None:
        send_mail(QUESTION, question, actor=actor)
    return question


def _ask(order: Order, actor: User) -> OrderQuestion:
    now = timezone.now()
    reached = give_page(order)
    with translation.override(reached[1] if reached else settings.LANGUAGE_CODE):
        order.questions.filter(answered_at__isnull=True).update(
            answer=_("The order was returned."), answered_at=now, answered_by=actor, read_at=now
        )
        text = _(
            "Your order told of a client in a way by which the client could be known. What told of it has been wiped. "
            "Write your concern again, in your own words and from your own work: no names, ages, addresses or other "
            "details of a client."
        )
    question = OrderQuestion(order=order, text=text, asked_at=now, asked_by=actor, returned=True)
    question.full_clean(exclude=["order", "asked_by"])
    question.save()
    return question
