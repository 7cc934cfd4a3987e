"""Small figures that must not leave the house: which to hide, so that none can be worked out from the others.

A figure of one to four people or events is hidden. Where the total of a table is told, hiding one row is not enough:
it is the total less the others. So further rows are hidden until every hidden one could just as well be five or more.
Rows of nothing are left out of such tables: they are no figure of anybody.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

SMALLEST = 5

Division = Mapping[Hashable, "Total"]


@dataclass(frozen=True)
class Total:
    """A count, and the ways in which it is divided; the parts of each division add up to the count.

    Different divisions of the same total ("by kind", "by outcome") tell nothing of each other's rows, as long as none
    of them is a combination of two.
    """

    count: int
    divisions: Mapping[str, Division] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """A total as it may be shown: ``count`` is None where it is hidden.

    A division that cannot be shown without telling a small figure is empty, and so is every one below a hidden count.
    """

    count: int | None
    divisions: Mapping[str, Mapping[Hashable, "Shown"]] = field(default_factory=dict)


def protect(total: Total) -> Shown:
    """Hide every figure below ``SMALLEST``, and as many others as it takes that none of them can be worked out."""
    if total.count < SMALLEST:
        return _hidden(total)
    return Shown(total.count, {name: _protect_division(parts) for name, parts in total.divisions.items()})


def may_show(count: int | None) -> bool:
    """Whether a figure that rests on so many people or events (a mean, a median) may be shown."""
    return count is not None and count >= SMALLEST


def _protect_division(parts: Division) -> dict[Hashable, Shown]:
    """The parts of a total that is shown."""
    present = {key: part for key, part in parts.items() if part.count}
    by_size = sorted(present, key=lambda key: present[key].count)
    hidden = [key for key in by_size if present[key].count < SMALLEST]
    others = by_size[len(hidden) :]
    while hidden and not _could_be_large(present, hidden):
        if not others:
            return {}
        hidden.append(others.pop(0))
    return {key: _hidden(part) if key in hidden else protect(part) for key, part in present.items()}


def _could_be_large(parts: Division, hidden: list[Hashable]) -> bool:
    """Whether each hidden part could be ``SMALLEST`` for whoever knows their sum and that none of them is nothing."""
    total = sum(parts[key].count for key in hidden)
    return total - (len(hidden) - 1) >= SMALLEST


def _hidden(total: Total) -> Shown:
    return Shown(None, {name: {} for name in total.divisions})
