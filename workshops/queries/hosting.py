"""What those who keep a workshop day have before them: lines by their state, and how many came from where."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Value
from django.utils.translation import gettext as _

from core.fingerprints import fingerprint
from workshops.enums import Showing
from workshops.models import FollowUp, Line, Reflection, WorkshopDay
from workshops.queries.lines import in_alphabet
from workshops.queries.wall import tell_where

LINES_ON_A_PAGE = 50
IN_GENERAL, STEP = 0, -1


class _Known(NamedTuple):
    """A line without its words. ``place``: the key of its workshop, ``IN_GENERAL`` or ``STEP``."""

    sent_at: object
    pk: int
    place: int
    showing: str
    municipality: str
    version: int


@dataclass(frozen=True)
class Count:
    """Where lines came from: how many, and how many of them wait."""

    name: str
    lines: int
    waiting: int


@dataclass(frozen=True)
class Desk:
    """``lines``: those of the page; ``states``: how many lines are in which state; ``mark``: of all that is told."""

    lines: list[Line]
    page: Page
    states: dict[str, int]
    workshops: list[Count]
    municipalities: list[Count]
    mark: str


def desk(day: WorkshopDay, *, showing: str, page: str | int = 1) -> Desk:
    """Lines of one state: those that wait oldest first, the others newest first. Five queries at most."""
    known = _known(day)
    workshops = list(day.workshops.all())
    order = sorted((one for one in known if one.showing == showing), reverse=showing != Showing.WAITING)
    found = Paginator(order, LINES_ON_A_PAGE).get_page(page)
    lines = _lines(found.object_list)
    tell_where(lines, workshops)
    states = Counter(one.showing for one in known)
    by_place = _counts(known, "place")
    by_municipality = _counts(known, "municipality")
    names = {IN_GENERAL: _("In general"), STEP: _("How we go on")}
    told = (day.version, sorted(known), [str(one) for one in workshops])
    return Desk(
        lines=lines,
        page=found,
        states={state: states[state] for state in Showing.values},
        workshops=[Count(str(one), *by_place.get(one.pk, (0, 0))) for one in workshops]
        + [Count(name, *by_place[place]) for place, name in names.items() if place in by_place],
        municipalities=[
            Count(name or _("Without a municipality"), *by_municipality[name])
            for name in sorted(by_municipality, key=in_alphabet)
        ],
        mark=fingerprint(told)[:16],
    )


def _known(day: WorkshopDay) -> list[_Known]:
    facts = ("showing", "municipality_label", "version")
    comments = day.reflections.order_by().values_list("sent_at", "pk", "workshop", *facts)
    steps = day.follow_ups.order_by().values_list("sent_at", "pk", Value(STEP), *facts)
    return [
        *(_Known(sent_at, pk, workshop or IN_GENERAL, *rest) for sent_at, pk, workshop, *rest in comments),
        *(_Known(*row) for row in steps),
    ]


def _counts(known: list[_Known], name: str) -> dict:
    """``{value: (lines, of them waiting)}``."""
    all_lines = Counter(getattr(one, name) for one in known)
    waiting = Counter(getattr(one, name) for one in known if one.showing == Showing.WAITING)
    return {value: (count, waiting[value]) for value, count in all_lines.items()}


def _lines(known: list[_Known]) -> list[Line]:
    """The lines themselves, in this order."""
    rows = {
        (model is FollowUp, line.pk): line
        for model in (Reflection, FollowUp)
        for line in model.objects.filter(
            pk__in=[one.pk for one in known if (one.place == STEP) == (model is FollowUp)]
        )
    }
    found = [rows.get((one.place == STEP, one.pk)) for one in known]
    return [line for line in found if line is not None]


def latest_lines(day: WorkshopDay, model: type[Line], *, count: int = 5) -> list[Line]:
    """The last lines of a kind, newest first, told where they belong. Two queries."""
    lines = list(model.objects.filter(day=day).order_by("-pk")[:count])
    tell_where(lines, list(day.workshops.all()))
    return lines
