"""The table of members and themes on paper and for Excel."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.documents import DocumentKind, register_document
from core.fingerprints import fingerprint
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from core.spreadsheets import Column, Sheet, WrittenWorkbook, write_workbook
from network.models import Network
from structure.enums import Answer
from structure.queries import WAITING, commitments_on

COMMITMENTS, COMMITMENTS_SHEET = "structure.commitments", "structure.commitments_sheet"
TITLE = gettext_lazy("Members and the themes they join")


def words_of_answer(answer: str) -> str:
    """What a cell of the table says; nothing for what was not asked."""
    if answer == WAITING:
        return pgettext("answer", "Not answered")
    return str(Answer(answer).label) if answer else ""


def commitments_context(network: Network, day: date) -> dict[str, Any]:
    """Plain values: {"document", "day", "themes": ``ThemeColumn``, "rows": [(name, [text])]}."""
    table = commitments_on(network, day)
    return {
        "document": {
            "title": _("Members and the themes they join"),
            "network": str(network),
            "kind": _("Themes and members"),
            "date": date_format(day, "DATE_FORMAT"),
            "version": fingerprint(table)[:8],
            "address": address_of(f"{reverse('structure:commitments', args=[network.slug])}?paiva={day.isoformat()}"),
        },
        "day": date_format(day, "DATE_FORMAT"),
        "themes": table.themes,
        "rows": [(row.name, [words_of_answer(answer) for _theme, answer in row.answers]) for row in table.rows],
    }


def commitments_version(network: Network, variant: str) -> str:
    """A key of all that the table says."""
    return fingerprint(commitments_on(network, date.fromisoformat(variant)))


def render_commitments(network: Network, variant: str, language: str) -> RenderedPdf:
    """``variant`` is the day (ISO). Raises what ``render_pdf`` raises."""
    with translation.override(language):
        context = commitments_context(network, date.fromisoformat(variant))
    return render_pdf("structure/pdf/commitments.html", context, language=language)


def write_commitments(network: Network, variant: str, language: str) -> WrittenWorkbook:
    with translation.override(language):
        table = commitments_on(network, date.fromisoformat(variant))
        columns = [Column(str(theme.pk), theme.label, width=22) for theme in table.themes]
        sheet = Sheet(TITLE, (Column("member", gettext_lazy("Member"), width=26), *columns))
        return write_workbook(
            sheet, [[row.name, *(words_of_answer(one) for _theme, one in row.answers)] for row in table.rows]
        )


def _register(name: str, **facts: Any) -> None:
    register_document(
        DocumentKind(
            name=name,
            title=TITLE,
            model="network.network",
            permission="structure.view_structure",
            version=commitments_version,
            filename=lambda _network, variant: _("themes-and-members-%(day)s") % {"day": variant},
            variant_words=lambda variant: date_format(date.fromisoformat(variant), "DATE_FORMAT"),
            **facts,
        )
    )


_register(COMMITMENTS, render=render_commitments)
_register(COMMITMENTS_SHEET, render=write_commitments, ending="xlsx")
