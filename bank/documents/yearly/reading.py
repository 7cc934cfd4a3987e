"""A report read from the database: its figures, frozen or of now, and the tables made of them."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bank.documents.outside import for_outside
from bank.documents.shapes import Cell, Change, Options, Report, Row, Section, Table
from bank.documents.yearly import orders, others
from bank.models import YearStatistic
from bank.queries.figures import (
    Load,
    Span,
    Uncovered,
    by_todays_municipality,
    counted,
    figures_of,
    load_by_person,
    uncovered_orderers,
)
from core.errors import DomainError
from network.models import Network


class People(NamedTuple):
    """What is told by name, within the network only."""

    loads: Sequence[Load]
    uncovered: Sequence[Uncovered]


def report_of(network: Network, options: Options) -> Report:
    """The report of a span. That of a frozen year tells the frozen figures, and what has changed since.

    Raises ``DomainError`` for a report that leaves the network and is not about one frozen year: of two reports with
    other days, or of two moments, one could be subtracted from the other.
    """
    span = Span(options.first, options.last)
    frozen = YearStatistic.objects.filter(network=network, year=span.year).first() if span.year else None
    if options.outside and frozen is None:
        raise DomainError(_("A report for outside the network is made of a whole year whose figures are frozen."))
    if options.outside:
        figures, now = for_outside(_placed(frozen.figures, todays=True)), None
        sections = _sections(figures, todays=True, outside=True)
    else:
        now = _placed(figures_of(network, span), todays=options.todays)
        figures = _placed(frozen.figures, todays=options.todays) if frozen else now
        uncovered, _organisations = uncovered_orderers(network, counted(network, span))
        people = People(load_by_person(network, span), uncovered)
        sections = _sections(figures, todays=options.todays, people=people)
    others_frozen = YearStatistic.objects.filter(network=network, year__in=span.years).order_by("year")
    return Report(
        title=_("Report of the consultant bank"),
        span=span_words(options),
        key_figures=orders.key_figures(figures),
        sections=sections,
        outside=options.outside,
        frozen_at=frozen.frozen_at if frozen else None,
        changes=_changes(figures, now, todays=options.todays) if frozen and now else (),
        frozen_years=[] if frozen else list(others_frozen.values_list("year", flat=True)),
    )


def span_words(options: Options) -> str:
    """The year, or the first and the last day."""
    span = Span(options.first, options.last)
    if span.year:
        return str(span.year)
    return f"{date_format(span.first, 'SHORT_DATE_FORMAT')}–{date_format(span.last, 'SHORT_DATE_FORMAT')}"


def _placed(figures: dict[str, Any], *, todays: bool) -> dict[str, Any]:
    if not todays:
        return figures
    return figures | {"municipalities": by_todays_municipality(figures["municipalities"])}


def _sections(
    figures: dict[str, Any], *, todays: bool, outside: bool = False, people: People | None = None
) -> list[Section]:
    """The sections of a report; what is about people and organisations by name only with ``people``."""
    inside = [] if outside else [others.invitations_section(figures)]
    return [
        orders.orders_section(figures),
        orders.funnel_section(figures),
        orders.methods_section(figures),
        orders.municipalities_section(figures, todays=todays),
        *inside,
        *([others.load_section(people.loads)] if people else []),
        others.trainings_section(figures),
        others.feedback_section(figures),
        others.agreements_section(figures, people.uncovered if people else ()),
    ]


def _changes(frozen: dict[str, Any], now: dict[str, Any], *, todays: bool) -> list[Change]:
    """What would be another figure today, in the order of the report."""
    before, after = (_by_key(_sections(figures, todays=todays)) for figures in (frozen, now))
    return [
        Change(table.title, row.label, column, then, today)
        for key in dict.fromkeys([*before, *after])
        if (table := before.get(key) or after[key])
        for row, cells, cells_now in _pairs(before.get(key), after.get(key))
        for column, then, today in zip(table.columns[1:], cells, cells_now, strict=True)
        if (then or 0) != (today or 0)
    ]


def _by_key(sections: list[Section]) -> dict[str, Table]:
    return {table.key: table for section in sections for table in section.tables}


def _pairs(before: Table | None, after: Table | None) -> Iterator[tuple[Row, Sequence[Cell], Sequence[Cell]]]:
    """Each row of one table or the other, with its cells of both."""
    old, new = ({row.key: row for row in table.all_rows} if table else {} for table in (before, after))
    for key in dict.fromkeys([*old, *new]):
        row = old.get(key) or new[key]
        nothing = [None] * len(row.cells)
        yield row, old[key].cells if key in old else nothing, new[key].cells if key in new else nothing
