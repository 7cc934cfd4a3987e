"""A whole team for an order, as a dry run proposes it: the best pair, and the best of the rest one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bank.enums import LEADING
from bank.matching.facts import MemberFacts, OrderFacts, Place
from bank.matching.ranking import rank_pairs, rank_people


@dataclass(frozen=True)
class Proposal:
    """``members`` is ``{key of a place: member id}``; ``short`` are the keys of places for which there is nobody."""

    members: dict[int, int]
    short: list[int]


def propose_team(members: Sequence[MemberFacts], order: OrderFacts, places: Mapping[int, Place]) -> Proposal:
    """Somebody for each place, by its key; nobody whom a rule allows only with a reason.

    The first two leading places take the best pair, as two who lead must suit each other; the others follow in the
    order given.
    """
    leading = [key for key, place in places.items() if place.role in LEADING]
    found: dict[int, int] = {}
    if len(leading) >= 2:
        found |= _best_pair(members, order, {key: places[key] for key in leading[:2]})
    short = []
    for key, place in places.items():
        if key in found:
            continue
        now = replace(
            order,
            team=order.team | set(found.values()),
            partners=order.partners | {found[one] for one in leading if one in found},
        )
        best = rank_people(members, now, place)[:1]
        if best and best[0].is_allowed and not best[0].needs_reason:
            found[key] = best[0].member.member_id
        else:
            short.append(key)
    return Proposal(found, short)


def _best_pair(members: Sequence[MemberFacts], order: OrderFacts, places: Mapping[int, Place]) -> dict[int, int]:
    (one, first), (other, second) = places.items()
    ranked = rank_people(members, order, first)
    best = rank_pairs(ranked, ranked if first == second else rank_people(members, order, second), limit=1).best
    if not best or best[0].needs_reason:
        return {}
    return {one: best[0].first.member.member_id, other: best[0].second.member.member_id}
