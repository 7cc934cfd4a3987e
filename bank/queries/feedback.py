"""Results of feedback: by method and year, and of one order; no small figure leaves the network."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from bank.enums import FeedbackSide
from bank.feedback import QUESTIONS, SCALE, SMALLEST_CELL, Question
from bank.models import Feedback, FeedbackRequest, Order


@dataclass(frozen=True)
class Bar:
    """How many chose a number, and its part of a bar that is as wide as the page gives: texts like "12.5%"."""

    score: int
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class QuestionResult:
    """``count`` and ``mean`` are None, and ``bars`` empty, where fewer than five people would show."""

    question: Question
    count: int | None
    mean: float | None
    bars: list[Bar]


@dataclass(frozen=True)
class SideResult:
    """What one side said; ``count`` is None where fewer than five answered and the figure leaves the network."""

    side: FeedbackSide
    count: int | None
    questions: list[QuestionResult]
    words: list[str]


@dataclass(frozen=True)
class GroupResult:
    """The results of one method."""

    method: str
    sides: list[SideResult]


def years_of(rows: QuerySet[Feedback]) -> list[int]:
    """The years in which feedback was given, newest first; one query."""
    return [day.year for day in rows.dates("given_on", "year", order="DESC")]


def results_by_method(rows: QuerySet[Feedback], *, year: int, protect: bool) -> list[GroupResult]:
    """The results of a year by method as delivered; one query over the year's answers.

    With ``protect`` no figure of fewer than five people is told, and no words: so it is for everybody but the
    coordinators of the network, and for all that leaves it.
    """
    given = rows.filter(given_on__year=year).select_related("order__method", "order__delivered_method")
    groups: dict[str, list[Feedback]] = defaultdict(list)
    for row in given.order_by("pk").iterator(chunk_size=2000):
        groups[_method_name(row.order)].append(row)
    return [
        GroupResult(method, side_results(groups[method], protect=protect))
        for method in sorted(groups, key=str.casefold)
    ]


def results_of_order(order: Order) -> list[SideResult]:
    """The results of one order, for its coordinator; one query."""
    return side_results(list(order.feedback.all()), protect=False)


def side_results(rows: Iterable[Feedback], *, protect: bool) -> list[SideResult]:
    """The results of each side that has answered. Own words of participants need five answers, whoever reads."""
    by_side: dict[str, list[Feedback]] = defaultdict(list)
    for row in rows:
        by_side[row.side].append(row)
    results = []
    for side in FeedbackSide:
        given = by_side.get(side, [])
        if not given:
            continue
        may_read = not protect and (side != FeedbackSide.PARTICIPANT or len(given) >= SMALLEST_CELL)
        # In the order of the words themselves: that of the answers would tell who wrote first.
        words = sorted(row.text for row in given if row.text) if may_read else []
        count = None if protect and len(given) < SMALLEST_CELL else len(given)
        questions = [_question_result(question, given, protect=protect) for question in QUESTIONS[side]]
        results.append(SideResult(side, count, questions, words))
    return results


def requests_of(order: Order) -> list[FeedbackRequest]:
    """Who was asked for feedback on an order, and whether they have answered; one query."""
    return list(order.feedback_requests.select_related("member__person"))


def _question_result(question: Question, given: list[Feedback], *, protect: bool) -> QuestionResult:
    scores = [row.answers[question.code] for row in given if question.code in row.answers]
    if not scores or (protect and len(scores) < SMALLEST_CELL):
        return QuestionResult(question, None if scores else 0, None, [])
    counts = {score: scores.count(score) for score in SCALE}
    # One hidden cell would follow from the others: with a small one among them, only the mean is told.
    hide = protect and any(0 < count < SMALLEST_CELL for count in counts.values())
    return QuestionResult(question, len(scores), sum(scores) / len(scores), [] if hide else _bars(counts))


def _bars(counts: dict[int, int]) -> list[Bar]:
    total, before, bars = sum(counts.values()), 0, []
    for score, count in counts.items():
        # As SVG wants it in every language: a template would write the decimal comma of Finnish.
        bars.append(Bar(score, count, f"{100 * before / total:.4g}%", f"{100 * count / total:.4g}%"))
        before += count
    return bars


def _method_name(order: Order) -> str:
    method = order.delivered_method or order.method
    return method.name if method else (order.delivered_label or order.method_label or "–")
