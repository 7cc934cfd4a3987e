"""What other parts of the product know of an organisation, a person, a project or a meeting, on its page.

The apps above register a maker in ``AppConfig.ready``; the page asks all of them for the one who looks. A maker reads
through ``visible_to(user)`` and gives nothing where there is nothing to show: the page then has no such section.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.formats import date_format

from network.models import User

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
Maker = Callable[[Subject, User], Section | None]
_makers: dict[type, list[Maker]] = {}


def register_section(model: type[Subject], maker: Maker) -> None:
    """Let ``maker`` add a section to the pages of ``model``; they stand in the order of apps."""
    _makers.setdefault(model, []).append(maker)


def sections_of(subject: Subject, user: User) -> list[Section]:
    """The sections that have something to show to the user."""
    made = [maker(subject, user) for maker in _makers.get(type(subject), [])]
    return [section for section in made if section is not None]


def section(key: str, title: str, lines: list[Line]) -> Section | None:
    """A section of the first ``ROWS`` of the lines, or nothing without any; ask for one line more than that."""
    return Section(key, title, lines[:ROWS], has_more=len(lines) > ROWS) if lines else None


def span(first: date | None, last: date | None) -> str:
    """ "1.8.2005–31.12.2009", open at either end; nothing for no days."""
    days = [date_format(day, "DATE_FORMAT") if day else "" for day in (first, last)]
    return "–".join(days) if any(days) else ""
