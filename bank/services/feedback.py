"""Feedback after an order: asked for once, reminded of once, given by the orderer, facilitators and participants."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank import feedback_mail
from bank.enums import LEADING, FeedbackSide, OrderStep, Outcome
from bank.feedback import QUESTIONS, SCALE
from bank.models import Feedback, FeedbackRequest, Order
from bank.services.events import log_step
from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.states import lock
from network.models import User

# Answers are taken for so long after asking, or after the day of the meeting.
DAYS_OPEN = 60
REMIND_AFTER = timedelta(days=14)
# Typed from paper: without letters and digits that look alike.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6
# A code lies on a table; a flood of answers to it is nobody's feedback.
MOST_ANSWERS = 300


@transaction.atomic
def open_participant_feedback(order: Order, *, actor: User) -> FeedbackRequest:
    """The code that participants of an order answer with; made once, however often it is printed.

    Raises ``DomainError`` when the order ended without having been held.
    """
    order = lock(order)
    if order.outcome and not _was_held(order):
        raise DomainError(_("The meeting was not held: there is nothing to give feedback on."))
    found = order.feedback_requests.filter(side=FeedbackSide.PARTICIPANT).first()
    if found is not None:
        return found
    asked = FeedbackRequest(
        order=order, side=FeedbackSide.PARTICIPANT, code=_new_code(), closes_on=_closing_day(order)
    )
    _save(asked)
    log_step(order, OrderStep.FEEDBACK_ASKED, actor=actor, changes={"side": [None, FeedbackSide.PARTICIPANT]})
    return asked


@transaction.atomic
def ask_for_feedback(order: Order, *, actor: User) -> list[FeedbackRequest]:
    """Ask the orderer and everybody who led; each gets a mail with a link, once.

    Raises ``DomainError`` when the order was not held, or when everybody has been asked.
    """
    order = lock(order)
    if not _was_held(order):
        raise DomainError(_("Feedback is asked for when the outcome says that the order was held."))
    sides = [(FeedbackSide.ORDERER, None)]
    leading = order.slots.in_team().filter(role__in=LEADING, member__isnull=False).select_related("member__person")
    sides += [(FeedbackSide.FACILITATOR, slot.member) for slot in leading]
    known = set(order.feedback_requests.values_list("side", "member"))
    asked = []
    for side, member in sides:
        if (side, member.pk if member else None) in known:
            continue
        request = FeedbackRequest(order=order, side=side, member=member, closes_on=_closing_day(order))
        _save(request)
        feedback_mail.send_request(request, actor=actor)
        asked.append(request)
    if not asked:
        raise DomainError(_("Everybody has been asked already. Feedback is asked for once."))
    _keep_open(order)
    log_step(order, OrderStep.FEEDBACK_ASKED, actor=actor)
    return asked


@transaction.atomic
def give_feedback(
    request: FeedbackRequest, *, answers: dict[str, int], text: str = "", actor: User | None
) -> Feedback:
    """Store the answer of the orderer or a facilitator, once.

    ``answers`` is {question code: 1 to 5}. Raises ``TransitionNotAllowed`` when it has been answered, ``DomainError``
    when the time is over, when nothing was answered, or for a question or a number that is not on the form.
    """
    request = lock(request)
    if request.side == FeedbackSide.PARTICIPANT or request.answered_at:
        raise TransitionNotAllowed(_("This feedback has been given already. Thank you."))
    given = _store(request, answers, text)
    request.answered_at = timezone.now()
    request.save(update_fields=["answered_at"])
    record("bank.order.feedback_given", request.order, actor=actor)
    return given


@transaction.atomic
def give_participant_feedback(request: FeedbackRequest, *, answers: dict[str, int], text: str = "") -> Feedback:
    """Store one participant's answer. Raises as ``give_feedback`` does; many answer under one code.

    Nobody acts, and nothing is logged: a time of day would lead to a person who was seen writing.
    """
    request = lock(request)
    if request.side != FeedbackSide.PARTICIPANT:
        raise TransitionNotAllowed
    if request.order.feedback.filter(side=FeedbackSide.PARTICIPANT).count() >= MOST_ANSWERS:
        raise DomainError(_("No more answers are taken with this code."))
    return _store(request, answers, text)


def remind_of_feedback(day: date) -> int:
    """Remind whoever was asked two weeks ago and has not answered, once; how many were reminded."""
    waiting = FeedbackRequest.objects.filter(
        answered_at__isnull=True,
        reminded_at__isnull=True,
        asked_at__lte=timezone.now() - REMIND_AFTER,
        closes_on__gte=day,
    ).exclude(side=FeedbackSide.PARTICIPANT)
    return sum(_remind(pk) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    request = FeedbackRequest.objects.select_for_update(of=("self",)).get(pk=pk)
    if request.answered_at or request.reminded_at:
        return False
    request.reminded_at = timezone.now()
    request.save(update_fields=["reminded_at"])
    feedback_mail.send_reminder(request)
    return True


def _store(request: FeedbackRequest, answers: dict[str, int], text: str) -> Feedback:
    if request.closes_on < timezone.localdate():
        raise DomainError(_("The time for answering is over."))
    asked = {question.code for question in QUESTIONS[request.side]}
    if not set(answers) <= asked or not set(answers.values()) <= set(SCALE):
        raise DomainError(_("Choose a number from 1 to 5 for each question you answer."))
    if not answers and not text.strip():
        raise DomainError(_("Answer at least one question, or write in your own words."))
    given = Feedback(order=request.order, side=request.side, answers=answers, text=text.strip())
    given.full_clean(exclude=["order"])
    given.save()
    return given


def _was_held(order: Order) -> bool:
    return order.outcome in (Outcome.CARRIED_OUT, Outcome.OTHERWISE)


def _closing_day(order: Order) -> date:
    """Two months from today, or from the day of a meeting that is still to come."""
    latest = max(filter(None, [timezone.localdate(), order.wished_latest if not order.outcome else None]))
    return latest + timedelta(days=DAYS_OPEN)


def _keep_open(order: Order) -> None:
    """The participants' code lasts as long as the others may answer, also when the meeting was held later."""
    code = order.feedback_requests.filter(side=FeedbackSide.PARTICIPANT, closes_on__lt=_closing_day(order))
    code.update(closes_on=_closing_day(order))


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _number in range(CODE_LENGTH))
        if not FeedbackRequest.objects.filter(code=code).exists():
            return code


def _save(request: FeedbackRequest) -> None:
    request.full_clean(exclude=["order", "member"])
    request.save()
