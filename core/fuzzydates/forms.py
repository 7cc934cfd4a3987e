"""A fuzzy date in a form and in a filter bar: one text input that takes what people type."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fuzzydates.db import overlapping
from core.fuzzydates.enums import Look
from core.fuzzydates.errors import FuzzyDateError
from core.fuzzydates.parsing import parse
from core.fuzzydates.values import MAX_LENGTH, FuzzyDate
from core.guard import one_line


class FuzzyDateField(forms.CharField):
    """Cleans to a ``FuzzyDate`` or ``None`` and shows the text as it was written.

    A text that is not changed keeps the stored days: "vuoden kuluttua helmikuussa" must not move on when the rest of
    the form is edited a year later, and an imported text that ``parse`` does not understand must not block the form.
    For that the form needs the stored ``FuzzyDate`` as initial; a model form finds it in its instance by itself.

    ``look`` says which year is meant when none is written; ``today`` is called for the day to reckon from.
    """

    def __init__(self, *, look=Look.AHEAD, today=timezone.localdate, **kwargs):
        kwargs.setdefault("help_text", _("For example 15.1.2009, April 2009, autumn 2009 or as soon as possible."))
        # Before the parent's work: it asks for the widget's attributes.
        self.look = look
        self.today = today
        super().__init__(empty_value=None, **kwargs)
        self.stored = None

    def get_bound_field(self, form, field_name):
        # The form's own copy of this field: called before anything is cleaned.
        value = getattr(getattr(form, "instance", None), field_name, None)
        if isinstance(value, FuzzyDate):
            form.initial.setdefault(field_name, value)
        initial = form.get_initial_for_field(self, field_name)
        self.stored = initial if isinstance(initial, FuzzyDate) else None
        return super().get_bound_field(form, field_name)

    def widget_attrs(self, widget):
        return {"data-fuzzy-date": self.look.value, "maxlength": str(MAX_LENGTH), "autocomplete": "off"}

    def prepare_value(self, value):
        return value.text if isinstance(value, FuzzyDate) else value

    def has_changed(self, initial, data):
        return not self.disabled and _tidy(initial) != _tidy(data)

    def to_python(self, value):
        if isinstance(value, FuzzyDate):
            return value
        text = super().to_python(value)
        if text is None or not _tidy(text):
            return None
        if self.stored is not None and not self.has_changed(self.stored, text):
            return self.stored
        try:
            return parse(text, today=self.today(), look=self.look)
        except FuzzyDateError as error:
            raise ValidationError(error.message, code=error.code) from error


class FuzzyDateRangeFilter(django_filters.Filter):
    """Keeps rows whose fuzzy date could be within the days written ("syksy 2009"), or is as open ("tulossa").

    ``field_name`` is the name given to ``FuzzyDateColumns``, also over relations (``order__wished``).
    """

    field_class = FuzzyDateField

    def __init__(self, field_name=None, lookup_expr=None, *, label=None, **kwargs):
        # django-filter would look for a field of this name and label it "[invalid name]".
        super().__init__(field_name, lookup_expr, label=label or _("Date"), **kwargs)

    def filter(self, qs, value):
        if value is None:
            return qs
        condition = Q(**{f"{self.field_name}_precision": value.precision})
        if value.is_dated:
            condition = overlapping(self.field_name, value.earliest, value.latest)
        rows = self.get_method(qs)(condition)
        return rows.distinct() if self.distinct else rows


def _tidy(value):
    return one_line(str(value or ""))
