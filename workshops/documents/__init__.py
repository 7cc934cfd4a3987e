"""The summary of a day as PDF, slides, Word and Excel."""

from workshops.documents.kinds import SHEET, SLIDES, SUMMARY, WORD
from workshops.documents.programme import PROGRAMME, programme_context, programme_version, render_programme
from workshops.documents.sheets import write_summary_sheets
from workshops.documents.signups import ATTENDANCE, SIGN_UPS_SHEET, WITH_NAMES
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
    "ATTENDANCE",
    "PROGRAMME",
    "SHEET",
    "SIGN_UPS_SHEET",
    "SLIDES",
    "SUMMARY",
    "WITH_NAMES",
    "WORD",
    "Row",
    "Slide",
    "programme_context",
    "programme_version",
    "render_programme",
    "render_slides",
    "render_summary",
    "slides_of",
    "summary_context",
    "summary_filename",
    "summary_version",
    "summary_word",
    "write_summary_sheets",
]
