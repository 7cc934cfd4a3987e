"""Two versions of a method side by side, field by field, lists and zones included."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from core.differences import difference
from methods.enums import Language
from methods.models import MethodVersion
from methods.models.parts import LISTS, TEXTS

FACTS = (
    "orderability",
    "needs_follow_up",
    "domains",
    "age_from",
    "age_to",
    "consent",
    "sessions_from",
    "sessions_to",
    "lead_days",
    "follow_up_weeks",
    "cost_basis",
    "free_for_family",
    "sources",
    "unchecked",
)
# What a row of a list says is compared without its place and its key.
_NOT_SAID = {"id", "version", "position"}


@dataclass(frozen=True)
class Change:
    """A field that differs. Of a text ``runs`` are the words that came and went; of a list ``out`` and ``came``."""

    field: str
    language: str = ""
    before: str = ""
    after: str = ""
    runs: tuple[tuple[str, str], ...] = ()
    out: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    moved: bool = False


def changed_fields(older: MethodVersion, newer: MethodVersion) -> list[str]:
    """Names of the texts, facts and lists that differ."""
    return list(dict.fromkeys(change.field for change in compare(older, newer)))


def compare(older: MethodVersion, newer: MethodVersion) -> list[Change]:
    """All that differs between two versions, texts first, then facts, then lists."""
    changes = [*_texts(older, newer)]
    for field in FACTS:
        if getattr(older, field) != getattr(newer, field):
            changes.append(Change(field, before=fact_words(older, field), after=fact_words(newer, field)))
    for name in LISTS:
        before, after = (
            [row_words(row) for row in getattr(older, name).all()],
            [row_words(row) for row in getattr(newer, name).all()],
        )
        if before != after:
            out = tuple(words for words in before if words not in after)
            came = tuple(words for words in after if words not in before)
            changes.append(Change(name, out=out, came=came, moved=not out and not came))
    return changes


def _texts(older: MethodVersion, newer: MethodVersion) -> list[Change]:
    one = {text.language: text for text in older.texts.all()}
    other = {text.language: text for text in newer.texts.all()}
    changes = []
    for field in TEXTS:
        for language in Language.values:
            before = getattr(one[language], field) if language in one else ""
            after = getattr(other[language], field) if language in other else ""
            if before != after:
                changes.append(Change(field, language, before, after, tuple(difference(before, after))))
    return changes


def fact_words(version: MethodVersion, field: str) -> str:
    """A fact as people read it."""
    value = getattr(version, field)
    if hasattr(version, f"get_{field}_display"):
        return str(getattr(version, f"get_{field}_display")())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def row_words(row: models.Model) -> str:
    """All that a row of a list says, in one line."""
    parts: list[Any] = []
    for field in row._meta.fields:
        if field.name in _NOT_SAID:
            continue
        value = getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)
        if value not in (None, "", []):
            parts.append(f"{field.verbose_name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    return " · ".join(parts)
