"""The wall of a workshop day: the lines that are shown, newest first, by workshop or by municipality."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.translation import gettext as _

from workshops.enums import Showing, Topic
from workshops.models import FollowUp, Line, Reflection, Workshop, WorkshopDay

# Lines of all columns together, and of one column at most: a screen holds no more, and the page stays light.
LINES_IN_ALL, LINES_IN_A_COLUMN = 120, 8
NEWEST = 3


@dataclass(frozen=True)
class Column:
    """``lines``: the newest ones; ``more``: how many older ones there are; ``count``: all of them."""

    title: str
    lines: list[Line]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Wall:
    columns: list[Column]
    newest: list[Line]
    count: int


def wall_mark(day: WorkshopDay) -> str:
    """Changes whenever the wall does. Three small queries.

    Lines never wait again, and versions only grow: so their number and the sum of their versions tell.
    """
    parts = [_mark(rows.exclude(showing=Showing.WAITING)) for rows in (day.reflections.all(), day.follow_ups.all())]
    told = [day.version, *parts, _mark(day.workshops.all())]
    return sha256(repr(told).encode()).hexdigest()[:16]


def _mark(rows: QuerySet) -> tuple:
    return tuple(rows.order_by().aggregate(Count("pk"), Max("pk"), Sum("version")).values())


def wall(day: WorkshopDay, *, by_municipality: bool) -> Wall:
    """Columns of the workshops and "in general" and "how we go on"; or of the municipalities. Three queries."""
    lines = _newest_first([*_shown(day.reflections), *_shown(day.follow_ups)])
    workshops = list(day.workshops.all())
    tell_where(lines, workshops)
    groups = _by_municipality(lines) if by_municipality else _by_workshop(lines, workshops)
    limit = max(1, min(LINES_IN_A_COLUMN, LINES_IN_ALL // max(1, len(groups))))
    columns = [Column(title, own[:limit], len(own)) for title, own in groups]
    return Wall(columns, lines[:NEWEST], len(lines))


def tell_where(lines: Iterable[Line], workshops: Iterable[Workshop]) -> None:
    """Sets ``key`` of pages ("r12", "f5") and ``where``: the workshop's letter, or what a next step is about."""
    codes = {one.pk: one.code for one in workshops}
    for line in lines:
        line.line_key = key_of_line(line)
        if isinstance(line, FollowUp):
            line.where = line.topic_label or str(Topic(line.topic).label)
        else:
            line.where = codes.get(line.workshop_id, "")


def key_of_line(line: Line) -> str:
    """How pages name a line: comments and next steps have numbers of their own."""
    return f"{'r' if isinstance(line, Reflection) else 'f'}{line.pk}"


def _shown(rows: QuerySet) -> QuerySet:
    return rows.shown().defer("printed") if rows.model is Reflection else rows.shown()


def _newest_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.sent_at, line.pk), reverse=True)


def _by_workshop(lines: list[Line], workshops: list[Workshop]) -> list[tuple[str, list[Line]]]:
    comments = [line for line in lines if isinstance(line, Reflection)]
    groups = [(str(one), [line for line in comments if line.workshop_id == one.pk]) for one in workshops]
    general = [line for line in comments if line.workshop_id is None]
    steps = [line for line in lines if isinstance(line, FollowUp)]
    return groups + [(title, own) for title, own in ((_("In general"), general), (_("How we go on"), steps)) if own]


def _by_municipality(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    names = sorted({line.municipality_label for line in lines} - {""})
    groups = [(name, [line for line in lines if line.municipality_label == name]) for name in names]
    unsigned = [line for line in lines if not line.municipality_label]
    return groups + ([(_("Without a municipality"), unsigned)] if unsigned else [])
