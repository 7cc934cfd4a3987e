"""The kinds of waiting put into one list."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import NamedTuple

from django.db.models import CharField, Count, QuerySet, Value, Window
from django.utils import timezone
from django.utils.functional import Promise

from bank.queries.queue import orders, outside, people
from bank.queries.queue.shapes import Kind, Scope, Waiting
from network.models import Network, User

ROWS = 50

# In the order in which they are offered for choosing.
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        orders.OutcomeMissing(),
        orders.NewOrder(),
        outside.EnquiryWaiting(),
        orders.QuestionOpen(),
        orders.AnswerUnread(),
        orders.PlaceOpen(),
        orders.Unanswered(),
        orders.Expiring(),
        orders.Expired(),
        orders.ToConfirm(),
        orders.ToCallTogether(),
        orders.NewDateMissing(),
        orders.FollowUpDue(),
        orders.FeedbackNotAsked(),
        orders.FeedbackMissing(),
        orders.ToClose(),
        people.QualificationRunsOut(),
        outside.AgreementRunsOut(),
        people.NeverAsked(),
        people.AskedTooOften(),
    )
}


class Counted(NamedTuple):
    """How many wait in one way."""

    code: str
    label: Promise
    count: int


@dataclass(frozen=True)
class Queue:
    """A page of what waits. ``counts`` has every kind of which something waits; ``total`` is their sum."""

    rows: list[Waiting]
    counts: list[Counted]
    total: int
    page: int
    has_more: bool


class _Place(NamedTuple):
    """One row of the queue before it is read: which kind, since when, which subject, how many of its kind."""

    code: str
    since: date
    key: int
    count: int

    @property
    def rank(self) -> tuple[bool, date, str, int]:
        return (not KINDS[self.code].first, self.since, self.code, self.key)


def read_queue(network: Network, user: User, *, code: str = "", page: int = 1, size: int = ROWS) -> Queue:
    """What waits, overdue outcomes first and then the oldest; with ``code`` of one kind only.

    One query finds the places of all kinds and counts them, one more reads each sort of subject that is shown.
    """
    scope = Scope(network, user, timezone.localdate())
    first, last = (page - 1) * size, page * size
    places = _places(scope, code, last + 1)
    counts = {place.code: place.count for place in places}
    wanted = sorted((place for place in places if code in ("", place.code)), key=lambda place: place.rank)
    return Queue(
        rows=_shown(scope, wanted[first:last]),
        counts=[Counted(kind.code, kind.label, counts[kind.code]) for kind in KINDS.values() if kind.code in counts],
        total=sum(counts.values()),
        page=page,
        has_more=len(wanted) > last,
    )


def _places(scope: Scope, code: str, limit: int) -> list[_Place]:
    """The oldest ``limit`` places of each kind that is asked for, one of every other for its count; one query."""
    branches = [_branch(kind, scope, limit if code in ("", kind.code) else 1) for kind in KINDS.values()]
    joined = reduce(lambda one, other: one.union(other, all=True), branches[1:], branches[0])
    return [_Place(*row) for row in joined]


def _branch(kind: Kind, scope: Scope, limit: int) -> QuerySet:
    rows = kind.rows(scope).order_by().annotate(
        queue_kind=Value(kind.code, output_field=CharField()),
        queue_since=kind.since(scope),
        queue_count=Window(Count("*")),
    )  # fmt: skip
    return rows.values_list("queue_kind", "queue_since", "pk", "queue_count").order_by("queue_since", "pk")[:limit]


def _shown(scope: Scope, places: list[_Place]) -> list[Waiting]:
    """The places with their subjects; one query for each sort of subject."""
    keys, subjects = defaultdict(set), {}
    for place in places:
        keys[KINDS[place.code].subjects.model].add(place.key)
    querysets = {kind.subjects.model: kind.subjects for kind in KINDS.values()}
    for model, wanted in keys.items():
        subjects[model] = querysets[model].in_bulk(wanted)
    # Somebody may have dealt with one between the two queries.
    found = [(place, subjects[KINDS[place.code].subjects.model].get(place.key)) for place in places]
    return [KINDS[place.code].show(subject, place.since, scope) for place, subject in found if subject is not None]
