"""A list of a draft as rows of fields. Rows are added, moved and removed by buttons, before anything is saved."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.forms.models import fields_for_model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin
from methods.enums import Language, Party
from methods.models import Method
from methods.services import part_model

MOST_ROWS = 60
ARRANGING = ("lisaa", "ylos", "alas", "poista")


class PartRow(CrispyMixin, forms.Form):
    """One row; its fields are those of the list's model, which the service checks as a whole."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self._rows_of_fields())

    def _rows_of_fields(self):
        """The same words in three languages stand side by side, and so do numbers that belong together."""
        numbers = [name for name, field in self.fields.items() if isinstance(field, forms.IntegerField)]
        for name in self.fields:
            if name in numbers:
                if name == numbers[0]:
                    yield Div(*numbers, css_class="field-languages")
                continue
            stem, _mark, language = name.rpartition("_")
            if language == "fi":
                yield Div(*(f"{stem}_{code}" for code in Language.values), css_class="field-languages")
            elif language not in Language.values:
                yield name


class BasePartFormSet(forms.BaseFormSet):
    """Any row may stay empty, and is then no row."""

    def initial_form_count(self):
        return 0

    def total_form_count(self):
        if self.is_bound:
            return super().total_form_count()
        return len(self.initial or [{}])

    @property
    def kept(self):
        return [form for form in self.forms if form.has_changed()]

    @property
    def rows(self):
        """What the service saves, one dict for each of ``kept``."""
        return [form.cleaned_data for form in self.kept]

    def typed(self):
        """The rows as they were typed, right or wrong, for showing them again."""
        return [{name: form[name].value() for name in form.fields} for form in self.forms]

    def refuse(self, problems):
        """Put the service's refusals, ``{place: ValidationError}``, at their rows and fields."""
        kept = self.kept
        for place, error in problems.items():
            for name, refusals in error.update_error_dict({}).items():
                kept[place].add_error(name if name in kept[place].fields else None, refusals)

    @property
    def errors_or_none(self):
        return self.is_bound and (self.total_error_count() or self.non_form_errors())

    @property
    def asks_about_clues(self):
        """As ``CluesMixin.asks_about_clues``, of all rows; one box answers for them."""
        return any(form.asks_about_clues for form in self.forms)

    @property
    def may_save_anyway(self):
        return any(form.may_save_anyway for form in self.forms)

    @property
    def error_summary(self):
        """As ``CrispyMixin.error_summary``, of all rows."""
        found = [("", "", str(message)) for message in self.non_form_errors()]
        for number, form in enumerate(self.forms, start=1):
            for key, label, message in form.error_summary:
                words = _("Row %(number)d, %(label)s") if label else _("Row %(number)d")
                found.append((key, words % {"number": number, "label": label}, message))
        return found


def part_formset(part, *, method, data=None, rows=None):
    """The form set of a list in ``LISTS``: bound to ``data``, or showing ``rows``, dicts of the fields' values."""
    formset = forms.formset_factory(
        type("Row", (PartRow,), _fields_of(part, method)),
        formset=BasePartFormSet,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
    )
    return formset(data=data, initial=rows, prefix="rivi")


def arrange(rows, act, place):
    """The rows after a button of ``ARRANGING`` was pressed at a place, and the place to look at then."""
    place = min(max(place, 0), max(len(rows) - 1, 0))
    if act == "lisaa":
        return [*rows, {}][:MOST_ROWS], min(len(rows), MOST_ROWS - 1)
    if act == "poista":
        return rows[:place] + rows[place + 1 :], max(place - 1, 0)
    other = min(max(place + (1 if act == "alas" else -1), 0), max(len(rows) - 1, 0))
    rows = list(rows)
    if rows:
        rows[place], rows[other] = rows[other], rows[place]
    return rows, other


def _fields_of(part, method):
    fields = fields_for_model(part_model(part), exclude=("version", "position"))
    for name, field in fields.items():
        label = capfirst(str(field.label))
        if name == "present":
            fields[name] = field = forms.MultipleChoiceField(
                choices=Party.choices, required=False, widget=forms.CheckboxSelectMultiple
            )
        elif name == "method":
            field.queryset = Method.objects.exclude(pk=method.pk).order_by("name_fi")
        elif isinstance(field, forms.IntegerField):
            field.widget.attrs |= {"class": "input-short", "inputmode": "numeric"}
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        field.label = label
    return fields
