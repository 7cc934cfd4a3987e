"""The team of an order: its places, who is asked for them, and who could be."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Prefetch

from bank.enums import LEADING, PlaceState, SlotRole
from bank.matching import (
    Candidate,
    OrderFacts,
    Pair,
    Place,
    cautions,
    needs,
    pair_words,
    rank_pairs,
    rank_people,
    why,
    why_not,
)
from bank.models import Invitation, Order, Slot
from bank.queries.invitations import invitation_state
from bank.queries.matching import BankFacts, members_of_bank, order_facts
from bank.queries.status import team_of
from core.folding import fold
from network.models import Network

PAIRS_SHOWN = 5


class Shown(NamedTuple):
    """How many people of each list a page shows at first."""

    free: int
    with_reason: int
    left_out: int


SHOWN = Shown(20, 20, 100)
EVERYBODY = Shown(10_000, 10_000, 10_000)


@dataclass(frozen=True)
class PlaceRow:
    """A place of a team, how far its search is, and the questions about it that still count."""

    slot: Slot
    state: PlaceState
    invitations: list[Invitation]

    @property
    def is_sought(self) -> bool:
        """Nobody holds it, and nobody is thinking about it."""
        return self.state in (PlaceState.OPEN, PlaceState.LATE)


@dataclass(frozen=True)
class Proposed:
    """A member as the page shows one: why, what to take care of, what a reason is needed for."""

    member_id: int
    name: str
    why: str
    cautions: list[str]
    needs: list[str]


@dataclass(frozen=True)
class ProposedPair:
    """Two members for two places, and whether they have led together."""

    people: tuple[Proposed, Proposed]
    words: str
    ask: str  # what the button posts: "slot:member slot:member"

    @property
    def needs(self) -> list[str]:
        return [*self.people[0].needs, *self.people[1].needs]


@dataclass(frozen=True)
class TeamSearch:
    """Who could take one place: the free ones best first, those who need a reason, and why not the others.

    Each list is as long as was asked; ``more_…`` is how many it leaves out.
    """

    slot: Slot
    free: list[Proposed]
    more_free: int
    with_reason: list[Proposed]
    more_with_reason: int
    left_out: list[tuple[str, str]]
    more_left_out: int
    pairs: list[ProposedPair]
    pairs_weighed: int


def with_team(orders: "Order.objects") -> "Order.objects":
    """Orders with their places and the questions about them; two queries more."""
    asked = Invitation.objects.select_related("member__person").order_by("pk")
    return orders.prefetch_related("slots", Prefetch("invitations", queryset=asked))


def places_of(order: Order, day: date) -> list[PlaceRow]:
    """The places of the team in the order of the register; no query after ``with_team``."""
    asked: dict[int, list[Invitation]] = {}
    for one in order.invitations.all():
        if one.ended_at is None and one.answer != "declined":
            one.order, one.state = order, invitation_state(one, day)
            asked.setdefault(one.slot_id, []).append(one)
    return [_place(slot, asked.get(slot.pk, [])) for slot in team_of(order)]


def _place(slot: Slot, asked: list[Invitation]) -> PlaceRow:
    states = {one.state for one in asked}
    state = PlaceState.OPEN
    for mark, found in (
        ("to_confirm", PlaceState.TO_CONFIRM),
        ("waiting", PlaceState.ASKED),
        ("late", PlaceState.LATE),
    ):
        if mark in states:
            state = found
            break
    if slot.name_label and state != PlaceState.TO_CONFIRM:
        state = PlaceState.HELD
    return PlaceRow(slot, state, asked)


def search_team(
    order: Order, places: list[PlaceRow], slot: Slot, *, months: int, words: str = "", shown: Shown = SHOWN
) -> TeamSearch:
    """Everybody in the bank for a place, and all pairs for it and the other leading place that is sought.

    ``words`` are parts of a name: then only those of that name are told of, and all of them.
    """
    bank = BankFacts(members_of_bank(order.network_id), months=months)
    facts, members = order_facts(order), bank.for_ranking(order)
    ranked = rank_people(members, facts, place_of(slot))
    other = _other_lead(places, slot)
    best, weighed = [], 0
    if other is not None:
        same = place_of(other) == place_of(slot)
        found = rank_pairs(ranked, ranked if same else rank_people(members, facts, place_of(other)), limit=PAIRS_SHOWN)
        best, weighed = [_pair(pair, slot, other, facts, months) for pair in found.best], found.weighed
    needles = fold(words).split()
    named = [one for one in ranked if all(needle in fold(one.member.name) for needle in needles)]
    free = [one for one in named if one.is_allowed and not one.needs_reason]
    with_reason = [one for one in named if one.is_allowed and one.needs_reason]
    left_out = [one for one in named if not one.is_allowed]
    first = EVERYBODY if needles else shown
    return TeamSearch(
        slot=slot,
        free=[proposed(one, facts, months) for one in free[: first.free]],
        more_free=len(free[first.free :]),
        with_reason=[proposed(one, facts, months) for one in with_reason[: first.with_reason]],
        more_with_reason=len(with_reason[first.with_reason :]),
        left_out=[(one.member.name, why_not(one)) for one in left_out[: first.left_out]],
        more_left_out=len(left_out[first.left_out :]),
        pairs=best,
        pairs_weighed=weighed,
    )


def place_of(slot: Slot) -> Place:
    return Place(slot.role, slot.category)


def proposed(candidate: Candidate, facts: OrderFacts, months: int) -> Proposed:
    member = candidate.member
    line = why(candidate, facts, months=months)
    return Proposed(member.member_id, member.name, line, cautions(candidate), needs(candidate))


def _pair(pair: Pair, slot: Slot, other: Slot, facts: OrderFacts, months: int) -> ProposedPair:
    people = tuple(proposed(one, replace(facts, partners=frozenset()), months) for one in (pair.first, pair.second))
    ask = f"{slot.pk}:{people[0].member_id} {other.pk}:{people[1].member_id}"
    return ProposedPair(people, pair_words(pair.together), ask)


def _other_lead(places: list[PlaceRow], slot: Slot) -> Slot | None:
    """Another leading place that is sought beside this one."""
    if slot.role not in LEADING:
        return None
    return next((one.slot for one in places if one.is_sought and one.slot.role in LEADING and one.slot != slot), None)


def open_loads(network: Network) -> dict[int, int]:
    """In how many orders without an outcome each member holds a slot: ``{member id: count}``; one query.

    Goes from the open orders, which are few, to their slots; from the members it would read the slots of all times.
    """
    slots = Slot.objects.filter(order__network=network, order__outcome="", member__isnull=False)
    slots = slots.exclude(role=SlotRole.OBSERVER).order_by()
    return dict(slots.values_list("member").annotate(Count("pk")))
