"""Invitations, trainings and feedback of a span."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.utils import timezone

from bank.enums import Answer, Counting, InvitationEnd
from bank.models import Feedback, FeedbackRequest, Invitation, Training
from bank.queries.figures.spans import Span
from network.models import Network

# What became of an invitation, beside its answer and its end.
WAITING = "waiting"


def invitations(network: Network, span: Span, today: date) -> dict[str, Any]:
    """What became of the invitations sent in the span, and why people said no; askings to confirm again do not count.

    Shape: {"fates": {fate: n}, "reasons": {reason or "": n}}; two queries.
    """
    sent = Invitation.objects.filter(
        order__network=network, confirms__isnull=True, sent_at__gte=_start(span.first),
        sent_at__lt=_start(span.last + timedelta(days=1)),
    ).order_by()  # fmt: skip
    fate = Case(
        When(~Q(answer=""), then=F("answer")),
        When(~Q(end=""), then=F("end")),
        When(reply_by__lt=today, then=Value(InvitationEnd.EXPIRED)),
        default=Value(WAITING),
        output_field=CharField(),
    )
    fates = dict(sent.annotate(fate=fate).values_list("fate").annotate(count=Count("pk")))
    declined = sent.filter(answer=Answer.DECLINED)
    return {"fates": fates, "reasons": dict(declined.values_list("decline_reason").annotate(count=Count("pk")))}


def trainings(network: Network, span: Span) -> dict[str, Any]:
    """Trainings that began in the span. Rows that total others or only tell of them are not added up.

    Shape: {"count", "participants", "qualified", "left_out": rows not added up, "without_numbers": counted rows that
    tell no number, "categories": {category or "": {"count", "participants", "qualified"}}}; one query.
    """
    rows = Training.objects.filter(network=network, date_earliest__range=span.days).with_numbers().order_by()
    found = {"count": 0, "participants": 0, "qualified": 0, "left_out": 0, "without_numbers": 0}
    categories: dict[str, Counter] = defaultdict(Counter)
    columns = ("category", "counting", "took_part", "became_qualified")
    for category, counting, participants, qualified in rows.values_list(*columns):
        if counting != Counting.COUNTED:
            found["left_out"] += 1
            continue
        found["without_numbers"] += participants is None and qualified is None
        numbers = {"count": 1, "participants": participants or 0, "qualified": qualified or 0}
        for name, number in numbers.items():
            found[name] += number
            categories[category][name] += number
    return found | {"categories": {category: dict(numbers) for category, numbers in categories.items()}}


def feedback(network: Network, span: Span) -> dict[str, Any]:
    """What was asked and answered in the span.

    Shape: {side: {"asked": n, "answers": n, "questions": {code: {"count": n, "sum": n}}}}; two queries.
    """
    asked = FeedbackRequest.objects.filter(
        order__network=network, asked_at__gte=_start(span.first), asked_at__lt=_start(span.last + timedelta(days=1))
    )
    sides: dict[str, dict[str, Any]] = defaultdict(lambda: {"asked": 0, "answers": 0, "questions": {}})
    for side, count in asked.order_by().values_list("side").annotate(count=Count("pk")):
        sides[side]["asked"] = count
    given = Feedback.objects.filter(order__network=network, given_on__range=span.days).order_by()
    for side, answers in given.values_list("side", "answers").iterator(chunk_size=5000):
        sides[side]["answers"] += 1
        for code, number in answers.items():
            question = sides[side]["questions"].setdefault(code, {"count": 0, "sum": 0})
            question["count"] += 1
            question["sum"] += number
    return dict(sides)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
