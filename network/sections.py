"""What other parts of the product know of an organisation, a person, a project or a meeting, on its page.

The apps above register a maker in ``AppConfig.ready``; the page asks all of them for the one who looks. A maker reads
through ``visible_to(user)`` and gives nothing where there is nothing to show: the page then has no such section.

A document is opened by several people, so what is printed of a subject is read for nobody in particular, but for those
of its roles by which somebody sees more than everybody else: the sight ("coordinator", or "" for everybody), a variant
of the document. The same ``visible_to`` then answers for all who have these roles.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.formats import date_format

from network.models import User
from network.readers import AnyReader

ROWS = 10


@dataclass(frozen=True)
class Line:
    """One row: what it is called, where it leads ("" for nowhere), and what is told beside it."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """``key`` makes the ids of the page; ``has_more`` when only the first lines are shown."""

    key: str
    title: str
    lines: list[Line]
    has_more: bool = False


# An organisation, a person, or what an app above has such a page of.
Subject = Model
Reader = User | AnyReader
Maker = Callable[[Subject, Reader], Section | None]
_makers: dict[type, list[Maker]] = {}
_printed: dict[type, list[tuple[Maker, frozenset[str]]]] = {}


def register_section(model: type[Subject], maker: Maker) -> None:
    """Let ``maker`` add a section to the pages of ``model``; they stand in the order of apps."""
    _makers.setdefault(model, []).append(maker)


def sections_of(subject: Subject, user: User) -> list[Section]:
    """The sections that have something to show to the user."""
    made = [maker(subject, user) for maker in _makers.get(type(subject), [])]
    return [section for section in made if section is not None]


def register_printed_section(model: type[Subject], maker: Maker, *, kinds: Iterable[str] = ()) -> None:
    """Let ``maker`` add a section to what is printed of ``model``.

    ``kinds`` are the roles that see rows in it which not everybody sees. A role that is missing here makes the section
    shorter in print than on the page, never longer.
    """
    _printed.setdefault(model, []).append((maker, frozenset(kinds)))


def sight_of(subject: Subject, user: User) -> str:
    """By which roles of today the user sees more in print of the subject than everybody: "" or "coordinator"."""
    kinds = {kind for _maker, kinds in _printed.get(type(subject), []) for kind in kinds}
    return ".".join(sorted(kind for kind in kinds if subject.network_id in user.network_ids(kind)))


def has_sight(user: User, subject: Subject, sight: str) -> bool:
    """Whether the user has all the roles of a sight today."""
    return all(subject.network_id in user.network_ids(kind) for kind in _kinds_of(sight))


def printed_sections(subject: Subject, sight: str) -> list[Section]:
    """The sections that have something to show to everybody of the sight."""
    reader = AnyReader(subject.network_id, _kinds_of(sight))
    made = [maker(subject, reader) for maker, _kinds in _printed.get(type(subject), [])]
    return [section for section in made if section is not None]


def _kinds_of(sight: str) -> frozenset[str]:
    return frozenset(filter(None, sight.split(".")))


def section(key: str, title: str, lines: list[Line], rows: int | None = ROWS) -> Section | None:
    """A section of the first ``rows`` of the lines, or of all; ask for one line more. Nothing without any line."""
    return Section(key, title, lines[:rows], has_more=rows is not None and len(lines) > rows) if lines else None


def span(first: date | None, last: date | None) -> str:
    """ "1.8.2005–31.12.2009", open at either end; nothing for no days."""
    days = [date_format(day, "DATE_FORMAT") if day else "" for day in (first, last)]
    return "–".join(days) if any(days) else ""
