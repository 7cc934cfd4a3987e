"""The structure drawn: areas → themes → groups → municipalities, from left to right, or below each other on a phone.

Positions are units of the picture's own view box. Wide, a thing is as high as what stands to its right; narrow, what
belongs to a thing stands below it, further in. Kinds differ by outline and not by colour alone: areas have a thick
one, themes a thin one, strands a broken one, groups round corners and members none.

Where more groups or members than ``MANY`` belong to one thing, one box tells how many and leads to the page that lists
them: nobody finds anything in a picture of hundreds of boxes. The list beside the figure has them all.

Written without a template, which would be slow for as many boxes as remain, twice on a page.
"""

import itertools
import textwrap
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from structure.enums import PartKind
from structure.queries import GROUP, MEMBER, Node, Structure

LINE, PAD, GAP = 17, 8, 8
# How wide a letter is taken to be: on screens the font is the reader's own. Areas and strands have bold ones.
LETTER, BOLD_LETTER = 7.6, 8.4
# Where the columns begin and how wide they are, by kind; between them there is room for the lines.
COLUMNS = {
    PartKind.AREA: (2, 190),
    PartKind.STRAND: (2, 190),
    PartKind.THEME: (216, 188),
    GROUP: (426, 178),
    MEMBER: (624, 138),
}
WIDE = 762
NARROW, STEP = 340, 18
DEPTHS = {PartKind.AREA: 0, PartKind.STRAND: 0, PartKind.THEME: 1, GROUP: 2, MEMBER: 3}
MEMBER_LINE = 24
# As many municipalities as the largest region has: a group of them all is drawn in whole.
MANY = 30
# The outline on paper; css/pages/structure.css has the colours of the screen.
OUTLINES = {
    PartKind.AREA: 'stroke="#000000" stroke-width="2.5"',
    PartKind.STRAND: 'stroke="#000000" stroke-width="2" stroke-dasharray="6 4"',
    PartKind.THEME: 'stroke="#000000" stroke-width="1"',
    GROUP: 'rx="14" stroke="#000000" stroke-width="1"',
    MEMBER: 'stroke="none"',
}
WORDS = {
    PartKind.AREA: gettext_lazy("Development area: %(name)s"),
    PartKind.STRAND: gettext_lazy("Strand: %(name)s"),
    PartKind.THEME: gettext_lazy("Theme %(name)s"),
    GROUP: gettext_lazy("Group: %(name)s"),
    MEMBER: gettext_lazy("Member: %(name)s"),
}


