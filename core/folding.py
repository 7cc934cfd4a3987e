"""Search without accents: what people type and what is stored are compared in a folded form.

The folded form is a generated column of the row itself (``Folded``), so nothing can forget to keep it true; the
database's own unaccent extension is not at hand everywhere.
"""

import unicodedata
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat

from core.fields import GuardedTextField
from core.guard import strip_controls
from core.privacy import DataClass, Keep

# Letters of the Nordic and Sámi languages and the accents of Europe's names. Postgres' translate() and Python's
# str.translate() take the same two lines; a change here needs a migration that computes the columns anew.
_LETTERS = (
    "ÀÁÂÃÄÅĀàáâãäåāÇČĆçčćĐÐđðÈÉÊËĒĖèéêëēėǤǦĢǥǧģÌÍÎÏĪìíîïīǨĶǩķŁĻłļÑŃŅŊñńņŋÒÓÔÕÖØŌòóôõöøōŠŚšśŦŧÙÚÛÜŪùúûüūÝýÿŽŻŹžżź"
)
_PLAIN = "AAAAAAAaaaaaaaCCCcccDDddEEEEEEeeeeeeGGGgggIIIIIiiiiiKKkkLLllNNNNnnnnOOOOOOOoooooooSSssTtUUUUUuuuuuYyyZZZzzz"
_TABLE = str.maketrans(_LETTERS, _PLAIN)


def fold(text: str) -> str:
    """Lower case, without accents, ä and ö: "Äänekoski" and "aanekoski" fold alike."""
    return unicodedata.normalize("NFC", strip_controls(text)).translate(_TABLE).lower()


class Folded(models.Func):
    """The same in the database. Immutable on Postgres, so it may stand in a generated column."""

    arity = 1
    template = f"lower(translate(%(expressions)s, '{_LETTERS}', '{_PLAIN}'))"
    output_field = models.TextField()


def search_column(*names: str, holds: DataClass, keep: Keep, long: bool = False) -> models.GeneratedField:
    """The named fields in folded form, one after the other; kept true by the database. ``long``: text fields."""
    parts = [part for name in names for part in (Value(" "), name)][1:]
    # Said only where it must be: migrations hold the expressions as they were written.
    joined = {"output_field": models.TextField()} if long else {}
    expression = Folded(Concat(*parts, **joined) if len(parts) > 1 else parts[0])
    return models.GeneratedField(
        expression=expression, output_field=GuardedTextField(holds=holds, keep=keep), db_persist=True
    )


# Each word is a condition of the query: what is typed or sent must not decide how large it grows.
WORDS = 12
WORD_LENGTH = 100


class FoldedSearchMixin:
    """Rows found by any part of their names, in any order. For querysets over a ``Folded`` column."""

    search_column = "search_text"
    search_order: tuple[str, ...] = ("pk",)

    def search(self, words: str, *, also: tuple[str, ...] = ()) -> Self:
        """Rows that hold every word, those that begin with them first; nothing for no words. Twelve words count.

        A word may stand in one of the columns of ``also`` instead, which are in folded form too.
        """
        needles = [needle[:WORD_LENGTH] for needle in fold(words).split()[:WORDS]]
        if not needles:
            return self.none()
        return self.filter(self._matches(needles, also)).order_by(self._rank(needles), *self.search_order)

    def _matches(self, needles: list[str], also: tuple[str, ...] = ()) -> Q:
        columns = (self.search_column, *also)
        return Q(*(reduce(or_, [Q(**{f"{column}__contains": needle}) for column in columns]) for needle in needles))

    def _rank(self, needles: list[str]) -> Case:
        def column(lookup: str, text: str) -> Q:
            return Q(**{f"{self.search_column}__{lookup}": text})

        begins: Any = column("startswith", " ".join(needles))
        word_begins: Any = column("startswith", needles[0]) | column("contains", f" {needles[0]}")
        return Case(When(begins, then=Value(0)), When(word_begins, then=Value(1)), default=Value(2))
