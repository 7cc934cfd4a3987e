"""The yearly report, of any span of days: its tables from the figures, on the screen, on paper and as Excel."""

from bank.documents.yearly.reading import report_of, span_words
from bank.documents.yearly.rendering import (
    PDF,
    WORKBOOK,
    render_report,
    render_workbook,
    report_context,
    report_version,
)

__all__ = [
    "PDF",
    "WORKBOOK",
    "render_report",
    "render_workbook",
    "report_context",
    "report_of",
    "report_version",
    "span_words",
]
