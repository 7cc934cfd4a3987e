"""The wall of a workshop day: the lines that are shown, newest first, by workshop or by municipality."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.translation import gettext as _

from core.fingerprints import fingerprint
from workshops.enums import Showing
from workshops.models import FollowUp, Line, Reflection, Workshop, WorkshopDay
from workshops.queries.lines import by_municipality

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
    return fingerprint(told)[:16]


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
    """Sets ``where``: the workshop's letter, or what a next step is about."""
    codes = {one.pk: one.code for one in workshops}
    for line in lines:
        if isinstance(line, FollowUp):
            line.where = line.topic_words
        else:
            line.where = codes.get(line.workshop_id, "")


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
    return [(name or _("Without a municipality"), own) for name, own in by_municipality(lines).items()]
