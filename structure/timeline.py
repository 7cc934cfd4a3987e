"""Projects drawn over the years: a bar for each, from its first day to its last.

Wide for a screen and paper, narrow for a phone; templates/structure/_timeline.html draws it. A project without a last
day goes on to the end of the picture, and has a broken outline there.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from network.sections import span
from structure.models import Project

WIDE, NARROW = 762, 340
LINE, BAR, GAP, TOP, LETTER = 17, 16, 12, 24, 7.2
# Years are written at least so far from each other.
YEAR_ROOM = 56


@dataclass(frozen=True)
class Bar:
    """``lines`` are ``(text, y)``; ``text`` is what is read aloud."""

    x: str
    y: int
    width: str
    lines: list[tuple[str, int]]
    url: str
    text: str
    is_open: bool


@dataclass
class Timeline:
    """``years`` are ``(year, x)``; ``today`` is where today stands, or ``None`` outside the picture."""

    width: int
    height: int = TOP
    today: str | None = None
    years: list[tuple[int, str]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)


def timeline(projects: Sequence[Project], *, today: date, width: int) -> Timeline:
    """The picture of the projects in their order; of none an empty one."""
    drawn = Timeline(width)
    if not projects:
        return drawn
    first = date(min(project.valid_from for project in projects).year, 1, 1)
    ends = [project.valid_to or max(today, project.valid_from) for project in projects]
    last = date(max(ends).year + 1, 1, 1)
    scale = width / (last - first).days
    years = range(first.year, last.year)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if step * width / len(years) >= YEAR_ROOM or step == 100)
    drawn.years = [(year, _number((date(year, 1, 1) - first).days * scale)) for year in years[::step]]
    if first <= today < last:
        drawn.today = _number((today - first).days * scale)
    for project in projects:
        lines = textwrap.wrap(project.name, width=int(width / LETTER)) or [""]
        end = project.valid_to or last
        x = (project.valid_from - first).days * scale
        bar_width = max((end - project.valid_from).days * scale, 4)
        y = drawn.height + LINE * len(lines) + 2
        drawn.bars.append(
            Bar(
                x=_number(x),
                y=y,
                width=_number(bar_width),
                lines=[(line, drawn.height + LINE * number - 4) for number, line in enumerate(lines, start=1)],
                url=project.get_absolute_url(),
                text=f"{project.name}, {span(project.valid_from, project.valid_to)}",
                is_open=project.valid_to is None,
            )
        )
        drawn.height = y + BAR + GAP
    return drawn


def timeline_svg(projects: Sequence[Project], *, today: date, narrow: bool = False) -> SafeString:
    """One SVG element whose bars lead to their projects."""
    drawn = timeline(projects, today=today, width=NARROW if narrow else WIDE)
    context = {"timeline": drawn, "title": _("Projects over the years"), "bar": BAR}
    return SafeString(render_to_string("structure/_timeline.html", context).strip())


def _number(value: float) -> str:
    """As SVG wants it in every language: a template would write the decimal comma of Finnish."""
    return f"{value:.1f}"
