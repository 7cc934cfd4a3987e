import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bank.models import Training
from bank.queries import training_totals
from bank.services import import_trainings
from bank.services.trainings_import import COLUMNS
from core.errors import FileRefused

REAL = Path(__file__).parents[3] / "shared" / "domain" / "trainings.csv"
needs_the_real_trainings = pytest.mark.skipif(not REAL.exists(), reason="../shared is not beside the checkout")
ROW = {
    "row": "1",
    "year": "2003",
    "date_text": "vuonna 2003",
    "kind": "verkostokonsulttikoulutus",
    "certainty": "high",
}


def trainings_file(*rows, columns=COLUMNS):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def load(network, *rows):
    return import_trainings(network, trainings_file(*rows), register="old", actor=None)


def test_a_row_keeps_what_was_written_and_marks_what_is_uncertain(network):
    load(network, ROW | {"certainty": "medium; place: lost (stripped; twice)", "participants": "5"})

    training = Training.objects.get()
    assert (training.category, training.date_text, training.date_earliest.year, training.participants_count) == (
        "consultant",
        "vuonna 2003",
        2003,
        5,
    )
    assert training.cells["certainty"] == "medium; place: lost (stripped; twice)"
    assert training.uncertain == {"row": "medium", "place": "lost (stripped; twice)", "project": "missing"}


def test_a_date_without_a_year_has_no_days(network):
    load(network, ROW | {"year": "", "date_text": "lokakuussa"})

    training = Training.objects.get()
    assert (training.date_text, training.date_earliest, training.uncertain["year"]) == ("lokakuussa", None, "missing")


def test_words_that_tell_no_year_have_that_of_the_row(network):
    load(network, ROW | {"date_text": "samana vuonna"})

    training = Training.objects.get()
    assert (training.date_text, training.years) == ("samana vuonna", "2003")


def test_a_second_run_changes_nothing(network):
    first, second = load(network, ROW), load(network, ROW)

    assert ((first.created, first.unchanged), (second.created, second.unchanged)) == ((1, 0), (0, 1))


def test_a_row_with_other_content_is_refused(network):
    load(network, ROW)

    with pytest.raises(FileRefused, match="Line 2: This row was imported before with other content"):
        load(network, ROW | {"place": "Kotka"})


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"kind": ""}, "Line 2: The kind of the training is missing"),
        ({"year": "03"}, "Line 2: The year must be like 2005"),
        ({"year": "2006-2005"}, "Line 2: The last year must not be before the first"),
        ({"participants": "noin 5"}, "Line 2: The cell “participants” is not a whole number"),
        ({"place": "x" * 201}, "Line 2: The cell “place” is longer than 200 characters"),
        ({"row": "yksi"}, "Line 2: The row number is missing or is not a number"),
    ],
)
def test_a_wrong_file_is_refused_with_its_lines(network, cells, message):
    with pytest.raises(FileRefused, match=message):
        load(network, ROW | cells)
    assert not Training.objects.exists()


def test_other_columns_are_refused(network):
    with pytest.raises(FileRefused, match="Line 1: The columns must be: row, year"):
        import_trainings(network, trainings_file(columns=["row", "year"]), register="old", actor=None)


def test_an_identity_code_is_refused_and_not_repeated(network, identity_code):
    with pytest.raises(FileRefused) as refusal:
        load(network, ROW | {"note": identity_code})

    assert identity_code not in str(refusal.value)


def test_the_command_says_why_nothing_was_loaded(network, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(trainings_file(ROW | {"kind": ""}))

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("import_trainings", wrong)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_trainings", tmp_path / "none.csv")
    with pytest.raises(CommandError, match="networks are: oma"):
        call_command("import_trainings", wrong, network="toinen")


@needs_the_real_trainings
def test_the_real_trainings_come_in_whole_and_are_counted_once(network):
    out = io.StringIO()
    call_command("import_trainings", REAL, network="oma", stdout=out)
    call_command("import_trainings", REAL, network="oma", stdout=out)

    assert out.getvalue().splitlines() == [
        "23 trainings made, 0 were there already.",
        "0 trainings made, 23 were there already.",
    ]
    rows = {row["row"]: row for row in csv.DictReader(io.StringIO(REAL.read_text("utf-8")))}
    trainings = {training.row: training for training in Training.objects.all()}
    assert {row: training.cells for row, training in trainings.items()} == rows
    assert [row for row, training in trainings.items() if training.counting == "summary"] == ["19"]
    assert [row for row, training in trainings.items() if training.counting == "context"] == ["23"]
    # 24 + 89 + 25 + 421
    epm = Training.objects.filter(row__in=["15", "16", "17", "18", "19"])
    assert training_totals(epm)["participants"] == 559 == trainings["19"].participants_count
    assert training_totals(Training.objects.all()) == {
        "trainings": 21,
        "participants": 805,
        "qualified": 45,
        "untold": 6,
    }
    assert (trainings["21"].uncertain["year"], trainings["21"].date_earliest) == ("lost", None)
    assert (trainings["14"].uncertain["year"], trainings["23"].uncertain["qualified"]) == ("missing", "lower bound")
