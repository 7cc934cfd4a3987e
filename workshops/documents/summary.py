"""The summary on paper: the A4 document, the slides, and the same to go on writing in."""

from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.fingerprints import fingerprint
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from core.word import RenderedWord, Run, WordFile
from workshops.documents.slides import slides_of
from workshops.enums import SummaryOrder
from workshops.models import WorkshopDay
from workshops.queries import DayLines, Group, Matrix, lines_of, matrix_of, summary_of_lines

# Columns of a table in a Word file on A4, in millimetres.
_TEXT_WIDTH, _NAME_WIDTH = 170, 45


def summary_context(day: WorkshopDay, order: str) -> dict[str, Any]:
    """Plain values in the meeting's language: {"document", "summary": ``Summary``, "matrix": ``Matrix``}."""
    lines = lines_of(day)
    summary = summary_of_lines(lines, order=order)
    with translation.override(summary.language):
        return {
            "document": {
                "title": summary.title,
                "network": str(day.network),
                "kind": _("Summary of the workshop day"),
                "date": date_format(day.held_on, "SHORT_DATE_FORMAT"),
                "version": _fingerprint(lines, order)[:8],
                "address": address_of(day.get_absolute_url()),
            },
            "summary": summary,
            "matrix": matrix_of(lines),
        }


def summary_version(day: WorkshopDay, order: str) -> str:
    """A key of all that the documents say; the same content is rendered once."""
    return _fingerprint(lines_of(day), order)


def render_summary(day: WorkshopDay, order: str, language: str) -> RenderedPdf:
    """A4. Raises what ``render_pdf`` raises."""
    return render_pdf("workshops/pdf/summary.html", summary_context(day, order), language=language)


def render_slides(day: WorkshopDay, order: str, language: str) -> RenderedPdf:
    """16:9, to show on a wall. Raises what ``render_pdf`` raises."""
    context = summary_context(day, order)
    slides = slides_of(context["summary"])
    return render_pdf("workshops/pdf/slides.html", context | {"slides": slides}, language=language)


def summary_word(day: WorkshopDay, order: str, language: str) -> RenderedWord:
    context = summary_context(day, order)
    document, summary = context["document"], context["summary"]
    word = WordFile(
        title=document["title"],
        language=language,
        header=f"{document['network']} · {document['kind']}",
        footer=" · ".join([document["date"], document["version"], document["address"]]),
    )
    word.paragraph([Run(summary.date, bold=True)])
    word.heading(summary.title, 0)
    for line in summary.subtitles:
        word.paragraph([Run(line, bold=True)])
    for part in summary.parts:
        if part.heading:
            word.heading(part.heading, 1)
        if part.intro:
            word.paragraph(part.intro)
        for group in part.groups:
            _add_group(word, group, level=2)
    if summary.thanks:
        word.paragraph([Run(summary.thanks, bold=True)])
    if context["matrix"].rows:
        with translation.override(language):
            _add_matrix(word, context["matrix"])
    return RenderedWord(word.as_bytes())


def summary_filename(day: WorkshopDay, order: str) -> str:
    return _("summary-%(day)s-%(order)s") % _named(day, order)


def slides_filename(day: WorkshopDay, order: str) -> str:
    return _("slides-%(day)s-%(order)s") % _named(day, order)


def _named(day: WorkshopDay, order: str) -> dict[str, str]:
    return {"day": day.held_on.isoformat(), "order": slugify(SummaryOrder(order).label)}


def _fingerprint(lines: DayLines, order: str) -> str:
    """Of what every one of the documents says: the workbook tells the kind of a comment with a theme, too."""
    kinds = [one.kind for one in lines.comments]
    said = (summary_of_lines(lines, order=order), matrix_of(lines), kinds, str(lines.day.network))
    return fingerprint(said)


def _add_group(word: WordFile, group: Group, *, level: int) -> None:
    if group.heading:
        word.heading(group.heading, level)
    for line in group.lines:
        word.point(line.text)
        for point in (*line.points, *line.news):
            word.point(point, level=1)
    for inner in group.groups:
        _add_group(word, inner, level=level + 1)


def _add_matrix(word: WordFile, matrix: Matrix) -> None:
    word.heading(_("Comments by workshop and municipality"), 1)
    head = [
        _("Municipality"),
        *(code for code, _title in matrix.workshops),
        pgettext("comments of a workshop day", "Other"),
        _("In all"),
    ]
    rows = [
        [row.name or _("Without a municipality"), *(str(cell.count or "–") for cell in row.cells), str(row.total)]
        for row in matrix.rows
    ]
    last = [_("In all"), *map(str, matrix.totals), str(matrix.total)]
    width = (_TEXT_WIDTH - _NAME_WIDTH) // (len(head) - 1)
    word.table([head, *rows, last], widths=[_NAME_WIDTH, *[width] * (len(head) - 1)])
