"""Where things stand in the figure of the zones: plain numbers for templates/methods/_zone_figure.html.

The picture has no scale of its own: widths are shares of what the page gives it and heights are pixels, so that its
text is as large on a phone as on a desk. The four zones are equally wide and share their width among their steps.
"""

import textwrap
from typing import Any

LINE = 17
ROW = 46
STEP_BAND = 28
# What fits a quarter of a phone's width.
NAME_WIDTH = 11


def zone_figure(zones: list[dict[str, Any]], rows: list[dict[str, Any]], *, row_height: int = ROW) -> dict[str, Any]:
    """The figure of ``rows`` ({"name", "url", "bars", …}) on ``zones`` (``queries.zones()["zones"]``).

    Lengths along the zones are texts like "12.5%", those down the page are whole pixels. ``row_height`` is less than
    ``ROW`` where many rows are to stand on one sheet.
    """
    share = 100 / len(zones)
    names = [textwrap.wrap(zone["name"], NAME_WIDTH, break_long_words=False) for zone in zones]
    head = 10 + LINE * max(len(lines) for lines in names)
    body = head + STEP_BAND
    edges = _step_edges(zones, share)
    return {
        "height": body + row_height * len(rows) + 6,
        "row_height": row_height,
        "head": head,
        "body": body,
        "zones": [
            {
                "zone": zone["zone"],
                "x": _percent(number * share),
                "middle": _percent((number + 0.5) * share),
                "lines": [{"text": line, "y": LINE * (row + 1)} for row, line in enumerate(names[number])],
            }
            for number, zone in enumerate(zones)
        ],
        "share": _percent(share),
        "steps": [
            {"step": step, "x": _percent(left), "middle": _percent((left + right) / 2), "y": head + 19}
            for step, (left, right) in edges.items()
        ],
        "rows": [_row(row, body + row_height * number, row_height, edges) for number, row in enumerate(rows)],
    }


def _step_edges(zones: list[dict[str, Any]], share: float) -> dict[int, tuple[float, float]]:
    edges = {}
    for number, zone in enumerate(zones):
        width = share / len(zone["steps"])
        for place, step in enumerate(zone["steps"]):
            left = number * share + place * width
            edges[step["step"]] = (left, left + width)
    return edges


def _row(row: dict[str, Any], top: int, height: int, edges: dict[int, tuple[float, float]]) -> dict[str, Any]:
    return row | {
        "y": top,
        # What is part of another entry stands a little in.
        "text_x": 18 if row.get("parent") else 4,
        "text_y": top + round(height * 0.42),
        "bar_y": top + round(height * 0.58),
        "bars": [
            bar
            | {
                "x": _percent(edges[bar["first"]][0]),
                "width": _percent(edges[bar["last"]][1] - edges[bar["first"]][0]),
            }
            for bar in row["bars"]
        ],
    }


def _percent(number: float) -> str:
    """As SVG wants it in every language: a template would write the decimal comma of Finnish."""
    return f"{number:g}%"
