"""How many comments each municipality made on each workshop, and where they begin in the summary."""

from dataclasses import dataclass

from workshops.queries.lines import DayLines, by_municipality
from workshops.queries.summary import COMMENT


@dataclass(frozen=True)
class Cell:
    """``workshop`` is its title, empty for comments on no single one; ``anchor`` that of the first of the comments in
    a summary (``Said.anchor``)."""

    workshop: str
    count: int
    anchor: str


@dataclass(frozen=True)
class MatrixRow:
    """The comments of one municipality; without a ``name`` those that are not signed."""

    name: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    """``workshops`` as (letter, whole title); the last cell of a row holds the comments on no single one."""

    workshops: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]
    total: int


def matrix_of(lines: DayLines) -> Matrix:
    """No queries."""
    columns = [(one.pk, str(one)) for one in lines.workshops] + [(None, "")]
    rows = []
    for place, own in by_municipality(lines.comments).items():
        cells = []
        for column, title in columns:
            keys = [one.pk for one in own if one.workshop_id == column]
            cells.append(Cell(title, len(keys), f"{COMMENT}{keys[0]}" if keys else ""))
        rows.append(MatrixRow(place, tuple(cells), len(own)))
    totals = tuple(sum(row.cells[index].count for row in rows) for index in range(len(columns)))
    return Matrix(
        tuple((one.code, str(one)) for one in lines.workshops), tuple(rows), totals, total=len(lines.comments)
    )
