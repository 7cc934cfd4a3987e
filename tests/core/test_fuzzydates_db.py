"""Fuzzy dates in rows: columns, attribute, constraint, queries and order."""

import datetime
import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from django.utils.translation import gettext

from core.fuzzydates import FuzzyDate, Precision, parse
from core.fuzzydates.db import FuzzyDateColumns, expired, fuzzy_check, fuzzy_columns, fuzzy_order, overlapping

TODAY = datetime.date(2008, 11, 12)


def fuzzy(text):
    return parse(text, today=TODAY)


@pytest.fixture(scope="module")
def visit_model():
    """A model of its own, unknown to the rest of the project."""
    with isolate_apps("core"):

        class Dated(models.Model):
            wished = FuzzyDateColumns("wished date")

            class Meta:
                app_label = "core"
                abstract = True

        class Visit(Dated):
            place = models.CharField(max_length=10, blank=True)
            held = FuzzyDateColumns("held", blank=False)

            class Meta:
                app_label = "core"
                constraints = [fuzzy_check("wished"), fuzzy_check("held", blank=False)]

            def __str__(self):
                return str(self.wished)

    return Visit


@pytest.fixture
def visits(db, visit_model):
    """The manager of the model, its table made for one test."""
    with connection.schema_editor() as editor:
        editor.create_model(visit_model)
    return visit_model.objects


def saved(visits, wished=None, **fields):
    """A stored row; its other date is required and does not matter."""
    return visits.create(wished=wished, held=fuzzy("1.1.2001"), **fields)


def test_columns_follow_where_they_are_declared(visit_model):
    names = [field.name for field in visit_model._meta.get_fields()]

    assert names == ["id", *fuzzy_columns("wished"), "place", *fuzzy_columns("held")]


def test_columns_are_not_offered_in_model_forms(visit_model):
    editable = [field.name for field in visit_model._meta.get_fields() if field.editable]

    assert editable == ["id", "place"]


def test_migrations_see_four_plain_columns(visit_model):
    state = ModelState.from_model(visit_model)

    fields = {name: MigrationWriter.serialize(field)[0] for name, field in state.fields.items() if "wished" in name}

    assert {name: text.split("(")[0] for name, text in fields.items()} == {
        "wished_earliest": "models.DateField",
        "wished_latest": "models.DateField",
        "wished_precision": "models.CharField",
        "wished_text": "models.CharField",
    }
    assert [base.__name__ for base in state.bases] == ["Model"]
    assert [constraint.name for constraint in state.options["constraints"]] == [
        "core_visit_wished_is_fuzzy_date",
        "core_visit_held_is_fuzzy_date",
    ]


def test_attribute_sets_and_clears_the_columns(visit_model):
    visit = visit_model(wished=fuzzy("syksy 2009"))

    filled = [getattr(visit, column) for column in fuzzy_columns("wished")]
    visit.wished = None

    assert filled == [datetime.date(2009, 8, 1), datetime.date(2009, 12, 31), "season", "syksy 2009"]
    assert [getattr(visit, column) for column in fuzzy_columns("wished")] == [None, None, "", ""]
    assert visit.wished is None


def test_attribute_refuses_a_text(visit_model):
    with pytest.raises(TypeError, match="wished takes a FuzzyDate or None"):
        visit_model(wished="syksy 2009")


@pytest.mark.parametrize("text", ["to 15.1.2009 klo 9.30–12", "syksy 2009", "viikko 12/2027", "tulossa"])
def test_row_gives_back_what_was_saved(visits, text):
    visit = saved(visits, fuzzy(text))

    assert visits.get(pk=visit.pk).wished == fuzzy(text)


def test_row_gives_back_an_imported_text(visits):
    raw = FuzzyDate(None, None, Precision.UNKNOWN, "merkitty vihkoon klo 99")
    visit = saved(visits, raw)

    assert visits.get(pk=visit.pk).wished == raw


