"""No report for outside lets a small figure be worked out, from one of its tables or from several together."""

from collections import Counter
from itertools import pairwise

from bank.documents.outside import for_outside
from bank.enums import Outcome, OutcomeReason
from bank.queries.figures.orders import (
    FOLLOW_UP_OPEN,
    FOLLOWED_UP,
    HELD,
    NO_FOLLOW_UP,
    OPEN,
    POSTPONED,
    STAGES,
    WAIVED,
)
from core.disclosure import SMALLEST

KINDS = ("client", "planning", "evaluation")
ENDS = [end for end in Outcome.values if end != Outcome.CARRIED_OUT]


def random_orders(random):
    """Orders as one year has them: few or many, even or all alike."""
    count = random.choice([0, 3, 6, 12, 25, 60, 150])
    skew = random.choice([1, 2, 4])
    pick = lambda values: values[int(len(values) * random.random() ** skew)]  # noqa: E731
    for _order in range(count):
        standing = pick([Outcome.CARRIED_OUT, *ENDS, OPEN, POSTPONED])
        held = standing == Outcome.CARRIED_OUT
        stage = pick([FOLLOWED_UP, HELD]) if held else pick(STAGES[: STAGES.index(HELD)])
        follow_up = pick([NO_FOLLOW_UP, WAIVED, FOLLOW_UP_OPEN]) if stage == HELD else None
        reason = pick(OutcomeReason.values) if standing in ENDS else standing
        yield {
            "kind": pick(KINDS), "standing": standing, "stage": stage, "reason": follow_up or reason,
            "method": pick(range(6)), "place": pick(range(9)), "without": random.random() < 0.2,
        }  # fmt: skip


def rows_of(counts):
    return [
        {"key": key, "names": {"fi": f"Nimi {key}"}, "count": count, "outcomes": {}} for key, count in counts.items()
    ]


def figures_of(orders):
    """The figures of a year as ``bank.queries.figures`` makes them, of what divides orders."""
    reached, drops = Counter(), {}
    for one in orders:
        for passed in STAGES[: STAGES.index(one["stage"]) + 1]:
            reached[passed] += 1
        if one["stage"] != FOLLOWED_UP:
            drops.setdefault(one["stage"], Counter())[one["reason"]] += 1
    return {
        "orders": len(orders),
        "kinds": Counter(one["kind"] for one in orders),
        "outcomes": Counter(one["standing"] for one in orders),
        "kind_outcomes": {}, "years": {}, "delivered": [],
        "methods": rows_of(Counter(one["method"] for one in orders)),
        "municipalities": rows_of(Counter(one["place"] for one in orders)),
        "funnel": {"reached": {stage: reached[stage] for stage in STAGES}, "drops": drops},
        "waits": {},
        "invitations": {},
        "trainings": {"count": 0, "participants": 0, "qualified": 0, "categories": {}},
        "feedback": {},
        "agreements": {"organisations": 0, "without": 0, "orders_without": sum(one["without"] for one in orders)},
    }  # fmt: skip


class Attacker:
    """Knows every table that is shown and how they hang together, and narrows down what is hidden.

    Each figure is a variable with a least and a greatest value; each sum that must come out is a rule that narrows
    them, over and over until nothing moves. What is shown by its row, but without a figure, is at least one.
    """

    def __init__(self):
        self.ranges, self.sums = {}, []

    def knows(self, name, value, *, least=0):
        low, high = self.ranges.get(name, (0, 10**6))
        self.ranges[name] = (max(low, least), high) if value is None else (value, value)

    def knows_sum(self, total, parts):
        for name in (total, *parts):
            self.ranges.setdefault(name, (0, 10**6))
        self.sums.append((total, list(parts)))

    def think(self):
        moved = True
        while moved:
            moved = False
            for total, parts in self.sums:
                lows, highs = sum(self.ranges[one][0] for one in parts), sum(self.ranges[one][1] for one in parts)
                low, high = self.ranges[total]
                moved |= self._narrow(total, lows, highs)
                for one in parts:
                    own_low, own_high = self.ranges[one]
                    moved |= self._narrow(one, low - (highs - own_high), high - (lows - own_low))
        return self.ranges

    def _narrow(self, name, low, high):
        old = self.ranges[name]
        self.ranges[name] = (max(old[0], low), min(old[1], high))
        return self.ranges[name] != old


