"""The form field and the filter: what is typed, shown again, refused, and found."""

import datetime

import django_filters
import pytest
from django import forms
from django.db import connection, models
from django.test.utils import isolate_apps
from django.utils import translation

from core.fuzzydates import FuzzyDate, Look, Precision, parse
from core.fuzzydates.db import FuzzyDateColumns
from core.fuzzydates.forms import FuzzyDateField, FuzzyDateRangeFilter

TODAY = datetime.date(2008, 11, 12)

NOT_UNDERSTOOD = (
    "The date was not understood. Write for example 15.1.2009, 15.–16.1.2009, 1/2009, April 2008, autumn 2009, "
    "week 12/2027, 2010, as soon as possible or upcoming."
)


def today():
    return TODAY


def fuzzy(text, day=TODAY):
    return parse(text, today=day)


class WishForm(forms.Form):
    wished = FuzzyDateField(today=today, required=False, help_text="")


@pytest.fixture(scope="module")
def visit_model():
    with isolate_apps("core"):

        class Visit(models.Model):
            place = models.CharField(max_length=10, blank=True)
            wished = FuzzyDateColumns("wished date")

            class Meta:
                app_label = "core"

            def __str__(self):
                return str(self.wished)

    return Visit


@pytest.fixture
def visits(db, visit_model):
    """The manager of the model, its table made for one test."""
    with connection.schema_editor() as editor:
        editor.create_model(visit_model)
    return visit_model.objects


@pytest.fixture
def filterset(visit_model):
    """A filter bar with one date."""

    class VisitFilter(django_filters.FilterSet):
        date = FuzzyDateRangeFilter("wished", today=today)

        class Meta:
            model = visit_model
            fields = []

    return VisitFilter


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_field_cleans_to_a_fuzzy_date():
    form = WishForm({"wished": " to 15.1. klo 9.30–12 "})

    assert form.is_valid()
    assert form.cleaned_data == {"wished": fuzzy("to 15.1. klo 9.30–12")}


@pytest.mark.parametrize("data", [{}, {"wished": ""}, {"wished": " \u00a0\u200e"}])
def test_field_cleans_nothing_to_none(data):
    form = WishForm(data)

    assert form.is_valid()
    assert form.cleaned_data == {"wished": None}


def test_field_required_refuses_nothing():
    form = WishForm({"wished": " "})
    form.fields["wished"].required = True

    assert form.errors == {"wished": ["This field is required."]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("joskus", NOT_UNDERSTOOD),
        ("31.2.2009", "There is no such date. Check the day, the week and the month."),
        ("pe 15.1.2009", "15.1.2009 is a Thursday. Check the date, or leave the weekday out."),
        ("15.1.2009" + "x" * 120, "The date can be at most 120 characters long."),
        ("2500", "The year must be between 1900 and 2100."),
    ],
)
def test_field_refuses_with_a_text_and_keeps_what_was_typed(text, message):
    form = WishForm({"wished": text})

    assert form.errors == {"wished": [message]}
    assert form["wished"].value() == text


def test_field_shows_the_text_as_written():
    form = WishForm(initial={"wished": fuzzy("Syksyllä 2008")})

    assert str(form["wished"]) == (
        '<input type="text" name="wished" value="Syksyllä 2008" data-fuzzy-date="ahead" maxlength="120" '
        'autocomplete="off" id="id_wished">'
    )


@pytest.mark.parametrize(
    ("initial", "typed", "expected"),
    [
        (None, "", False),
        (None, "syksy 2008", True),
        ("syksy 2008", " syksy\u00a02008 ", False),
        ("syksy 2008", "syksy 2009", True),
        ("syksy 2008", "", True),
    ],
)
def test_field_has_changed_when_the_text_has(initial, typed, expected):
    form = WishForm({"wished": typed}, initial={"wished": initial and fuzzy(initial)})

    assert form.has_changed() is expected


def test_field_disabled_keeps_its_value():
    form = WishForm({"wished": "kevät 2010"}, initial={"wished": fuzzy("syksy 2008")})
    form.fields["wished"].disabled = True

    assert form.is_valid()
    assert form.cleaned_data == {"wished": fuzzy("syksy 2008")}
    assert form.has_changed() is False


def test_field_unchanged_keeps_the_stored_days():
    stored = fuzzy("vuoden kuluttua helmikuussa", datetime.date(2006, 2, 20))
    form = WishForm({"wished": "vuoden kuluttua helmikuussa"}, initial={"wished": stored})

    assert form.is_valid()
    assert form.cleaned_data == {"wished": stored}


def test_field_unchanged_keeps_an_imported_text():
    raw = FuzzyDate(None, None, Precision.UNKNOWN, "puuttuu lähteestä")
    form = WishForm({"wished": "puuttuu lähteestä"}, initial={"wished": raw})

    assert form.is_valid()
    assert form.cleaned_data == {"wished": raw}


def test_field_looks_back_when_told():
    field = FuzzyDateField(today=today, look=Look.BACK)

    assert field.clean("15.1.").earliest == datetime.date(2008, 1, 15)


def test_model_form_finds_the_stored_date(visit_model):
    class VisitForm(forms.ModelForm):
        wished = FuzzyDateField(today=today, required=False)

        class Meta:
            model = visit_model
            fields = ["place", "wished"]

    stored = fuzzy("15.1.", datetime.date(2005, 1, 1))

    shown = VisitForm(instance=visit_model(wished=stored))
    posted = VisitForm({"wished": "15.1."}, instance=visit_model(wished=stored))

    assert shown["wished"].value() == "15.1."
    assert posted.has_changed() is False
    assert posted.is_valid()
    assert posted.cleaned_data["wished"] == stored


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["syksy 2009", "15.1.2010", "tulossa", None]),
        ("loppuvuosi 2009", ["syksy 2009"]),
        ("12/2009 – 1/2010", ["syksy 2009", "15.1.2010"]),
        ("2008", []),
        ("kommande", ["tulossa"]),
    ],
)
def test_filter_keeps_rows_that_overlap(visits, filterset, typed, expected):
    for value in ("syksy 2009", "15.1.2010", "tulossa"):
        visits.create(wished=fuzzy(value))
    visits.create()

    found = filterset({"date": typed}, visits.order_by("pk")).qs

    assert [visit.wished and str(visit.wished) for visit in found] == expected


def test_filter_refuses_what_it_does_not_understand(visits, filterset):
    bar = filterset({"date": "joskus"}, visits.all())

    assert bar.is_valid() is False
    assert bar.errors == {"date": [NOT_UNDERSTOOD]}
    assert bar.form["date"].label == "Date"
