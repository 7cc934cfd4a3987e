import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bank.documents import register_context
from bank.enums import SlotRole
from bank.models import ImportedRow, Order
from bank.services import RegisterError, import_register
from bank.services.register_import import COLUMNS

REAL = Path(__file__).parents[3] / "shared" / "domain" / "bank_orders_2008_2009.csv"
needs_the_real_register = pytest.mark.skipif(not REAL.exists(), reason="../shared is not beside the checkout")
YEARS = (2008, 2009)
ROW = {
    "row": "1",
    "page": "17",
    "date": "Huhtikuu 2008",
    "order_text": "Läheisneuvonpito Esimerkkilän sosiaalitoimistosta",
    "orderer": "Esimerkkilän sosiaalitoimisto",
    "leaders": "Maija Esimerkki; Teppo Malli",
    "status": "toteutunut",
    "status_text": "TOTEUTUNUT",
    "certainty": "leaders: medium (second of 3 cells; could be else); status: high; date: high",
}


def register_file(*rows, columns=COLUMNS):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def load(network, *rows):
    return import_register(network, register_file(*rows), register="old", years=YEARS, actor=None)


def test_import_register_keeps_what_was_written_and_marks_what_is_uncertain(network):
    load(network, ROW)

    order = Order.objects.get()
    assert (order.summary, order.wished_text, order.outcome, order.organisation_label, order.organisation) == (
        ROW["order_text"],
        "Huhtikuu 2008",
        "carried_out",
        ROW["orderer"],
        None,
    )
    assert [slot.name_label for slot in order.slots.all()] == ["Maija Esimerkki", "Teppo Malli"]
    assert order.imported_row.cells == {name: ROW.get(name, "") for name in COLUMNS}
    assert order.imported_row.uncertain == {
        "leaders": "medium (second of 3 cells; could be else)",
        "method": "missing",
        "place": "missing",
    }


def test_import_register_twice_changes_nothing(network):
    load(network, ROW)
    before = list(Order.objects.values())

    result = load(network, ROW)

    assert (result.created, result.unchanged) == (0, 1)
    assert list(Order.objects.values()) == before


def test_import_register_goes_on_with_new_rows(network):
    load(network, ROW)

    result = load(network, ROW, ROW | {"row": "2"})

    assert (result.created, result.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("note", "roles"),
    [
        ("Teppo Malli is in reserve (varalla)", [SlotRole.LEAD, SlotRole.RESERVE]),
        ("leaders are consultant trainees", [SlotRole.TRAINEE, SlotRole.TRAINEE]),
    ],
)
def test_import_register_reads_roles_from_the_note(network, note, roles):
    load(network, ROW | {"note": note})

    assert [slot.role for slot in Order.objects.get().slots.all()] == roles


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"row": ""}, "The row number is missing or is not a number."),
        ({"row": "x"}, "The row number is missing or is not a number."),
        ({"order_text": " "}, "The text of the order is missing."),
        ({"status": "hyvin"}, "The status “hyvin” is unknown"),
        ({"order_text": "a" * 301}, "The cell “order_text” is longer than 300 characters."),
        ({"leaders": "b" * 151}, "A name in the cell “leaders” is longer than 150 characters."),
    ],
)
def test_import_register_names_the_line_and_loads_nothing(network, change, message):
    with pytest.raises(RegisterError) as refusal:
        load(network, ROW, ROW | {"row": "2"} | change)

    line, text = refusal.value.problems[0]
    assert (line, text[: len(message)]) == (3, message)
    assert not Order.objects.exists()


def test_import_register_refuses_an_identity_code_without_repeating_it(network, identity_code):
    with pytest.raises(RegisterError) as refusal:
        load(network, ROW | {"note": f"lapsi {identity_code}"})

    assert refusal.value.problems[0][0] == 2
    assert identity_code not in str(refusal.value)


def test_import_register_refuses_a_number_that_is_there_twice(network):
    with pytest.raises(RegisterError, match="Line 3: The row number 1 is there twice"):
        load(network, ROW, ROW)


def test_import_register_refuses_a_changed_row(network):
    load(network, ROW)

    with pytest.raises(RegisterError, match="Line 2: This row was imported before with other content"):
        load(network, ROW | {"place": "Muualla"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Line 1: The columns must be"),
        (b"a,b\n1,2\n", "Line 1: The columns must be"),
        (b"row,\xff\n", "Line 1: The file is not UTF-8 text"),
        (register_file(), "The file has no rows"),
        (register_file() + b"1,2\n", "Line 2: There are 2 cells; there must be 13"),
        (register_file() + b'"open', "The line is not valid CSV"),
        (b"x" * 5_000_001, "The file is too large"),
    ],
)
def test_import_register_refuses_wrong_files(network, content, message):
    with pytest.raises(RegisterError, match=message):
        import_register(network, content, register="old", years=YEARS, actor=None)


def test_command_names_the_file_and_what_is_wrong(network, tmp_path):
    file = tmp_path / "register_2008.csv"
    file.write_bytes(b"a,b\n")

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("import_register", file)


def test_command_refuses_a_missing_file_and_a_missing_span(network, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_register", tmp_path / "none_2008.csv")

    file = tmp_path / "register.csv"
    file.write_bytes(register_file(ROW))
    with pytest.raises(CommandError, match="--years"):
        call_command("import_register", file)


def test_command_asks_which_of_several_networks(network, other_network, tmp_path):
    file = tmp_path / "register_2008.csv"
    file.write_bytes(register_file(ROW))

    with pytest.raises(CommandError, match="--network"):
        call_command("import_register", file)
    call_command("import_register", file, network="oma", stdout=io.StringIO())

    assert Order.objects.get().network == network


@needs_the_real_register
def test_the_real_register_comes_in_whole(network):
    call_command("load_methods", stdout=io.StringIO())

    call_command("import_register", REAL, stdout=io.StringIO())
    call_command("import_register", REAL, stdout=io.StringIO())

    rows = list(csv.DictReader(io.StringIO(REAL.read_text("utf-8"))))
    stored = list(ImportedRow.objects.order_by("pk"))
    assert [row.cells for row in stored] == [{k: v.strip() for k, v in row.items()} for row in rows]
    outcomes = list(Order.objects.values_list("outcome", flat=True))
    counts = {o: outcomes.count(o) for o in set(outcomes)}
    assert counts == {"carried_out": 7, "otherwise": 1, "not_carried_out": 3, "cancelled": 3, "": 1}
    assert [order.imported_row.row for order in Order.objects.exclude(postponed_at=None)] == ["11"]
    assert not Order.objects.filter(method=None).exists()
    assert [row.uncertain.get("date") for row in stored if not row.cells["date"]] == ["lost"] * 7
    assert set(ImportedRow.objects.get(row="6").uncertain) == set()


@needs_the_real_register
def test_the_real_register_prints_in_its_own_order(network):
    call_command("load_methods", stdout=io.StringIO())
    call_command("import_register", REAL, stdout=io.StringIO())

    context = register_context(network, "2008-2009")

    rows = list(csv.DictReader(io.StringIO(REAL.read_text("utf-8"))))
    assert [row["order"] for row in context["rows"]] == [row["order_text"] for row in rows]
    assert dict(context["counts"]) == {
        "CARRIED OUT": 7,
        "CARRIED OUT IN ANOTHER WAY": 1,
        "NOT CARRIED OUT": 3,
        "CANCELLED": 3,
        "POSTPONED": 1,
    }
    assert sum("(in reserve)" in row["leaders"] for row in context["rows"]) == 1
    assert sum("(facilitator in training)" in row["leaders"] for row in context["rows"]) == 1
