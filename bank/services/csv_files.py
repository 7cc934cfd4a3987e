"""Older records as CSV, whole and as written: what is uncertain or missing is marked, and nothing is invented."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import FileRefused
from core.guard import refuse_identity_code, strip_controls

MAX_BYTES = 5_000_000
Problem = tuple[int | None, str]


@dataclass(frozen=True)
class ImportResult:
    """How many rows a run made, and how many were there already."""

    created: int
    unchanged: int


@dataclass(frozen=True)
class Line:
    """One row of the file: ``{column: text}``, and the line on which it ends."""

    number: int
    cells: dict[str, str]


def read_lines(
    content: bytes, columns: list[str], check: Callable[[dict[str, str]], list[str]]
) -> tuple[list[Line], list[Problem]]:
    """The rows of a CSV file (UTF-8, these columns and no others) that are in order, and every problem of the others.

    Each row has a number in the column "row". ``check(cells)`` gives further messages about a row.
    """
    if len(content) > MAX_BYTES:
        return [], [(None, _("The file is too large: at most %(limit)d MB.") % {"limit": MAX_BYTES // 10**6})]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [], [(line, _("The file is not UTF-8 text."))]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, problems, seen = [], [], set()
    try:
        header = next(reader, [])
        if header != columns:
            return [], [(1, _("The columns must be: %(columns)s.") % {"columns": ", ".join(columns)})]
        for values in reader:
            number = reader.line_num
            if not values:
                continue
            if len(values) != len(columns):
                message = _("There are %(count)d cells; there must be %(wanted)d.")
                problems.append((number, message % {"count": len(values), "wanted": len(columns)}))
                continue
            cells = {name: strip_controls(value).strip() for name, value in zip(columns, values, strict=True)}
            found = _check(cells, seen, check)
            problems += [(number, message) for message in found]
            if not found:
                lines.append(Line(number, cells))
    except csv.Error:
        problems.append((reader.line_num, _("The line is not valid CSV.")))
    if not lines and not problems:
        problems.append((None, _("The file has no rows.")))
    return lines, problems


def split_known(
    lines: list[Line], problems: list[Problem], stored: dict[str, dict[str, str]]
) -> tuple[list[Line], ImportResult]:
    """The rows that are not there yet, and the counts. ``stored`` is ``{row number: cells}`` of an earlier run.

    Raises ``FileRefused`` with every problem, also for a row that is there with other content.
    """
    for line in lines:
        if stored.get(line.cells["row"], line.cells) != line.cells:
            problems.append((line.number, _("This row was imported before with other content. Edit it instead.")))
    if problems:
        raise FileRefused(sorted(problems, key=lambda problem: problem[0] or 0))
    new = [line for line in lines if line.cells["row"] not in stored]
    return new, ImportResult(created=len(new), unchanged=len(lines) - len(new))


def too_long(cells: dict[str, str], limits: dict[str, int]) -> list[str]:
    """A message for each cell that is longer than its field."""
    message = _("The cell “%(column)s” is longer than %(limit)d characters.")
    return [message % {"column": name, "limit": limit} for name, limit in limits.items() if len(cells[name]) > limit]


def marks(certainty: str, columns: list[str], names: dict[str, str] | None = None) -> dict[str, str]:
    """What a certainty ("high; leaders: medium (first of 3); date: lost") says against cells: ``{column: reason}``.

    What speaks of no column is about the row. ``names`` translates words that are no column's name.
    """
    found = {}
    for part in re.split(r";\s*(?![^()]*\))", certainty):
        name, colon, level = part.partition(":")
        name, level = (name.strip(), level.strip()) if colon else ("row", part.strip())
        if level and not level.lower().startswith("high"):
            name = (names or {}).get(name, name)
            found[name if name in columns else "row"] = level
    return found


def _check(cells: dict[str, str], seen: set[str], check: Callable[[dict[str, str]], list[str]]) -> list[str]:
    """Messages about one row; they never repeat a cell that may hold a personal identity code."""
    try:
        refuse_identity_code("\n".join(cells.values()))
    except ValidationError as error:
        return error.messages
    found = []
    if not re.fullmatch(r"\d{1,6}", cells["row"]):
        found.append(_("The row number is missing or is not a number."))
    elif cells["row"] in seen:
        found.append(_("The row number %(row)s is there twice.") % {"row": cells["row"]})
    seen.add(cells["row"])
    return found + check(cells)
