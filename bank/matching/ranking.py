"""Ranks all allowed people and all allowed pairs for the places of an order; every pair is weighed before any is cut.

A cost is counted in hours of work: the fewer, the sooner somebody is proposed. There is no solver: a cost is a sum
that anybody can do again on paper, and its parts are told beside it (``explain``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from math import inf

from bank.matching.distance import nearest
from bank.matching.facts import MemberFacts, OrderFacts, Place, Together
from bank.matching.rules import Level, Verdict, verdicts

# An hour of work and travel in the chosen months weighs as itself: the load is to be shared.
MINUTES_PER_POINT = 60
# 30 km as the crow flies are about an hour on the road there and back.
KM_PER_POINT = 30
# Who is told to be nowhere is taken to come from a typical distance, so that silence neither helps nor harms.
UNKNOWN_KM = 60
# Rest: somebody who was asked today waits until the others have half a working day for each of three months more;
# after two years, or never asked, nothing is left of it. Everybody in the bank is to be asked at some time.
REST_MONTHS, POINTS_PER_MONTH = 24, 0.5
# What a warning weighs.
WARNING_POINTS = {
    "same_municipality": 6,  # even an outsider to the case is met in the shop
    "outside_area": 8,  # the member has said where he or she goes
    "language": 24,  # leading in a language one does not lead in is the last resort
    "to_refresh": 3,  # allowed, but a qualified one first
    "overlap": 8,  # may turn out to be impossible when the date becomes exact
    "close_engagement": 4,  # two within a fortnight are much beside one's own work
    "same_pair": 4,  # the bank grows by new pairs
}
# The same pair again, beyond the first time.
POINTS_PER_REPEATED_PAIR = 1
# Whoever needs a logged reason comes after all who do not; two of them after one.
REASON_POINTS = 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member for a place, with everything that speaks against it and what it costs."""

    member: MemberFacts
    place: Place
    verdicts: Sequence[Verdict]
    distance: int | None
    cost: float

    @property
    def is_allowed(self) -> bool:
        """Proposed, if need be with a reason."""
        return not any(one.level in (Level.NEVER, Level.SKIP) for one in self.verdicts)

    @property
    def needs_reason(self) -> bool:
        return any(one.level is Level.REASON for one in self.verdicts)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members for two places; ``together`` tells of their last times, ``None`` for a new pair."""

    first: Candidate
    second: Candidate
    together: Together | None
    cost: float

    @property
    def needs_reason(self) -> bool:
        return self.first.needs_reason or self.second.needs_reason


@dataclass(frozen=True, slots=True)
class Pairs:
    """The best pairs, best first, and how many were weighed."""

    best: list[Pair]
    weighed: int


def rank_people(members: Sequence[MemberFacts], order: OrderFacts, place: Place) -> list[Candidate]:
    """All members for a place: the allowed ones first, best first; then those left out, by name."""
    found = [_candidate(member, order, place) for member in members]
    return sorted(found, key=_rank)


def rank_pairs(first: Sequence[Candidate], second: Sequence[Candidate], *, limit: int) -> Pairs:
    """All pairs of allowed people for two places, ``second`` being the same list where the places ask for the same.

    Every pair is weighed; the ``limit`` cheapest are returned, for equal costs in the order of the lists.
    """
    is_same = first is second
    ones = [one for one in first if one.is_allowed]
    others = ones if is_same else [one for one in second if one.is_allowed]
    best, weighed = [], 0
    for i, start, row in _rows(ones, others, is_same=is_same):
        weighed += len(row) - row.count(inf)
        bound = best[-1][0] if len(best) == limit else inf
        if better := [(cost, i, j) for j, cost in enumerate(row, start) if cost < bound]:
            best = nsmallest(limit, [*best, *better])
    pairs = [
        Pair(ones[i], others[j], ones[i].member.together.get(others[j].member.member_id), cost) for cost, i, j in best
    ]
    return Pairs(pairs, weighed)


def pair_cost(together: Together | None) -> float:
    """What it costs that two have led together before."""
    if together is None:
        return 0
    return WARNING_POINTS["same_pair"] + POINTS_PER_REPEATED_PAIR * (together.times - 1)


def months_between(earlier: date, later: date) -> int:
    """Whole months from a day to a later one; zero when it is no later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(months, 0)


def _rows(ones: list[Candidate], others: list[Candidate], *, is_same: bool) -> Iterator[tuple[int, int, list[float]]]:
    """For each of the first, what each pair with one of the second costs, from an index on; with oneself: for ever."""
    costs = [other.cost for other in others]
    index = {other.member.member_id: j for j, other in enumerate(others)}
    for i, one in enumerate(ones):
        cost, start = one.cost, i + 1 if is_same else 0
        row = [cost + other for other in costs[start:]]
        for partner, together in one.member.together.items():
            j = index.get(partner, -1)
            if j >= start:
                row[j - start] += pair_cost(together)
        oneself = index.get(one.member.member_id, -1)
        if oneself >= start:
            row[oneself - start] = inf
        yield i, start, row


def _candidate(member: MemberFacts, order: OrderFacts, place: Place) -> Candidate:
    found = verdicts(member, order, role=place.role, category=place.category)
    distance = nearest(member.points, order.point)
    cost = (
        member.minutes_in_span / MINUTES_PER_POINT
        + (UNKNOWN_KM if distance is None else distance) / KM_PER_POINT
        + _rest_cost(member, order)
    )
    for one in found:
        if one.level is Level.WARN:
            cost += WARNING_POINTS[one.code]
        elif one.level is Level.REASON:
            cost += REASON_POINTS
    for partner in order.partners & member.together.keys():
        cost += pair_cost(member.together[partner]) - WARNING_POINTS["same_pair"]
    return Candidate(member, place, found, distance, cost)


def _rest_cost(member: MemberFacts, order: OrderFacts) -> float:
    if member.last_asked is None or order.today is None:
        return 0
    return max(REST_MONTHS - months_between(member.last_asked, order.today), 0) * POINTS_PER_MONTH


def _rank(candidate: Candidate) -> tuple[bool, float, str]:
    allowed = candidate.is_allowed
    return not allowed, candidate.cost if allowed else 0, candidate.member.name.casefold()
