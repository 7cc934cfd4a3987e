"""Two versions of a method side by side, field by field, lists and zones included."""

from dataclasses import dataclass

from core.differences import difference
from methods.enums import Language
from methods.models import MethodVersion
from methods.models.parts import LISTS, TEXTS
from methods.queries.words import fact_words, language_label, row_words

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

    @property
    def language_label(self) -> str:
        return language_label(self.language)


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
