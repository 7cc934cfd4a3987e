"""Fuzzy dates in rows: four plain columns, one attribute, and what queries need.

``wished = FuzzyDateColumns(_("wished date"))`` in a model makes the columns ``wished_earliest``, ``wished_latest``,
``wished_precision`` and ``wished_text``, and ``order.wished`` reads and sets a ``FuzzyDate`` or ``None``.
The attribute is also an argument of the model (``Order(wished=…)``), but no field: queries name the columns,
``save(update_fields=…)`` takes ``fuzzy_columns("wished")``, and the constraint is ``fuzzy_check("wished")``.
"""

import datetime

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import OrderBy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField
from core.fuzzydates.enums import UNDATED, Precision
from core.fuzzydates.parsing import times_of
from core.fuzzydates.values import MAX_LENGTH, FuzzyDate
from core.privacy import DataClass, Keep

_SUFFIXES = ("earliest", "latest", "precision", "text")


class FuzzyDateColumns:
    """Adds the four columns of a fuzzy date to a model, and the attribute that joins them.

    A row that must have a date takes ``blank=False`` here and in ``fuzzy_check``, which is what refuses: Django does
    not check columns that no form edits. Migrations see the four columns only.
    """

    def __init__(
        self,
        label: str,
        *,
        blank: bool = True,
        holds: DataClass = DataClass.INTERNAL,
        keep: Keep = Keep.RECORD,
    ) -> None:
        # Made here and not in contribute_to_class: Django sorts columns by when their fields were made.
        self.columns = {
            "earliest": models.DateField(
                format_lazy("{} ({})", label, pgettext_lazy("of a date", "earliest")),
                null=True,
                blank=True,
                editable=False,
            ),
            "latest": models.DateField(
                format_lazy("{} ({})", label, pgettext_lazy("of a date", "latest")),
                null=True,
                blank=True,
                editable=False,
            ),
            "precision": GuardedCharField(
                format_lazy("{} ({})", label, pgettext_lazy("of a date", "precision")),
                max_length=10,
                choices=Precision,
                blank=blank,
                editable=False,
                holds=holds,
                keep=keep,
            ),
            "text": GuardedCharField(
                label,
                max_length=MAX_LENGTH,
                blank=blank,
                editable=False,
                holds=holds,
                keep=keep,
            ),
        }

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        """Called by Django when the model class is made."""
        for suffix, column in self.columns.items():
            cls.add_to_class(f"{name}_{suffix}", column)
        setattr(cls, name, _attribute(name))


def _attribute(name: str) -> property:
    """A real ``property``, because Django's models take those as arguments."""

    def read(row: models.Model) -> FuzzyDate | None:
        """The fuzzy date; a query only where its columns were deferred."""
        earliest, latest, precision, text = (getattr(row, column) for column in fuzzy_columns(name))
        if not precision:
            return None
        starts, ends = times_of(text)
        return FuzzyDate(earliest, latest, Precision(precision), text, starts_time=starts, ends_time=ends)

    def write(row: models.Model, value: FuzzyDate | None) -> None:
        if value is not None and not isinstance(value, FuzzyDate):
            raise TypeError(f"{name} takes a FuzzyDate or None.")
        values = (value.earliest, value.latest, value.precision, value.text) if value else (None, None, "", "")
        for column, part in zip(fuzzy_columns(name), values, strict=True):
            setattr(row, column, part)

    return property(read, write)


def fuzzy_columns(name: str) -> list[str]:
    """The names of the columns, for ``update_fields``, ``only`` and ``values``."""
    return [f"{name}_{suffix}" for suffix in _SUFFIXES]


def fuzzy_check(name: str, *, blank: bool = True) -> models.CheckConstraint:
    """The constraint that a row holds a ``FuzzyDate`` or, if ``blank``, none.

    Both ends are there and in order, or neither is and the precision needs no days.
    """
    earliest, latest, precision, _text = fuzzy_columns(name)
    undated = ["", *UNDATED] if blank else list(UNDATED)
    return models.CheckConstraint(
        condition=Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True, f"{precision}__in": undated})
        | (
            # A comparison with NULL would pass the check, so both are named.
            Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False, f"{earliest}__lte": F(latest)})
            & ~Q(**{precision: ""})
        ),
        name=f"%(app_label)s_%(class)s_{name}_is_fuzzy_date",
        violation_error_message=_("The end is before the beginning. Check the dates.")
        if blank
        else _("A date is needed, and its end cannot be before its beginning."),
    )


def overlapping(name: str, from_date: datetime.date | None, to_date: datetime.date | None) -> Q:
    """Rows whose date could be within these days (both included, ``None``: no limit); only dated ones."""
    dated = Q(**{f"{name}_earliest__isnull": False})
    if to_date is not None:
        dated &= Q(**{f"{name}_earliest__lte": to_date})
    if from_date is not None:
        dated &= Q(**{f"{name}_latest__gte": from_date})
    return dated


def expired(name: str, on: datetime.date) -> Q:
    """Rows whose last possible day was before ``on``."""
    return Q(**{f"{name}_latest__lt": on})


def fuzzy_order(name: str, *, descending: bool = False) -> list[OrderBy]:
    """The order of ``FuzzyDate.sort_key`` for ``order_by``, rows without any date last; or exactly the reverse."""
    rank = Case(
        When(**{f"{name}_earliest__isnull": False}, then=Value(0)),
        *(When(**{f"{name}_precision": precision}, then=Value(rank)) for rank, precision in enumerate(UNDATED)),
        default=Value(len(UNDATED)),
    )
    keys = (F(f"{name}_earliest"), F(f"{name}_latest"))
    if descending:
        return [*(key.desc(nulls_first=True) for key in keys), rank.desc()]
    return [*(key.asc(nulls_last=True) for key in keys), rank.asc()]
