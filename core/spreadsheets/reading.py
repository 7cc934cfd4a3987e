"""An Excel workbook in, from somebody we do not know: checked as a file, then as a table, and read as text.

Before openpyxl sees it, its directory is checked (``core.containers``) and each of its XML parts is read once by a
parser that refuses entities and document types, with the number of rows and cells counted: a file of five megabytes
can hold a hundred million cells. Formulas and merged cells are refused, as they show one thing and hold another.
"""

import datetime
import warnings
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.containers import read_directory
from core.errors import FileRefused
from core.guard import refuse_identity_code, strip_controls
from core.spreadsheets.sheets import Sheet, comparable, in_every_language

MAX_BYTES = 5_000_000
_MAX_CELLS = 300_000
_MAX_PARTS_BYTES = 60_000_000
_MAX_COLUMNS = 60
_WORKBOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
# The names of elements that are counted: cells, and texts that cells share.
_COUNTED = {"c": _MAX_CELLS, "si": _MAX_CELLS}
_MAX_ELEMENTS = 3_000_000

Problem = tuple[int | None, str]


@dataclass(frozen=True)
class SheetRow:
    """One row as a person reads it: ``number`` as Excel counts, ``cells`` ``{column name: text}`` for every column."""

    number: int
    cells: dict[str, str]


def read_workbook(content: bytes, sheet: Sheet) -> list[SheetRow]:
    """The rows of the sheet, empty ones left out.

    Raises ``FileRefused`` with every problem: not a workbook, too large, another sheet or other columns, formulas,
    merged cells, and personal identity codes, which are not repeated.
    """
    return read_sheets(content, [sheet])[0]


def read_sheets(content: bytes, sheets: Sequence[Sheet]) -> list[list[SheetRow]]:
    """The rows of each sheet, as ``read_workbook`` reads one; a sheet that is not there has none.

    Raises what ``read_workbook`` raises, each problem with the sheet in which it is, when none of the sheets is there
    and when all that are have no rows.
    """
    most_rows = max(sheet.most_rows for sheet in sheets)
    _check_file(content, most_rows)
    book = _open(content)
    try:
        pages = [_page(book, sheet) for sheet in sheets]
        if not any(pages):
            raise _other_sheets(book, sheets)
        rows, problems = [], []
        for page, sheet in zip(pages, sheets, strict=True):
            own, found = _rows(page, sheet) if page else ([], [])
            rows.append(own)
            problems += found if len(sheets) == 1 else [_in_sheet(sheet, problem) for problem in found]
        if problems:
            raise FileRefused(problems)
        if not any(rows):
            raise FileRefused([(None, _("The file has no rows."))])
        return rows
    finally:
        book.close()


def _in_sheet(sheet: Sheet, problem: Problem) -> Problem:
    line, message = problem
    place = {"sheet": sheet.title, "line": line, "message": message}
    return None, _("%(sheet)s, line %(line)d: %(message)s") % place


def _rows(page: Worksheet, sheet: Sheet) -> tuple[list[SheetRow], list[Problem]]:
    if page.max_row > sheet.most_rows + 1 or page.max_column > _MAX_COLUMNS:
        # One cell far below or to the right would make a table of millions.
        raise _too_many(sheet.most_rows)
    columns, problems = _columns(page, sheet)
    if problems:
        return [], problems
    problems = [
        (area.min_row, _("The cells %(cells)s are merged. Unmerge them.") % {"cells": area.coord})
        for area in page.merged_cells.ranges
    ]
    rows = []
    for number, cells in enumerate(page.iter_rows(min_row=2), start=2):
        texts, found = _row(cells, columns)
        problems += [(number, message) for message in found]
        if any(texts.values()):
            rows.append(SheetRow(number, dict.fromkeys(sheet.names, "") | texts))
    return rows, sorted(problems, key=lambda problem: problem[0])


