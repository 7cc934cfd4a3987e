"""A report as a PDF and as an Excel workbook, through ``core.documents``."""

import json
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bank.documents.orders import document_head, register_lines
from bank.documents.shapes import Options, Report, Table
from bank.documents.yearly.reading import report_of, span_words
from bank.models import YearStatistic
from bank.queries.figures import Span, counted, figures_of, load_by_person
from core.documents import LONG_RENDER, DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from core.spreadsheets import Column, Sheet, WrittenWorkbook, write_sheets
from network.models import Network

PDF, WORKBOOK = "bank.report", "bank.report_workbook"


def report_context(network: Network, variant: str) -> dict[str, Any]:
    """Plain values of the printed report.

    Shape: {"document", "report": ``Report``, "frozen_on", "register": ``register_lines`` or None}.
    """
    options = Options.from_variant(variant)
    report = report_of(network, options)
    orders = counted(network, Span(options.first, options.last))
    return {
        "document": document_head(
            network,
            kind=_("Yearly report"),
            title=f"{report.title} {report.span}",
            version=report_version(network, variant)[:8],
            address=reverse("bank:report", args=[network.slug]),
        ),
        "report": report,
        "frozen_on": _day(report),
        # The register has names: it never leaves the network.
        "register": register_lines(orders) if options.register and not options.outside else None,
    }


def render_report(network: Network, variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = report_context(network, variant)
    return render_pdf("bank/pdf/report.html", context, language=language)


def render_workbook(network: Network, variant: str, language: str) -> WrittenWorkbook:
    """Every table of the report on a sheet of its own."""
    with translation.override(language):
        report = report_of(network, Options.from_variant(variant))
        return write_sheets([(_sheet(number, table), _rows(table)) for number, table in enumerate(report.tables, 1)])


def report_version(network: Network, variant: str) -> str:
    """Changes when any figure or, where the register is part of it, any order does, and with the day."""
    options = Options.from_variant(variant)
    span = Span(options.first, options.last)
    frozen = YearStatistic.objects.filter(network=network, year__in=span.years).values_list("year", "frozen_at")
    facts: list[Any] = [str(list(frozen)), timezone.localdate().isoformat()]
    if not options.outside:
        facts += [figures_of(network, span), load_by_person(network, span)]
    if options.register:
        facts.append(str(counted(network, span).aggregate(Count("pk"), Max("updated_at"))))
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]


def _day(report: Report) -> str:
    return date_format(timezone.localtime(report.frozen_at), "SHORT_DATE_FORMAT") if report.frozen_at else ""


def _sheet(number: int, table: Table) -> Sheet:
    columns = [Column(str(place), label, width=40 if not place else 18) for place, label in enumerate(table.columns)]
    return Sheet(f"{number} {table.title}", tuple(columns))


def _rows(table: Table) -> list[list[Any]]:
    rounded = [[round(cell, 2) if isinstance(cell, float) else cell for cell in row.cells] for row in table.all_rows]
    return [[row.label, *cells] for row, cells in zip(table.all_rows, rounded, strict=True)]


def _filename(network: Network, variant: str) -> str:
    options = Options.from_variant(variant)
    return _("report-%(network)s-%(days)s") % {"network": network.slug, "days": span_words(options)}


def _variant_words(variant: str) -> str:
    options = Options.from_variant(variant)
    words = [span_words(options)]
    if options.register:
        words.append(_("with the register"))
    if options.outside:
        words.append(_("for outside the network"))
    return ", ".join(words)


for kind, render, ending in ((PDF, render_report, "pdf"), (WORKBOOK, render_workbook, "xlsx")):
    register_document(
        DocumentKind(
            name=kind,
            title=gettext_lazy("Report of the consultant bank"),
            model="network.network",
            permission="bank.print_register",
            version=report_version,
            render=render,
            filename=_filename,
            ending=ending,
            variant_words=_variant_words,
            # Hundreds of pages take minutes.
            job=LONG_RENDER,
        )
    )
