"""The figures of a report that leaves the network: no cell below five, and none that the others would tell."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from bank.enums import Outcome
from bank.queries.figures.orders import FOLLOWED_UP, HELD, OPEN, POSTPONED, STAGES
from core.disclosure import Shown, Total, may_show, protect


def for_outside(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures in their shape (``bank.queries.figures``), with None for every count that is hidden.

    Each way of dividing the orders stands by itself: tables of two ways at once, invitations and why people declined
    them, and what is told by year are left out. ``funnel`` tells reasons for all stages together. How orders ended and
    how far they came both divide those that were not held, so that the held ones are one and the same figure in both.
    """
    shown = protect(_order_tree(figures))
    parts = shown.divisions
    held, other = parts["held"].get(HELD), parts["held"].get("other")
    ended = other.divisions["standings"].get("ended") if other else None
    return figures | {
        "orders": shown.count,
        "kinds": _counts(parts["kinds"]),
        "outcomes": {
            Outcome.CARRIED_OUT: held.count if held else None,
            **_counts(ended.divisions["outcomes"] if ended else {}),
            **{name: part.count for name, part in (other.divisions["standings"] if other else {}).items()
               if name in (OPEN, POSTPONED)},
        },
        "kind_outcomes": {},
        "years": {},
        "delivered": [],
        "methods": _rows(figures["methods"], parts["methods"]),
        "municipalities": _rows(figures["municipalities"], parts["municipalities"]),
        "funnel": {
            "reached": _reached(shown, held, other),
            "drops": {"other": _counts(ended.divisions["reasons"] if ended else {})},
        },
        "waits": {
            name: wait if may_show(wait["count"]) else {"median": None, "count": None}
            for name, wait in figures["waits"].items()
        },
        "invitations": {"fates": {}, "reasons": {}},
        "trainings": _trainings(figures["trainings"]),
        "feedback": {side: _feedback(numbers) for side, numbers in figures["feedback"].items()},
        "agreements": _agreements(figures["agreements"], parts["agreements"]),
    }  # fmt: skip


def _order_tree(figures: dict[str, Any]) -> Total:
    outcomes, total = figures["outcomes"], figures["orders"]
    reached, drops = figures["funnel"]["reached"], figures["funnel"]["drops"]
    held = outcomes.get(Outcome.CARRIED_OUT, 0)
    ended = {name: count for name, count in outcomes.items() if name in Outcome.values and name != Outcome.CARRIED_OUT}
    reasons: dict[str, int] = {}
    for stage, counts in drops.items():
        for reason, count in counts.items() if stage != HELD else ():
            if reason not in (OPEN, POSTPONED):
                reasons[reason] = reasons.get(reason, 0) + count
    steps = pairwise(STAGES[: STAGES.index(HELD) + 1])
    stopped = {stage: reached[stage] - reached[after] for stage, after in steps}
    follow_ups = {FOLLOWED_UP: reached[FOLLOWED_UP], **drops.get(HELD, {})}
    other = Total(total - held, {
        "standings": {
            "ended": Total(sum(ended.values()), {"outcomes": _leaves(ended), "reasons": _leaves(reasons)}),
            **_leaves({name: outcomes.get(name, 0) for name in (OPEN, POSTPONED)}),
        },
        "stages": _leaves(stopped),
    })  # fmt: skip
    without = figures["agreements"]["orders_without"]
    return Total(total, {
        "kinds": _leaves(figures["kinds"]),
        "methods": _leaves(_sums(figures["methods"])),
        "municipalities": _leaves(_sums(figures["municipalities"])),
        "held": {HELD: Total(held, {"follow_ups": _leaves(follow_ups)}), "other": other},
        "agreements": _leaves({"without": without, "others": total - without}),
    })  # fmt: skip


def _reached(shown: Shown, held: Shown | None, other: Shown | None) -> dict[str, int | None]:
    """How many came to each stage, as far as every figure of which that is the sum is shown."""
    followed = held.divisions["follow_ups"].get(FOLLOWED_UP) if held else None
    reached: dict[str, int | None] = {FOLLOWED_UP: followed.count if followed else None}
    count = reached[HELD] = held.count if held else None
    stages = other.divisions["stages"] if other else {}
    for stage in reversed(STAGES[1 : STAGES.index(HELD)]):
        # Nobody stopped at a stage that is not there, if anything is there at all.
        stopped = stages[stage].count if stage in stages else (0 if stages else None)
        count = None if count is None or stopped is None else count + stopped
        reached[stage] = count
    reached[STAGES[0]] = shown.count
    return {stage: reached[stage] for stage in STAGES}


def _leaves(counts: Mapping[Any, int]) -> dict[Any, Total]:
    return {key: Total(count) for key, count in counts.items()}


def _sums(rows: list[dict[str, Any]]) -> dict[int, int]:
    return {place: row["count"] for place, row in enumerate(rows)}


def _counts(parts: Mapping[Any, Shown]) -> dict[Any, int | None]:
    return {key: part.count for key, part in parts.items()}


def _rows(rows: list[dict[str, Any]], parts: Mapping[Any, Shown]) -> list[dict[str, Any]]:
    found = [row | {"count": parts[place].count, "outcomes": {}} for place, row in enumerate(rows) if place in parts]
    # The order of the rows would tell how large those are whose figure is hidden.
    return sorted(found, key=lambda row: (row["count"] is None, -(row["count"] or 0), row["names"]["fi"].casefold()))


def _trainings(figures: dict[str, Any]) -> dict[str, Any]:
    numbers = ("count", "participants", "qualified")
    shown = {
        name: protect(Total(figures[name], {
            "categories": _leaves({key: row[name] for key, row in figures["categories"].items()})
        }))
        for name in numbers
    }  # fmt: skip
    categories = {
        key: {name: part.count if (part := shown[name].divisions["categories"].get(key)) else None for name in numbers}
        for key in figures["categories"]
    }
    return {name: shown[name].count for name in numbers} | {
        "left_out": 0,
        "without_numbers": 0,
        "categories": {key: row for key, row in categories.items() if any(row.values())},
    }


def _feedback(numbers: dict[str, Any]) -> dict[str, Any]:
    """How many were asked and answered, and means; how many skipped one question is told by nothing."""
    return {
        "asked": numbers["asked"] if may_show(numbers["asked"]) else None,
        "answers": numbers["answers"] if may_show(numbers["answers"]) else None,
        "questions": {
            code: question if may_show(question["count"]) else {"count": None, "sum": None}
            for code, question in numbers["questions"].items()
        },
    }


def _agreements(figures: dict[str, Any], orders: Mapping[Any, Shown]) -> dict[str, Any]:
    without = figures["without"]
    shown = protect(Total(figures["organisations"], {
        "agreements": _leaves({"without": without, "with": figures["organisations"] - without})
    }))  # fmt: skip
    part, of_orders = shown.divisions["agreements"].get("without"), orders.get("without")
    return {
        "organisations": shown.count,
        "without": part.count if part else None,
        "orders_without": of_orders.count if of_orders else None,
    }
