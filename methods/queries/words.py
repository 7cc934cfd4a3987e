"""What the fields of a version are called, and what they say, in words that people read."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from methods.enums import Domain, Language, Party
from methods.models import MethodVersion, VersionText
from methods.models.parts import TEXTS

LIST_LABELS: dict[str, Promise] = {
    "placements": gettext_lazy("Places on the zones"),
    "situations": gettext_lazy("Situations"),
    "participant_rules": gettext_lazy("Who takes part"),
    "facilitator_rules": gettext_lazy("Facilitators"),
    "phases": pgettext_lazy("of a method", "Phases"),
    "documents": pgettext_lazy("made by a method", "Documents"),
    "legal_bases": gettext_lazy("Legal bases"),
    "evidence": gettext_lazy("Evidence"),
    "instead": gettext_lazy("Methods to use instead"),
}
# What a row of a list says is told without its place and its key.
_NOT_SAID = {"id", "version", "position"}
_CODES = {**dict(Domain.choices), **dict(Party.choices)}


def field_label(name: str) -> str:
    """The name of a text, a fact or a list; "facts" are those facts together."""
    if name == "facts":
        return _("Facts")
    if name in LIST_LABELS:
        return str(LIST_LABELS[name])
    model = VersionText if name in TEXTS else MethodVersion
    return capfirst(str(model._meta.get_field(name).verbose_name))


def language_label(language: str) -> str:
    """ "Finnish", as a heading has it."""
    return capfirst(str(Language(language).label))


def fact_words(version: MethodVersion, field: str) -> str:
    """A fact as people read it; empty when nothing is said."""
    return _words(version, version._meta.get_field(field))


def row_words(row: models.Model) -> str:
    """All that a row of a list says, in one line."""
    said = [(field, _words(row, field)) for field in row._meta.fields if field.name not in _NOT_SAID]
    return " · ".join(f"{field.verbose_name}: {words}" for field, words in said if words)


def _words(row: models.Model, field: models.Field) -> str:
    value: Any = getattr(row, field.name)
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if isinstance(value, list):
        return "; ".join(str(_CODES.get(one, one)) for one in value)
    if isinstance(value, date):
        return date_format(value)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return "" if value is None else str(value)
