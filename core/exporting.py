"""Everything that is held of somebody, for that person: on a page, and as JSON (GDPR art. 15 and 20).

The apps say with ``register_exporter`` what they hold of a kind of somebody ("network.person"), as tables of plain
values. The concern of an order is in none of them, and what is somebody else's neither.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

# A page shows so many rows of a part; the files have all.
SHOWN_ROWS = 200


@dataclass(frozen=True)
class Column:
    """``name`` is the key in JSON; ``choices`` are the words for codes, where the values are codes."""

    name: str
    label: str | Promise
    choices: Mapping[Any, str | Promise] = field(default_factory=dict)

    def words(self, value: Any) -> str:
        """A value as a person reads it."""
        return str(self.choices[value]) if isinstance(value, str) and value in self.choices else _words(value)


@dataclass(frozen=True)
class Part:
    """Rows of one kind. ``rows`` hold text, numbers, days, times, booleans, and lists and dicts of text."""

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]

    @property
    def shown_rows(self) -> list[list[str]]:
        return self._words(self.rows[:SHOWN_ROWS])

    @property
    def hidden_count(self) -> int:
        return max(0, len(self.rows) - SHOWN_ROWS)

    @property
    def all_rows(self) -> list[list[str]]:
        return self._words(self.rows)

    def _words(self, rows: list[tuple[Any, ...]]) -> list[list[str]]:
        return [[column.words(value) for column, value in zip(self.columns, row, strict=True)] for row in rows]


# Takes the key of somebody and, where only what belongs to one tenant is asked for, the key of that.
Exporter = Callable[[int, int | None], list[Part]]

_exporters: dict[str, list[tuple[bool, Exporter]]] = {}


def register_exporter(kind: str, exporter: Exporter, *, last: bool = False) -> None:
    """Name a function that tells what is held of a kind of somebody; several apps may each tell their own part."""
    _exporters.setdefault(kind, []).append((last, exporter))


def parts_of(kind: str, key: int, *, within: int | None = None) -> list[Part]:
    """What all apps hold of somebody, in the order in which they registered. Some queries for each app."""
    exporters = sorted(_exporters[kind], key=lambda one: one[0])
    return [part for _last, exporter in exporters for part in exporter(key, within)]


def part_of(
    name: str, title: str | Promise, rows: models.QuerySet, columns: Mapping[str, str | Promise | None]
) -> Part:
    """The named lookups of rows as a part: ``{"order__number": label}``, or None for the field's own name. One query.

    The last part of a lookup without a label must be a field of the model that it leads to.
    """
    found = {lookup: _field(rows.model, lookup) for lookup in columns}
    heads = tuple(
        Column(lookup.replace("__", "_"), label or found[lookup].verbose_name, dict(found[lookup].flatchoices))
        for lookup, label in columns.items()
    )
    return Part(name, title, heads, list(rows.values_list(*columns)))


def as_json(parts: list[Part]) -> str:
    """The parts as a file for machines.

    Shape: {"made_at": ISO time, "parts": [{"name", "title", "rows": [{column: value}]}]}; days and times are ISO text.
    """
    told = {
        "made_at": timezone.now(),
        "parts": [
            {
                "name": part.name,
                "title": str(part.title),
                "rows": [
                    {column.name: value for column, value in zip(part.columns, row, strict=True)} for row in part.rows
                ],
            }
            for part in parts
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain)


def _field(model: type[models.Model], lookup: str) -> models.Field:
    *relations, last = lookup.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return model._meta.get_field(last)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime, time)) else str(value)


def _words(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, time):
        return time_format(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(one)}" for name, one in value.items()) or "–"
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(one) for one in value) or "–"
    return str(value)