def attack(shown):
    """What can be worked out of a report: ``{figure: (least, greatest)}``."""
    attacker = Attacker()
    attacker.knows("orders", shown["orders"])

    def table(name, cells, total="orders"):
        if cells:
            for key, count in cells.items():
                attacker.knows((name, key), count, least=1)
            attacker.knows_sum(total, [(name, key) for key in cells])

    table("kind", shown["kinds"])
    for name in ("methods", "municipalities"):
        table(name, {row["key"]: row["count"] for row in shown[name]})
    outcomes = shown["outcomes"]
    if outcomes:
        for key, count in outcomes.items():
            attacker.knows(("outcome", key), count)
        attacker.knows_sum("orders", [("outcome", key) for key in {*outcomes, *Outcome.values, OPEN, POSTPONED}])
    reached = shown["funnel"]["reached"]
    for stage, count in reached.items():
        attacker.knows(("reached", stage), count)
    for before, after in pairwise(STAGES):
        # Those who stopped in between are a figure too, and nobody is shown it.
        attacker.knows_sum(("reached", before), [("reached", after), ("stopped", before)])
    attacker.knows_sum(("reached", HELD), [("outcome", Outcome.CARRIED_OUT)])
    attacker.knows_sum(("reached", STAGES[0]), ["orders"])
    table("reason", shown["funnel"]["drops"]["other"], "ended")
    attacker.knows_sum("ended", [("outcome", key) for key in ENDS])
    attacker.knows("without", shown["agreements"]["orders_without"])
    attacker.knows_sum("orders", ["without", "with agreement"])
    return attacker.think()


def truth_of(figures):
    """The small figures that nobody may learn: ``{figure: count}``."""
    cells = {("kind", key): count for key, count in figures["kinds"].items()}
    cells |= {(name, row["key"]): row["count"] for name in ("methods", "municipalities") for row in figures[name]}
    cells |= {("outcome", key): count for key, count in figures["outcomes"].items()}
    for counts in (drops for stage, drops in figures["funnel"]["drops"].items() if stage != HELD):
        for reason, count in counts.items():
            if reason not in (OPEN, POSTPONED):
                cells["reason", reason] = cells.get(("reason", reason), 0) + count
    cells["without"] = figures["agreements"]["orders_without"]
    return {name: count for name, count in cells.items() if 0 < count < SMALLEST}


def test_no_small_figure_can_be_worked_out(proof):
    """Small cells: random years, all tables of the report for outside held together."""
    sets, hidden, revealed = proof.size(200, 10_000), 0, []
    for number in range(sets):
        figures = figures_of(list(random_orders(proof.random)))
        known = attack(for_outside(figures))
        for name, count in truth_of(figures).items():
            hidden += 1
            if known.get(name, (0, 10**6))[1] < SMALLEST:
                revealed.append((number, name, count, known[name]))

    proof.figure("order sets", sets)
    proof.figure("small figures", hidden)
    proof.figure("worked out", len(revealed))
    assert hidden > sets  # the attacker had something to find
    assert revealed == []


def test_the_attacker_finds_what_is_not_hidden(proof):
    """Small cells: the same attacker finds small figures in the tables as they are."""
    figures = figures_of([{"kind": "client", "standing": OPEN, "stage": STAGES[0], "reason": OPEN, "method": place % 2,
                           "place": 0, "without": False} for place in range(8)])  # fmt: skip
    shown = for_outside(figures) | {"methods": [figures["methods"][0] | {"count": None}, figures["methods"][1]]}

    known = attack(shown)

    assert known["methods", 0] == (4, 4)
