"""What a report is made of, for the screen, for paper and for Excel alike: plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core.charts import Chart

# None: nothing to tell, or a figure that is too small to leave the network.
Cell = int | float | str | None


def is_number(cell: Cell) -> bool:
    """Whether a cell stands to the right; one without a figure stands as its column does."""
    return not isinstance(cell, str) or cell.endswith("%")


@dataclass(frozen=True)
class Row:
    """``key`` is the same in every language and at any time."""

    key: str
    label: str
    cells: Sequence[Cell]

    @property
    def placed(self) -> list[tuple[Cell, bool]]:
        """The cells, each with whether it stands to the right."""
        return [(cell, is_number(cell)) for cell in self.cells]


@dataclass(frozen=True)
class Table:
    """``columns`` names the column of labels first. ``short`` is how many rows a page shows of a long table."""

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    total: Row | None = None
    chart: Chart | None = None
    note: str = ""
    empty: str = ""
    short: int = 0

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """The columns, each with whether it holds numbers, which stand to the right."""
        first = self.all_rows[0].cells if self.all_rows else ()
        return [(self.columns[0], False)] + [
            (column, is_number(cell)) for column, cell in zip(self.columns[1:], first, strict=False)
        ]

    @property
    def all_rows(self) -> Sequence[Row]:
        return [*self.rows, self.total] if self.total else self.rows

    @property
    def shown(self) -> Sequence[Row]:
        return self.rows[: self.short] if self.short else self.rows

    @property
    def left_out(self) -> int:
        return len(self.rows) - len(self.shown)


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    tables: Sequence[Table]
    text: str = ""


@dataclass(frozen=True)
class Change:
    """A frozen figure that would be another one today."""

    table: str
    row: str
    column: str
    frozen: Cell
    now: Cell


@dataclass(frozen=True)
class Report:
    """``frozen_at``: the figures are those of that moment, and ``changes`` tells what is different since."""

    title: str
    span: str
    key_figures: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    outside: bool = False
    frozen_at: datetime | None = None
    changes: Sequence[Change] = field(default_factory=tuple)
    frozen_years: Sequence[int] = field(default_factory=tuple)

    @property
    def tables(self) -> Iterator[Table]:
        for section in self.sections:
            yield from section.tables


@dataclass(frozen=True)
class Options:
    """What a report is about and for whom. ``variant`` is its name for stored documents."""

    first: date
    last: date
    todays: bool = False
    register: bool = False
    outside: bool = False

    @property
    def variant(self) -> str:
        flags = "".join(sign for sign, on in zip("tro", (self.todays, self.register, self.outside), strict=True) if on)
        return f"{self.first.isoformat()}_{self.last.isoformat()}" + (f"_{flags}" if flags else "")

    @classmethod
    def from_variant(cls, variant: str) -> "Options":
        first, last, flags = [*variant.split("_"), ""][:3]
        return cls(date.fromisoformat(first), date.fromisoformat(last), "t" in flags, "r" in flags, "o" in flags)
