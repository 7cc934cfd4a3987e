"""Bars drawn on the server: plain numbers for templates/includes/chart.html, on the screen and on paper.

The picture has no scale of its own: widths are shares of what the page gives it and heights are pixels, so that its
text is as large on a phone as on a desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Where the name of a row and its bar stand, in pixels from the top of the row.
ROW, NAME_AT, BAR_AT, BAR = 40, 14, 20, 12
# The bar of the largest value leaves room for its number.
WIDEST = 88


@dataclass(frozen=True)
class Part:
    """One part of a bar; ``tone`` (1, 2, 3 …) is its colour, the same for the same thing in all rows."""

    x: str
    width: str
    tone: int


@dataclass(frozen=True)
class BarRow:
    label: str
    text: str
    text_x: str
    name_y: int
    bar_y: int
    text_y: int
    parts: list[Part]


@dataclass(frozen=True)
class Chart:
    """``key`` makes the ids of the picture; ``legend`` names the tones where there is more than one."""

    key: str
    title: str
    rows: list[BarRow]
    height: int
    legend: list[tuple[int, str]]


def bar_chart(key: str, title: str, rows: Sequence[tuple[str, float, str]]) -> Chart | None:
    """Bars of ``(label, value, text)``, the longest as wide as the page allows; nothing without a value."""
    largest = max((value for _label, value, _text in rows), default=0)
    if largest <= 0:
        return None
    drawn = [
        _row(number, label, text, [(WIDEST * value / largest, 1)]) for number, (label, value, text) in enumerate(rows)
    ]
    return Chart(key, title, drawn, ROW * len(drawn), [])


def share_chart(
    key: str, title: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[float], str]]
) -> Chart | None:
    """Bars of one width, divided by the shares of ``(label, values, text)``; rows without a value are left out."""
    drawn = []
    for label, values, text in rows:
        if total := sum(values):
            shares = [(WIDEST * value / total, tone) for tone, value in enumerate(values, 1)]
            drawn.append(_row(len(drawn), label, text, shares))
    legend = list(enumerate(names, 1))
    return Chart(key, title, drawn, ROW * len(drawn), legend) if drawn else None


def _row(number: int, label: str, text: str, shares: list[tuple[float, int]]) -> BarRow:
    top, left, parts = ROW * number, 0.0, []
    for share, tone in shares:
        if share:
            parts.append(Part(_percent(left), _percent(share), tone))
        left += share
    return BarRow(
        label=label,
        text=text,
        text_x=_percent(left + 1),
        name_y=top + NAME_AT,
        bar_y=top + BAR_AT,
        text_y=top + BAR_AT + BAR - 2,
        parts=parts,
    )


def _percent(number: float) -> str:
    """As SVG wants it in every language: a template would write the decimal comma of Finnish."""
    return f"{number:.4g}%"
