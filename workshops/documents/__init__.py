"""The summary of a day as PDF, slides, Word and Excel."""

from workshops.documents.kinds import SHEET, SLIDES, SUMMARY, WORD
from workshops.documents.sheets import write_summary_sheets
from workshops.documents.slides import Row, Slide, slides_of
from workshops.documents.summary import (
    render_slides,
    render_summary,
    summary_context,
    summary_filename,
    summary_version,
    summary_word,
)

__all__ = [
    "SHEET",
    "SLIDES",
    "SUMMARY",
    "WORD",
    "Row",
    "Slide",
    "render_slides",
    "render_summary",
    "slides_of",
    "summary_context",
    "summary_filename",
    "summary_version",
    "summary_word",
    "write_summary_sheets",
]
