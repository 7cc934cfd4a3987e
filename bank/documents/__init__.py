"""Printed documents of the bank. None of them ever holds a concern."""

from bank.documents.orders import (
    document_head,
    order_report_context,
    order_version,
    register_context,
    register_lines,
    register_version,
    render_order_report,
    render_register,
    slot_words,
)
from bank.documents.shapes import Options, Report
from bank.documents.yearly import (
    PDF,
    WORKBOOK,
    render_report,
    render_workbook,
    report_context,
    report_of,
    report_version,
    span_words,
)

__all__ = [
    "PDF",
    "WORKBOOK",
    "Options",
    "Report",
    "document_head",
    "order_report_context",
    "order_version",
    "register_context",
    "register_lines",
    "register_version",
    "render_order_report",
    "render_register",
    "render_report",
    "render_workbook",
    "report_context",
    "report_of",
    "report_version",
    "slot_words",
    "span_words",
]