@dataclass(frozen=True)
class Box:
    """``kind`` gives the outline; ``text`` is what it is called when it is read aloud."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[str, int]]
    url: str
    text: str


@dataclass(frozen=True)
class Folded(Node):
    """Groups or members that are too many to be drawn; ``url`` lists them."""


@dataclass
class Figure:
    """``edges`` are paths, drawn below the boxes."""

    width: int
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)


def wide_figure(roots: tuple[Node, ...]) -> Figure:
    """The figure of some roots of a structure, in four columns; all of them on a screen, one each on paper."""
    figure, top = Figure(WIDE), 2
    for root in map(_folded, roots):
        top += _place_wide(figure, root, top, _height(root)) + 2 * GAP
    figure.height = max(top - 2 * GAP, 0) + 2
    return figure


def narrow_figure(roots: tuple[Node, ...]) -> Figure:
    """The same as a tree from top to bottom, for the width of a phone."""
    figure, top = Figure(NARROW), 2
    for root in map(_folded, roots):
        top = _place_narrow(figure, root, top) + GAP
    figure.height = top
    return figure


def structure_svg(structure: Structure, *, links: bool = True, narrow: bool = False) -> SafeString:
    """The whole figure as one SVG element; without ``links`` it is a picture for paper and mail."""
    figure = (narrow_figure if narrow else wide_figure)(structure.roots)
    return draw(figure, structure, links=links)


def paper_svgs(structure: Structure) -> list[SafeString]:
    """One picture for each area and strand, and one for the groups: a picture cannot go on from page to page."""
    roots = [(root,) for root in (*structure.areas, *structure.strands)]
    if structure.groups:
        roots.append(structure.groups)
    return [
        draw(wide_figure(group), structure, links=False, part=group[0] if len(group) == 1 else None) for group in roots
    ]


def draw(figure: Figure, structure: Structure, *, links: bool, part: Node | None = None) -> SafeString:
    """A figure as an SVG element. ``part`` is named in its title when it shows one root only."""
    title = _("Structure of %(network)s") % {"network": structure.network_name}
    if part:
        title = f"{title}: {part.label}"
    title = escape(title)
    role, caption = ("group", "") if links else ("img", f"<title>{title}</title>")
    edges, boxes = "".join(figure.edges), "".join(_drawn(box, links=links) for box in figure.boxes)
    return SafeString(
        f'<svg class="structure-figure" xmlns="http://www.w3.org/2000/svg" width="100%" role="{role}"'
        f' viewBox="0 0 {figure.width} {figure.height}" aria-label="{title}"'
        f' font-family="Source Sans Pro, DejaVu Sans, sans-serif" font-size="13">{caption}'
        f'<path class="structure-edge" d="{edges}" fill="none" stroke="#555555" stroke-width="1"></path>{boxes}</svg>'
    )


def _drawn(box: Box, *, links: bool) -> str:
    """A box with its words, as a link or without one."""
    x = box.x + PAD
    lines = " ".join(f'<tspan x="{x}" y="{y}">{escape(line)}</tspan>' for line, y in box.lines)
    weight = "" if DEPTHS[box.kind] else ' font-weight="600"'
    drawn = (
        f'<rect class="structure-box structure-{box.kind}" x="{box.x}" y="{box.y}" width="{box.width}"'
        f' height="{box.height}" fill="#ffffff" {OUTLINES[box.kind]}></rect>'
        f'<text class="structure-text" fill="#000000"{weight}>{lines}</text>'
    )
    return f'<a href="{escape(box.url)}" aria-label="{escape(box.text)}">{drawn}</a>' if links else drawn


def _folded(node: Node) -> Node:
    """The thing with one box for its groups where they are too many, and one for its members."""
    children: list[Node] = []
    for kind, same in itertools.groupby(node.children, key=lambda child: child.kind):
        some = [_folded(child) for child in same]
        children += [_fold(node, kind, len(some))] if kind in (GROUP, MEMBER) and len(some) > MANY else some
    return replace(node, children=tuple(children))


def _fold(node: Node, kind: str, count: int) -> Folded:
    if kind == GROUP:
        name = ngettext("%(count)d group", "%(count)d groups", count) % {"count": count}
    else:
        name = ngettext("%(count)d member", "%(count)d members", count) % {"count": count}
    return Folded(kind, node.pk, name, node.url)


def _height(node: Node) -> int:
    """How high a thing is together with what stands to its right."""
    below = sum(_height(child) + gap for child, gap in _with_gaps(node))
    return max(_own_height(node), below)


def _with_gaps(node: Node) -> list[tuple[Node, int]]:
    """What stands to the right of a thing, each with the room above it; members follow one another closely."""
    kinds = [child.kind for child in node.children]
    gaps = [0 if pair == (MEMBER, MEMBER) else GAP for pair in itertools.pairwise(kinds)]
    return list(zip(node.children, [0, *gaps], strict=False))


def _own_height(node: Node, width: int | None = None) -> int:
    lines = len(_wrapped(node, width or COLUMNS[node.kind][1]))
    return LINE * lines + (MEMBER_LINE - LINE if node.kind == MEMBER else 2 * PAD)


def _place_wide(figure: Figure, node: Node, top: int, height: int) -> int:
    """Draw the thing over its whole height, what belongs to it to its right, and the lines between; the height."""
    x, width = COLUMNS[node.kind]
    # Areas and strands embrace what is theirs; a theme or group stands in the middle of it.
    own = height if DEPTHS[node.kind] == 0 else _own_height(node)
    y = top + (height - own) // 2
    _add(figure, node, x, y, width, own)
    rows = [(child, gap, _height(child)) for child, gap in _with_gaps(node)]
    child_top = top + (height - sum(gap + child_height for _child, gap, child_height in rows)) // 2
    for child, gap, child_height in rows:
        child_top += gap
        child_x, middle = COLUMNS[child.kind][0], child_top + child_height // 2
        start = y + own // 2
        # An area has its side for them all; elsewhere a step of a pixel would be a mistake of rounding.
        if DEPTHS[node.kind] == 0 or abs(start - middle) < 3:
            start = middle
        # Beside the theme, so that the line to a member that has joined it runs past its groups.
        turn = COLUMNS[GROUP if node.kind == PartKind.THEME else child.kind][0] - 10
        figure.edges.append(f"M{x + width} {start}H{turn}V{middle}H{child_x}")
        _place_wide(figure, child, child_top, child_height)
        child_top += child_height
    return height


def _place_narrow(figure: Figure, node: Node, top: int, left: int = 2) -> int:
    """Draw the thing and, further in, what belongs to it; returns where the next one may begin."""
    width = NARROW - left - 2
    own = _own_height(node, width)
    _add(figure, node, left, top, width, own)
    bottom = top + own
    for child in node.children:
        child_top = bottom + (0 if child.kind == MEMBER else GAP)
        middle = child_top + _own_height(child, width - STEP) // 2
        figure.edges.append(f"M{left + 8} {top + own}V{middle}H{left + STEP}")
        bottom = _place_narrow(figure, child, child_top, left + STEP)
    return bottom


def _add(figure: Figure, node: Node, x: int, y: int, width: int, height: int) -> None:
    lines = _wrapped(node, width)
    first = y + (height - LINE * len(lines)) // 2 + LINE - 4
    figure.boxes.append(
        Box(
            kind=node.kind,
            x=x,
            y=y,
            width=width,
            height=height,
            lines=[(line, first + LINE * number) for number, line in enumerate(lines)],
            url=node.url,
            text=node.label if isinstance(node, Folded) else WORDS[node.kind] % {"name": node.label},
        )
    )


def _wrapped(node: Node, width: int) -> list[str]:
    letter = LETTER if DEPTHS[node.kind] else BOLD_LETTER
    return _lines(node.label, int((width - 2 * PAD) / letter))


# Asked for each thing again by all that stands to the left of it.
@lru_cache(maxsize=4096)
def _lines(label: str, letters: int) -> list[str]:
    return textwrap.wrap(label, width=letters) or [""]
