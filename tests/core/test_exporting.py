"""What is held of somebody, as tables of plain values: for people and for machines."""

import json
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from core import exporting
from core.exporting import Column, Part, as_json, part_of, parts_of, register_exporter
from tests.factories.network import PositionFactory


@pytest.fixture
def kind():
    yield "test.kind"
    exporting._exporters.pop("test.kind")


def part(name, *rows):
    return Part(name, name.title(), (Column("value", "Value", {"a": "Aamu"}),), list(rows))


def test_parts_come_in_the_order_of_the_apps_and_the_logs_last(kind):
    register_exporter(kind, lambda key, within: [part("logs", (key, within))], last=True)
    register_exporter(kind, lambda key, within: [part("names", (key, within))])

    found = parts_of(kind, 7, within=3)

    assert [(one.name, one.rows) for one in found] == [("names", [(7, 3)]), ("logs", [(7, 3)])]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        ("", "–"),
        ("a", "Aamu"),
        ("b", "b"),
        (True, "Kyllä"),
        (date(2027, 1, 5), "5.1.2027"),
        (datetime(2027, 1, 5, 7, 30, tzinfo=timezone.get_fixed_timezone(0)), "5.1.2027 klo 9.30"),
        (time(9, 30), "9.30"),
        (["fi", "sv"], "fi, sv"),
        ({"Puhelin": "iltaisin"}, "Puhelin: iltaisin"),
        ([], "–"),
        (12, "12"),
    ],
)
def test_values_are_told_in_words(value, words):
    assert Column("value", "Value", {"a": "Aamu"}).words(value) == words


def test_page_shows_some_rows_and_a_file_all():
    rows = part("numbers", *((number,) for number in range(exporting.SHOWN_ROWS + 2)))

    assert (len(rows.shown_rows), rows.hidden_count, len(rows.all_rows)) == (200, 2, 202)


def test_json_holds_codes_and_iso_times():
    told = json.loads(as_json([part("names", ("a",), (date(2027, 1, 5),))]))

    assert told["parts"] == [
        {"name": "names", "title": "Names", "rows": [{"value": "a"}, {"value": "2027-01-05"}]},
    ]


@pytest.mark.django_db
def test_part_names_its_columns_after_the_fields():
    position = PositionFactory(title="sosiaaliohjaaja")

    found = part_of("positions", "Positions", type(position).objects.all(), {"title": None, "organisation__name": "x"})

    assert [(column.name, str(column.label)) for column in found.columns] == [
        ("title", "nimike"),
        ("organisation_name", "x"),
    ]
    assert found.rows == [("sosiaaliohjaaja", position.organisation.name)]
