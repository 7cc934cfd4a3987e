"""The value itself: when something happens, as exactly as it was said."""

import datetime
from dataclasses import dataclass, field

from core.fuzzydates.enums import UNDATED, Precision
from core.fuzzydates.formats import format_date

MAX_LENGTH = 120  # characters of the text as written

_NEVER = datetime.date.max


@dataclass(frozen=True)
class FuzzyDate:
    """The days from ``earliest`` to ``latest`` (both included, both or neither set) and the words for them.

    Raises ``ValueError`` when only one end is set, when the ends are in the wrong order, or when a precision that
    needs days has none. A value not made by ``parse`` (an imported cell) may have any text and ``Precision.UNKNOWN``.
    The times, Helsinki time, are only what the text says; they are not stored apart from it.
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    precision: Precision
    text: str
    starts_time: datetime.time | None = field(default=None, kw_only=True)
    ends_time: datetime.time | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("A fuzzy date has both ends or neither.")
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError("The latest day is before the earliest.")
        if self.earliest is None and self.precision not in UNDATED:
            raise ValueError("This precision needs an earliest and a latest day.")

    def __str__(self) -> str:
        return self.text

    @property
    def is_dated(self) -> bool:
        """Whether any days are known."""
        return self.earliest is not None

    def sort_key(self) -> tuple[bool, datetime.date, datetime.date, int]:
        """Dated ones by earliest, then latest day; after them ASAP, then open ones, and "upcoming" last.

        ``core.fuzzydates.db.fuzzy_order`` sorts rows in the same order.
        """
        rank = UNDATED.index(self.precision) if not self.is_dated else 0
        return not self.is_dated, self.earliest or _NEVER, self.latest or _NEVER, rank

    def expired(self, on: datetime.date) -> bool:
        """Whether the last possible day is over; what has no days never expires."""
        return self.latest is not None and self.latest < on

    def overlaps(self, other: "FuzzyDate") -> bool:
        """Whether both could be on the same day; what has no days overlaps nothing."""
        if not (self.is_dated and other.is_dated):
            return False
        return self.earliest <= other.latest and other.earliest <= self.latest

    def format(self, language: str) -> str:
        """The date in the words of a language (``fi``, ``sv``, ``en``), without times; ``parse`` reads it back."""
        return format_date(self, language)
