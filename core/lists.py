"""Long lists: pages by key instead of by number, so that the thousandth page costs what the first does."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

COUNT_UP_TO = 1000


@dataclass(frozen=True)
class Ordering:
    """A way to sort a list: ``field`` (never null) and then the primary key, both in one direction."""

    label: Any
    field: str = "pk"
    descending: bool = True

    def keys(self, *, backwards: bool = False) -> list[str]:
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}{name}" for name in dict.fromkeys([self.field, "pk"])]

    def beyond(self, cursor: tuple[Any, int], *, backwards: bool = False) -> Q:
        """Rows after the cursor (before it, backwards)."""
        value, pk = cursor
        side = "lt" if self.descending != backwards else "gt"
        if self.field == "pk":
            return Q(**{f"pk__{side}": pk})
        # The first condition is implied by the second; it lets the database start at the right place of the index.
        return Q(**{f"{self.field}__{side}e": value}) & (
            Q(**{f"{self.field}__{side}": value}) | Q(**{self.field: value, f"pk__{side}": pk})
        )


@dataclass(frozen=True)
class KeysetPage:
    """One page: its rows, the cursors of its neighbours ("" where there is none) and how many rows there are in all.

    ``count`` is exact up to ``COUNT_UP_TO`` and ``None`` beyond: counting a large set costs more than showing it.
    """

    rows: list[Model]
    next: str
    previous: str
    count: int | None

    @property
    def count_text(self) -> str:
        if self.count is None:
            return _("over %(count)d") % {"count": COUNT_UP_TO}
        return str(self.count)


def keyset_page(queryset: QuerySet, ordering: Ordering, *, after: str, before: str, size: int) -> KeysetPage:
    """The page after (or before) a cursor; an unreadable cursor means the first page.

    Two queries; one where the first page holds everything, as a search without a match would read the set twice.
    """
    backwards = bool(before)
    rows = queryset.order_by(*ordering.keys(backwards=backwards))
    try:
        cursor = _read_cursor(queryset.model, ordering, before or after)
    except (ValueError, ValidationError):
        cursor, backwards = None, False
        rows = queryset.order_by(*ordering.keys())
    if cursor:
        rows = rows.filter(ordering.beyond(cursor, backwards=backwards))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    count = len(found) if not (more or cursor) else queryset.order_by()[: COUNT_UP_TO + 1].count()
    has_next = bool(found) and (more or backwards)
    has_previous = bool(found) and (bool(cursor) if not backwards else more)
    return KeysetPage(
        rows=found,
        next=_cursor(found[-1], ordering) if has_next else "",
        previous=_cursor(found[0], ordering) if has_previous else "",
        count=count if count <= COUNT_UP_TO else None,
    )


def _cursor(row: Model, ordering: Ordering) -> str:
    value = getattr(row, ordering.field)
    return str(row.pk) if ordering.field == "pk" else f"{value.isoformat()}_{row.pk}"


def _read_cursor(model: type[Model], ordering: Ordering, text: str) -> tuple[Any, int] | None:
    if not text:
        return None
    if ordering.field == "pk":
        return None, int(text)
    value, _sign, pk = text.partition("_")
    parsed = model._meta.get_field(ordering.field).to_python(value)
    if not isinstance(parsed, date):
        raise ValueError(text)
    return parsed, int(pk)