def test_update_fields_takes_the_columns(visits):
    visit = saved(visits, fuzzy("syksy 2009"), place="Kotka")

    visit.wished, visit.place = fuzzy("kevät 2010"), "Hamina"
    visit.save(update_fields=fuzzy_columns("wished"))

    stored = visits.get(pk=visit.pk)
    assert (str(stored.wished), stored.place) == ("kevät 2010", "Kotka")


def test_required_date_is_missed_by_full_clean(visits):
    with pytest.raises(ValidationError) as refusal:
        visits.model().full_clean()

    assert refusal.value.message_dict == {
        "__all__": [gettext("A date is needed, and its end cannot be before its beginning.")]
    }


def test_required_date_is_missed_by_the_database(visits):
    with pytest.raises(IntegrityError, match="core_visit_held_is_fuzzy_date"):
        visits.create()


@pytest.mark.parametrize(
    "values",
    [
        {"wished_earliest": datetime.date(2009, 1, 2), "wished_latest": datetime.date(2009, 1, 1)},
        {"wished_earliest": datetime.date(2009, 1, 1), "wished_latest": None},
        {"wished_earliest": None, "wished_latest": datetime.date(2009, 1, 1)},
        {"wished_earliest": None, "wished_latest": None},
        {"wished_precision": ""},
    ],
)
def test_constraint_refuses_half_values(visits, values):
    visit = saved(visits, fuzzy("15.1.2009"))

    with pytest.raises(IntegrityError, match="core_visit_wished_is_fuzzy_date"), transaction.atomic():
        visits.filter(pk=visit.pk).update(**values)

    assert visits.get(pk=visit.pk).wished == fuzzy("15.1.2009")


def test_constraint_allows_every_kind(visits):
    texts = ["15.1.2009", "syksy 2009", "heti", "tulossa", "myöhemmin"]
    day = datetime.date(2009, 1, 15)

    for text in texts:
        saved(visits, fuzzy(text))
    saved(visits, FuzzyDate(day, day, Precision.ASAP, "heti, viimeistään 15.1."))
    saved(visits)

    assert visits.count() == len(texts) + 2


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2009-12-31", "2010-06-30"), ["syksy 2009", "kevät 2010", "1.1.2010"]),
        (("2010-01-01", None), ["kevät 2010", "1.1.2010"]),
        ((None, "2009-07-31"), []),
        ((None, None), ["syksy 2009", "kevät 2010", "1.1.2010"]),
    ],
)
def test_overlapping_finds_dates_that_share_a_day(visits, days, expected):
    for text in ("syksy 2009", "kevät 2010", "1.1.2010", "tulossa"):
        saved(visits, fuzzy(text))
    saved(visits)
    limits = [day and datetime.date.fromisoformat(day) for day in days]

    found = visits.filter(overlapping("wished", *limits)).order_by("pk")

    assert [str(visit.wished) for visit in found] == expected


def test_expired_finds_dates_that_are_over(visits):
    for text in ("syksy 2009", "31.12.2009", "1.1.2010", "heti", "tulossa"):
        saved(visits, fuzzy(text))
    saved(visits)

    found = visits.filter(expired("wished", datetime.date(2010, 1, 1))).order_by("pk")

    assert [str(visit.wished) for visit in found] == ["syksy 2009", "31.12.2009"]


@pytest.mark.parametrize("descending", [False, True])
def test_fuzzy_order_is_that_of_the_sort_key(visits, descending):
    day = datetime.date(2009, 1, 15)
    values = [fuzzy(text) for text in ("tulossa", "2009", "myöhemmin", "tammikuu 2009", "heti", "syksy 2008")]
    values.append(FuzzyDate(day, day, Precision.ASAP, "heti, viimeistään 15.1."))
    for value in values:
        saved(visits, value)
    saved(visits)

    found = [visit.wished for visit in visits.order_by(*fuzzy_order("wished", descending=descending))]

    expected = [*sorted(values, key=FuzzyDate.sort_key), None]
    assert found == (expected[::-1] if descending else expected)
    assert all(one.sort_key() != other.sort_key() for one, other in itertools.pairwise(expected[:-1]))
