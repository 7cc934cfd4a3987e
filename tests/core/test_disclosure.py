"""No figure below five leaves the network, and none can be worked out from those that do."""

from itertools import combinations_with_replacement
from random import Random

import pytest

from core.disclosure import SMALLEST, Total, may_show, protect


def leaves(*counts):
    return {f"row {place}": Total(count) for place, count in enumerate(counts)}


def division(*counts):
    """The counts as they are shown, in the order given; those that are left out are not there."""
    shown = protect(Total(sum(counts), {"parts": leaves(*counts)}))
    return [part.count for part in shown.divisions["parts"].values()]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([10, 20], [10, 20]),
        # One hidden row is the total less the others: the smallest other one goes with it.
        ([3, 20, 7], [None, 20, None]),
        # Two hidden ones whose sum is small would tell it of both.
        ([1, 2, 20, 9], [None, None, 20, None]),
        # Two that together are large enough hide each other.
        ([3, 4, 20], [None, None, 20]),
        # Rows of nothing are left out.
        ([0, 8, 9], [8, 9]),
        # Each of five rows must be one when their sum is five: the table is not shown at all.
        ([1, 1, 1, 1, 1], []),
    ],
)
def test_small_rows_and_those_that_would_tell_them_are_hidden(counts, shown):
    assert division(*counts) == shown


def test_a_small_total_hides_all_below_it():
    shown = protect(Total(4, {"parts": leaves(2, 2)}))

    assert (shown.count, shown.divisions) == (None, {"parts": {}})


def test_parts_of_a_hidden_part_are_not_shown():
    part = Total(3, {"reasons": leaves(3)})
    shown = protect(Total(20, {"parts": {"a": part, "b": Total(17, {"reasons": leaves(17)})}}))

    assert {key: (one.count, one.divisions) for key, one in shown.divisions["parts"].items()} == {
        "a": (None, {"reasons": {}}),
        "b": (None, {"reasons": {}}),
    }


def test_may_show_from_five_on():
    assert [may_show(count) for count in (None, 0, 4, 5)] == [False, False, False, True]


def attackers_ranges(total, parts):
    """For each hidden row the least and the most it can be, by trying every way to fill the hidden ones.

    The attacker knows the total, the rows that are shown, and that no row of the table is nothing.
    """
    hidden = [key for key, part in parts.items() if part.count is None]
    left = total - sum(part.count for part in parts.values() if part.count is not None)
    ways = [way for way in combinations_with_replacement(range(1, left + 1), len(hidden)) if sum(way) == left]
    # In any order: each hidden row can be what any of them can be.
    values = {value for way in ways for value in way}
    return min(values), max(values)


@pytest.mark.parametrize("seed", range(60))
def test_nobody_can_work_out_a_small_figure_of_random_tables(seed):
    random = Random(seed)
    for _round in range(20):
        counts = [random.choice([0, 1, 2, 3, 4, 5, 6, 9, 14]) for _row in range(random.randint(1, 5))]
        total = sum(counts)
        shown = protect(Total(total, {"parts": leaves(*counts)}))
        parts = shown.divisions["parts"]

        assert shown.count == (total if total >= SMALLEST else None)
        assert all(part.count is None or part.count >= SMALLEST for part in parts.values())
        assert all(part.count in (None, counts[int(key[4:])]) for key, part in parts.items())
        if shown.count is not None and any(part.count is None for part in parts.values()):
            least, most = attackers_ranges(total, parts)
            assert least < SMALLEST <= most


@pytest.mark.parametrize("seed", range(20))
def test_random_trees_show_nothing_below_what_they_hide(seed):
    random = Random(seed)

    def tree(count, depth):
        if not depth:
            return Total(count)
        cuts = sorted(random.randint(0, count) for _cut in range(random.randint(0, 3)))
        sizes = [end - begin for begin, end in zip([0, *cuts], [*cuts, count], strict=True)]
        return Total(count, {"parts": {number: tree(size, depth - 1) for number, size in enumerate(sizes)}})

    def walk(shown):
        for parts in shown.divisions.values():
            assert shown.count is not None or not parts
            for part in parts.values():
                assert part.count is None or part.count >= SMALLEST
                walk(part)

    walk(protect(tree(random.randint(0, 60), 3)))
