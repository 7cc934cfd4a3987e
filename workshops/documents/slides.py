"""A summary as slides: one heading on each; what does not fit goes on under the same heading, "(2/2)".

How much fits is reckoned from the widths of letters, with room to spare; should it ever be too little, the page
goes on on another one and nothing is cut off (``@page slide`` in static/css/pdf.css).
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby, takewhile

from workshops.queries import Group, Part, Summary

# What a slide holds below its heading: lines of its type, and letters in a line of it and of a point.
LINES, LETTERS, POINT_LETTERS = 13, 74, 70
HEADING_LETTERS = 50
LEAST_LINES = 6
# Rows take so many lines more than their own: the space around them.
_SPACE = {"sub": 0.6, "subsub": 0.5, "line": 0.25, "point": 0.25, "text": 0.4}
# Between words.
_GAP = 0.5
_NUMBERED = re.compile(r"\s*\((\d+)/\d+\)")


@dataclass(frozen=True)
class Row:
    """``kind``: "sub" and "subsub" headings, "line", "point" of a line, or "text" without a bullet."""

    kind: str
    text: str


@dataclass(frozen=True)
class Slide:
    """``number``: "2/3" where a heading stands on several slides; ``blocks``: its rows, those of a list together."""

    heading: str
    number: str
    rows: tuple[Row, ...]

    @property
    def blocks(self) -> list[tuple[bool, list[Row]]]:
        """[(whether it is a list, rows)]"""
        return [(listed, list(rows)) for listed, rows in groupby(self.rows, lambda row: row.kind in ("line", "point"))]


def slides_of(summary: Summary) -> list[Slide]:
    """All slides between the first (date and title) and the last (thanks)."""
    # Shape: [(heading, [the rows of each place where a new slide must begin])]
    runs: list[tuple[str, list[list[Row]]]] = []
    for heading, rows in _pieces(summary):
        if runs and heading and runs[-1][0] == heading:
            runs[-1][1].append(rows)
        else:
            runs.append((heading, [rows]))
    slides = []
    for heading, pieces in runs:
        pages = [page for rows in pieces for page in _paged(rows, heading)]
        for number, page in enumerate(pages, start=1):
            slides.append(Slide(heading, f"{number}/{len(pages)}" if len(pages) > 1 else "", tuple(page)))
    return slides


def _pieces(summary: Summary) -> list[tuple[str, list[Row]]]:
    """What begins a slide, with its heading; an older page's own "(1/2)" gives way to ours."""
    pieces = []
    for part in summary.parts:
        heading = _NUMBERED.sub("", part.heading) or summary.title
        if part.is_divided:
            pieces.append((heading, _intro(part)))
            pieces += [(group.heading, _rows(Group("", group.lines, group.groups), "sub")) for group in part.groups]
        else:
            pieces.append((heading, [*_intro(part), *(row for group in part.groups for row in _rows(group, "sub"))]))
    return pieces


def _intro(part: Part) -> list[Row]:
    return [Row("text", part.intro)] if part.intro else []


def _rows(group: Group, kind: str) -> list[Row]:
    rows = [Row(kind, group.heading)] if group.heading else []
    for line in group.lines:
        rows.append(Row("line", line.text))
        rows += [Row("point", text) for text in (*line.points, *line.news)]
    below = "subsub" if group.heading else "sub"
    return rows + [row for inner in group.groups for row in _rows(inner, below)]


def _paged(rows: list[Row], heading: str) -> list[list[Row]]:
    """Rows in as few portions as they fit in, none much fuller than the others."""
    # A heading of many lines leaves too little; then the page goes on on another one.
    room = max(LINES - (_lines(heading, HEADING_LETTERS) - 1) * 1.6, LEAST_LINES)
    rows = [piece for row in rows for piece in _fitting(row, room)]
    pages = _portions(rows, room)
    while len(pages) > 1 and room > LEAST_LINES:
        room -= 0.5
        closer = _portions(rows, room)
        if len(closer) > len(pages):
            break
        pages = closer
    return pages


def _portions(rows: list[Row], room: float) -> list[list[Row]]:
    """A portion goes on under the headings in which the one before ended."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    above: dict[str, Row] = {}
    for index, row in enumerate(rows):
        if row.kind == "sub":
            above = {}
        cost = _cost(row)
        if used + _with_what_follows(rows, index, room) > room and pages[-1]:
            repeated = [] if row.kind == "sub" else [one for one in above.values() if one.kind != row.kind]
            pages.append(repeated)
            used = sum(map(_cost, repeated))
        pages[-1].append(row)
        used += cost
        if row.kind.startswith("sub"):
            above[row.kind] = row
    return pages


def _with_what_follows(rows: list[Row], index: int, room: float) -> float:
    """What a row needs: a heading the first line below it, and a line its points, where a slide holds them all."""
    row = rows[index]
    if row.kind.startswith("sub"):
        return _cost(row) + 2.3
    if row.kind != "line":
        return _cost(row)
    points = list(takewhile(lambda one: one.kind == "point", rows[index + 1 :]))
    whole = _cost(row) + sum(map(_cost, points))
    return whole if whole <= room else _cost(row)


def _fitting(row: Row, room: float) -> list[Row]:
    """The row, or pieces of one that no slide could hold; all but the first stand without a bullet."""
    most = int((room - 5) * POINT_LETTERS * len(row.text) / max(_width(row.text), 1))
    pieces, rest, kind = [], row.text, row.kind
    while len(rest) > most:
        end = rest.rfind(" ", 0, most)
        end = end if end > most // 2 else most
        pieces.append(Row(kind, rest[:end].rstrip()))
        rest, kind = rest[end:].lstrip(), "text"
    return [*pieces, Row(kind, rest)]


def _cost(row: Row) -> float:
    return _lines(row.text, LETTERS if row.kind in ("sub", "subsub", "text") else POINT_LETTERS) + _SPACE[row.kind]


def _lines(text: str, letters: int) -> int:
    """How many lines a text takes when words are not divided; a word longer than a line takes several."""
    lines, at = 1, 0
    for word in text.split():
        width = _width(word)
        if at and at + _GAP + width > letters:
            lines, at = lines + 1, 0
        at += width + (_GAP if at else 0)
        while at > letters:
            lines, at = lines + 1, at - letters
    return lines


def _width(text: str) -> float:
    """In letters of the middle width (half an em of Source Sans); what is not known counts as one."""
    return sum(map(_letter_width, text))


@cache
def _letter_width(letter: str) -> float:
    if letter in "ijl.,:;'’!|":
        return 0.6
    if letter in "tfrI()[]-/–":
        return 0.8
    return 1.85 if letter in "MWmw@%—" else 1.35 if letter.isupper() else 1
