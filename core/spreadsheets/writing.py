"""Rows out as an Excel workbook. Nothing in it is ever a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.guard import strip_controls
from core.spreadsheets.sheets import Sheet

Value = str | int | float | Decimal | date | None
# What a spreadsheet program, or one that reads the table as CSV, would take for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# Excel's own limits: how long a cell and the title of a sheet may be, and what may not stand in a title.
CELL_LENGTH, TITLE_LENGTH = 32_767, 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")


# What such a file is called on the web.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WrittenWorkbook(NamedTuple):
    """``pages`` is nothing that a sheet has; a document (``core.documents``) is asked for it."""

    content: bytes
    pages: int = 0


def write_workbook(sheet: Sheet, rows: Iterable[Sequence[Value]]) -> WrittenWorkbook:
    """One sheet of rows, as ``write_sheets`` writes it."""
    return write_sheets([(sheet, rows)])


def write_sheets(sheets: Sequence[tuple[Sheet, Iterable[Sequence[Value]]]]) -> WrittenWorkbook:
    """Sheets of rows, each with a heading row that stays in sight; a row has a value for every column of its sheet.

    Dates and numbers stay what they are, every text is stored as text: one that begins like a formula is marked so
    that it stays text when somebody edits the cell. In the language that is active.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Verkosto"
    book.properties.title = str(sheets[0][0].title)
    for sheet, rows in sheets:
        _write(book, sheet, rows)
    out = BytesIO()
    book.save(out)
    return WrittenWorkbook(out.getvalue())


def _write(book: Workbook, sheet: Sheet, rows: Iterable[Sequence[Value]]) -> None:
    page = book.create_sheet(_REFUSED.sub(" ", str(sheet.title))[:TITLE_LENGTH])
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.append([_heading(page, str(column.label)) for column in sheet.columns])
    count = 1
    for row in rows:
        page.append([_cell(page, value) for value in row])
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"


def _heading(page: object, text: str) -> Cell:
    cell = _text(page, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: object, value: Value) -> Cell | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        cell = WriteOnlyCell(page, value)
        if isinstance(value, date):
            cell.number_format = "d.m.yyyy"
        return cell
    return _text(page, value)


def _text(page: object, value: str) -> Cell:
    text = strip_controls(value)[:CELL_LENGTH]
    cell = WriteOnlyCell(page, text)
    # openpyxl takes a text that begins with "=" for a formula, and one like "#N/A" for an error.
    cell.data_type = "s"
    if text.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
    return cell
