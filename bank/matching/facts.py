"""What the rules and the ranking look at."""

from dataclasses import dataclass, field
from datetime import date

# Latitude and longitude in degrees.
Point = tuple[float, float]
# The first and the last day of an engagement or an order.
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Together:
    """How often two members have led together lately, and when for the last time."""

    times: int
    last: date


@dataclass(slots=True)
class MemberFacts:
    """A member as the rules and the ranking see one, for one order and its day; nobody changes it once it is made.

    Not frozen, as that doubles the time in which the tens of thousands of a dry run are made.

    ``states`` is ``{category: state}``, of the qualifications that hold for the method of the order; ``units`` are the
    ids of the organisations the member works in, with those above them left out; ``engagements`` are the days for
    which the member is promised elsewhere, ``drafted`` those for which a dry run proposes the member elsewhere;
    ``minutes_in_year`` is the work and travel of the calendar year of the order, done and promised.

    For the ranking alone: ``minutes_in_span`` is the work and travel of the chosen months and what is promised ahead;
    ``points`` are where the member lives and works; ``together`` is ``{member id: Together}``.
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
    engagements: tuple[Days, ...] = ()
    drafted: tuple[Days, ...] = ()
    involved: bool = False
    declined: bool = False
    unanswered: bool = False
    ask_again_on: date | None = None
    minutes_in_span: int = 0
    last_asked: date | None = None
    points: tuple[Point, ...] = ()
    together: dict[int, Together] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderFacts:
    """An order as the rules and the ranking see one.

    ``first_day`` and ``last_day`` are the days of its date, if it has any. ``team`` are all who hold a place or are
    being asked, ``partners`` those of them who lead. ``categories`` are what its leading places ask for.
    ``lacks_qualified_lead`` says that nobody qualified leads it, nor is sought: a trainee would lead alone.
    """

    order_id: int
    today: date | None = None
    contact_person_id: int | None = None
    unit: int | None = None
    municipality: int | None = None
    point: Point | None = None
    language: str = ""
    first_day: date | None = None
    last_day: date | None = None
    team: frozenset[int] = frozenset()
    partners: frozenset[int] = frozenset()
    categories: frozenset[str] = frozenset()
    lacks_qualified_lead: bool = False


@dataclass(frozen=True)
class Place:
    """A place to fill: its role, and what the method asks of whoever holds it (empty: nothing)."""

    role: str
    category: str = ""