def _check_file(content: bytes, most_rows: int) -> None:
    if len(content) > MAX_BYTES:
        raise FileRefused([(None, _("The file is too large: at most %(limit)d MB.") % {"limit": MAX_BYTES // 10**6})])
    if not content.startswith(b"PK\x03\x04"):
        raise _not_a_workbook()
    file = BytesIO(content)
    try:
        entries, types = read_directory(file)
    except ValidationError as error:
        raise FileRefused([(None, message) for message in error.messages]) from error
    if _WORKBOOK not in types or b"macroenabled" in types.lower():
        raise _not_a_workbook()
    with zipfile.ZipFile(file) as container:
        _measure_all(container, entries, most_rows)
    # Only now, so that a sheet of too many rows is told so rather than its size.
    if sum(entry.file_size for entry in entries) > _MAX_PARTS_BYTES:
        raise _too_many(most_rows)


def _not_a_workbook() -> FileRefused:
    return FileRefused([(None, _("The file is not an Excel workbook (xlsx). Save it as one and choose it again."))])


def _measure_all(container: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most_rows: int) -> None:
    elements = 0
    for entry in entries:
        try:
            with container.open(entry) as part:
                elements += _measure(part, most_rows)
        except (DefusedXmlException, ParseError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            message = _("The file is broken and cannot be opened. Save it anew and add that.")
            raise FileRefused([(None, message)]) from error
        if elements > _MAX_ELEMENTS:
            raise _too_many(most_rows)


def _measure(part: IO[bytes], most_rows: int) -> int:
    """The number of elements of an XML part, nothing for another one; refuses it for too many rows or cells."""
    if not part.peek(4)[:4].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<"):
        return 0
    counts: Counter[str] = Counter()
    limits = _COUNTED | {"row": most_rows + 1}
    elements, path = 0, []
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            path.append(element)
            elements += 1
            name = element.tag.rpartition("}")[2]
            if name in limits:
                counts[name] += 1
                if counts[name] > limits[name]:
                    raise _too_many(most_rows)
            if elements > _MAX_ELEMENTS:
                raise _too_many(most_rows)
        else:
            path.pop()
            if path:
                path[-1].remove(element)  # what was counted is forgotten
    return elements


def _too_many(most_rows: int) -> FileRefused:
    message = _(
        "The sheet has too many rows, columns or cells: at most %(rows)d rows and %(columns)d columns. Divide it into "
        "several files, and delete what stands outside the table."
    )
    return FileRefused([(None, message % {"rows": most_rows, "columns": _MAX_COLUMNS})])


def _open(content: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts that it leaves out and of dates that are none; we look at the cells ourselves.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(content), keep_links=False)
    except Exception as error:
        # A reader of a large format fails in many ways, and each of them means the same to whoever sent the file.
        raise FileRefused(
            [(None, _("The file is broken and cannot be opened. Save it anew and add that."))]
        ) from error


def _page(book: Workbook, sheet: Sheet) -> Worksheet | None:
    titles = in_every_language(sheet.title)
    return next((page for page in book.worksheets if comparable(page.title) in titles), None)


def _other_sheets(book: Workbook, sheets: Sequence[Sheet]) -> FileRefused:
    message = _("The workbook has no sheet “%(wanted)s”; it has: %(found)s.")
    found = ", ".join(page.title[:31] for page in book.worksheets[:10])
    wanted = ", ".join(str(sheet.title) for sheet in sheets)
    return FileRefused([(None, message % {"wanted": wanted, "found": _guarded(found) or "–"})])


def _columns(page: Worksheet, sheet: Sheet) -> tuple[dict[int, str], list[Problem]]:
    """``{index of the column: its name}``."""
    columns, problems = {}, []
    for index, cell in enumerate(next(page.iter_rows(max_row=1), ())):
        heading = _text(cell.value)
        if not heading:
            continue
        column = sheet.column_of(heading)
        if column is None:
            shown = _guarded(heading[:60]) or get_column_letter(index + 1)
            problems.append((1, _("The column “%(column)s” is unknown.") % {"column": shown}))
        elif column.name in columns.values():
            problems.append((1, _("The column “%(column)s” is there twice.") % {"column": column.label}))
        else:
            columns[index] = column.name
    for column in sheet.columns:
        if column.required and column.name not in columns.values():
            problems.append((1, _("The column “%(column)s” is missing.") % {"column": column.label}))
    return columns, problems


def _row(cells: tuple[Any, ...], columns: dict[int, str]) -> tuple[dict[str, str], list[str]]:
    """The texts of a row by column, and what is wrong with it."""
    texts, problems = {}, []
    for index, cell in enumerate(cells):
        if cell.value is None:
            continue
        place = {"cell": cell.coordinate}
        if cell.data_type == "f":
            problems.append(_("The cell %(cell)s holds a formula. Replace it by its value.") % place)
        elif cell.data_type == "e":
            problems.append(_("The cell %(cell)s holds an error or a date that does not exist.") % place)
        elif index not in columns:
            problems.append(_("The cell %(cell)s stands in a column without a heading.") % place)
        else:
            texts[columns[index]] = _text(cell.value)
    try:
        for text in texts.values():
            refuse_identity_code(text)
    except ValidationError as error:
        # Nothing of the row is told: any of it may be a part of what must not be repeated.
        return {}, error.messages
    return texts, problems


def _text(value: Any) -> str:
    """A cell as a person writes it: 15.1.2009, 2,5, yes."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.datetime):
        return f"{value.day}.{value.month}.{value.year} klo {value.hour}.{value.minute:02}"
    if isinstance(value, datetime.date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, float):
        return format(Decimal(str(value)).normalize(), "f").replace(".", ",")
    return strip_controls(str(value if value is not None else "")).strip()


def _guarded(text: str) -> str:
    """The text, or nothing when it must not be repeated."""
    try:
        refuse_identity_code(text)
    except ValidationError:
        return ""
    return text
