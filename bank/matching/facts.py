"""What the rules look at."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class MemberFacts:
    """A member as the rules see one, as of the day of the order.

    ``states`` is ``{category: state}``; ``units`` are the ids of the organisations the member works in, with those
    above them left out; ``engagements`` are the days ``(first, last)`` for which the member is promised elsewhere;
    ``minutes_in_year`` is the work and travel of the calendar year of the order, done and promised.
    """

    member_id: int
    person_id: int
    name: str
    in_bank: bool = True
    paused: bool = False
    states: dict[str, str] = field(default_factory=dict)
    qualified_since: dict[str, date] = field(default_factory=dict)
    units: frozenset[int] = frozenset()
    home_municipality: int | None = None
    work_municipalities: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    yearly_limit_hours: int | None = None
    minutes_in_year: int = 0
    engagements: tuple[tuple[date, date], ...] = ()
    involved: bool = False


@dataclass(frozen=True)
class OrderFacts:
    """An order as the rules see one; ``first_day`` and ``last_day`` are the days of its date, if it has any."""

    order_id: int
    contact_person_id: int | None = None
    unit: int | None = None
    municipality: int | None = None
    language: str = ""
    first_day: date | None = None
    last_day: date | None = None
    team: frozenset[int] = frozenset()
