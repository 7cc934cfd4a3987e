"""The shapes of the demo's data. People, organisations, groups and municipalities are known by their names."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from meetings.enums import AttendanceState, DocumentKind


class Life(StrEnum):
    """How far a meeting and its minutes have come."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    COMMENTS = "comments"
    SIGNED = "signed"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Unit:
    """An organisation, or with ``parent`` a unit of one; ``valid_to`` is its last day."""

    name: str
    kind: str
    municipality: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Somebody:
    """A person and what they do, or did ``until`` a day; ``earlier`` is (title, organisation, first day, last day)."""

    name: str
    title: str
    organisation: str
    since: date | None = None
    until: date | None = None
    earlier: tuple[tuple[str, str, date, date], ...] = ()


@dataclass(frozen=True)
class BankMember:
    """A member of the bank; ``categories`` is ((category, year of qualifying or None while in training), …)."""

    name: str
    joined_on: date
    categories: tuple[tuple[str, int | None], ...]
    left_on: date | None = None


@dataclass(frozen=True)
class DemoOrder:
    """An order as it was logged, its team as ((name, role), …), and how it ended.

    ``wished`` and ``held`` are dates as people say them; ``contact`` is somebody of the network.
    """

    received: date
    summary: str
    kind: str
    method: str
    organisation: str = ""
    contact: str = ""
    municipality: str = ""
    place: str = ""
    wished: str = ""
    participants: str = ""
    payer: str = ""
    concern: str = ""
    team: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    reason: str = ""
    note: str = ""
    held: str = ""


@dataclass(frozen=True)
class Present:
    """Somebody at a meeting: of the network when the name is known there, otherwise a guest."""

    name: str
    title: str = ""
    organisation: str = ""
    role: str = ""
    state: str = AttendanceState.PRESENT


@dataclass(frozen=True)
class Goal:
    """A goal with its points, and its measures as ((words, who does it, by when), …)."""

    text: str
    points: tuple[str, ...] = ()
    measures: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Point:
    """An item of a meeting; "[words|theme]" in its text marks words as a theme.

    ``outcomes`` are ((kind, words), …), an action's with who does it and by when: (kind, words, owner, due). Words
    that the text holds are marked in it.
    """

    heading: str
    body: str = ""
    outcomes: tuple[tuple[str, ...], ...] = ()
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class Sitting:
    """A meeting of a group; times are Helsinki time. ``then_named`` is the name the group gets afterwards.

    A title of ``attachments`` that ends in "(toimitetaan myöhemmin)" is one that is expected.
    """

    group: str
    title: str
    starts: datetime
    ends: datetime
    place: str
    address: str = ""
    subject: str = ""
    document: str = DocumentKind.MEMO
    language: str = "fi"
    present: tuple[Present, ...] = ()
    points: tuple[Point, ...] = ()
    attachments: tuple[str, ...] = ()
    next_meeting: str = ""
    next_place: str = ""
    then_named: str = ""
    life: Life = Life.PLANNED


@dataclass(frozen=True)
class DemoNetwork:
    """A network, its organisations, people, groups and, where it has a bank, the bank's members."""

    slug: str
    name_fi: str
    name_sv: str
    municipalities: tuple[str, ...]
    units: tuple[Unit, ...]
    people: tuple[Somebody, ...]
    # Shape: ((name, kind), …)
    groups: tuple[tuple[str, str], ...]
    members: tuple[BankMember, ...] = ()
    # Who has run the bank. Shape: ((organisation, first day), …)
    holders: tuple[tuple[str, date], ...] = ()
