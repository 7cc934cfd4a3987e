"""The kinds of documents a workshop day has; their variant is the order (``SummaryOrder``)."""

from django.utils.translation import gettext_lazy as _

from core.documents import DocumentKind, register_document
from workshops.documents.sheets import write_summary_sheets
from workshops.documents.summary import (
    render_slides,
    render_summary,
    slides_filename,
    summary_filename,
    summary_version,
    summary_word,
)
from workshops.enums import SummaryOrder

SUMMARY, SLIDES, WORD, SHEET = (
    "workshops.summary",
    "workshops.summary_slides",
    "workshops.summary_word",
    "workshops.summary_sheet",
)

for name, title, render, filename, ending in (
    (SUMMARY, _("Summary of the workshop day"), render_summary, summary_filename, "pdf"),
    (SLIDES, _("Summary of the workshop day as slides"), render_slides, slides_filename, "pdf"),
    (WORD, _("Summary of the workshop day"), summary_word, summary_filename, "docx"),
    (SHEET, _("Summary of the workshop day"), write_summary_sheets, summary_filename, "xlsx"),
):
    register_document(
        DocumentKind(
            name=name,
            title=title,
            model="workshops.workshopday",
            permission="workshops.view_workshopday",
            version=summary_version,
            render=render,
            filename=filename,
            ending=ending,
            variant_words=lambda variant: str(SummaryOrder(variant).label),
        )
    )
