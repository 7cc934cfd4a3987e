import datetime
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from core.errors import FileRefused
from core.spreadsheets import MAX_BYTES, Column, Sheet, read_workbook, write_workbook

SHEET = Sheet(
    "Jäsenet",
    (
        Column("name", "Nimi", required=True),
        Column("day", "Päivä"),
        Column("number", "Luku"),
        Column("note", "Huomio"),
    ),
)
DAY = datetime.date(2009, 1, 15)


def workbook(*rows, title="Jäsenet", head=("Nimi", "Päivä", "Luku"), change=None):
    book = Workbook()
    page = book.active
    page.title = title
    page.append(head)
    for row in rows:
        page.append(row)
    if change:
        change(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(content):
    with pytest.raises(FileRefused) as error:
        read_workbook(content, SHEET)
    return error.value.problems


def repacked(content, **parts):
    """The container with parts exchanged: {"xl/workbook.xml": bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, parts.get(entry.filename.rsplit("/", 1)[-1].split(".")[0], old.read(entry)))
    return out.getvalue()


def test_what_was_written_is_read_again():
    content = write_workbook(SHEET, [["Maija", DAY, 12, "Monta\nriviä"], ["Teppo", None, Decimal("2.5"), ""]]).content

    rows = read_workbook(content, SHEET)

    assert [(row.number, row.cells) for row in rows] == [
        (2, {"name": "Maija", "day": "15.1.2009", "number": "12", "note": "Monta\nriviä"}),
        (3, {"name": "Teppo", "day": "", "number": "2,5", "note": ""}),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+358 40", "-5", "@nimi", "\t=1", '=HYPERLINK("http://x")', "#N/A"])
def test_a_text_never_becomes_a_formula(text):
    content = write_workbook(SHEET, [[text, None, None, None]]).content

    cell = load_workbook(io.BytesIO(content)).active["A2"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t"))
    assert read_workbook(content, SHEET)[0].cells["name"] == text.strip()


def test_a_heading_that_people_wrote_never_becomes_a_formula():
    sheet = Sheet("Teemat", (Column("theme", "=1+1"),))

    cell = load_workbook(io.BytesIO(write_workbook(sheet, []).content)).active["A1"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_exact_days_are_dates_in_excel():
    content = write_workbook(SHEET, [["Maija", DAY, None, None]]).content

    assert load_workbook(io.BytesIO(content)).active["B2"].is_date


def test_rows_and_headings_may_stand_in_any_order_and_language():
    content = workbook((3, "Maija"), head=("LUKU", " nimi "))

    assert read_workbook(content, SHEET)[0].cells == {"name": "Maija", "day": "", "number": "3", "note": ""}


def test_formulas_are_refused_each_with_its_row():
    content = workbook(("Maija", None, "=1+1"), ("Teppo", None, 2), ("=A1", None, 1))

    assert refusal(content) == [
        (2, "Solussa C2 on kaava. Korvaa se arvollaan."),
        (4, "Solussa A4 on kaava. Korvaa se arvollaan."),
    ]


def test_merged_cells_are_refused_with_their_row():
    content = workbook(("Maija",), ("Teppo",), change=lambda page: page.merge_cells("A3:B3"))

    assert refusal(content) == [(3, "Solut A3:B3 on yhdistetty. Pura yhdistäminen.")]


def test_errors_and_impossible_days_are_refused():
    def spoil(page):
        page["B2"].value, page["B2"].data_type = "#N/A", "e"
        page["B3"].value, page["B3"].number_format = -1e9, "d.m.yyyy"

    assert [line for line, _text in refusal(workbook(("Maija",), ("Teppo",), change=spoil))] == [2, 3]


@pytest.mark.parametrize("count", [5_001, 20_000])
def test_too_many_rows_are_refused(count):
    problems = refusal(write_workbook(SHEET, (["x", None, 1, None] for _number in range(count))).content)

    assert problems[0][1].startswith("Taulukossa on liikaa rivejä, sarakkeita tai soluja: enintään 5000 riviä")


def test_just_as_many_rows_as_allowed_are_read():
    three = replace(SHEET, most_rows=3)

    assert len(read_workbook(workbook(*[("x",)] * 3), three)) == 3
    with pytest.raises(FileRefused, match="enintään 3 riviä"):
        read_workbook(workbook(*[("x",)] * 4), three)


@pytest.mark.parametrize("place", ["A9999", "CZ2"])
def test_one_cell_far_away_is_refused_and_not_filled_up_to(place):
    assert (
        "poista se, mikä on taulukon ulkopuolella"
        in refusal(workbook(("Maija",), change=lambda page: page.__setitem__(place, "x")))[0][1]
    )


def test_another_sheet_is_refused_and_the_sheets_that_are_there_are_named():
    assert refusal(workbook(("Maija",), title="Taul1")) == [
        (None, "Työkirjassa ei ole taulukkoa ”Jäsenet”; siinä on: Taul1.")
    ]


def test_other_columns_are_refused():
    problems = refusal(workbook(("Maija",), head=("Sukunimi", "Luku", "luku")))

    assert [line for line, _text in problems] == [1, 1, 1]
    assert [text for _line, text in problems] == [
        "Sarake ”Sukunimi” on tuntematon.",
        "Sarake ”Luku” on kahdesti.",
        "Sarake ”Nimi” puuttuu.",
    ]


def test_a_cell_without_a_heading_is_refused():
    assert refusal(workbook(("Maija", None, None, "?"))) == [(2, "Solu D2 on sarakkeessa, jolla ei ole otsikkoa.")]


def test_an_identity_code_is_refused_and_not_repeated(identity_code):
    for content in (
        workbook((f"Maija {identity_code}",)),
        workbook(("Maija",), head=("Nimi", identity_code)),
        workbook(("Maija",), title=identity_code),
    ):
        problems = refusal(content)

        assert problems
        assert identity_code not in str(problems)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"Nimi;Luku\n", b"%PDF-1.7", bytes.fromhex("d0cf11e0a1b11ae1") * 100],
    ids=["empty", "torn", "csv", "pdf", "old excel"],
)
def test_what_is_no_workbook_is_refused(content):
    assert len(refusal(content)) == 1


def test_a_zip_of_something_else_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("lue.txt", "hei")

    assert refusal(out.getvalue()) == [
        (None, "Tiedosto ei ole Excel-työkirja (xlsx). Tallenna se sellaiseksi ja valitse se uudelleen.")
    ]


def test_a_file_over_five_megabytes_is_refused():
    assert refusal(b"PK\x03\x04" + bytes(MAX_BYTES)) == [(None, "Tiedosto on liian suuri: enintään 5 Mt.")]


def test_a_zip_bomb_is_refused():
    assert len(refusal(repacked(workbook(("Maija",)), styles=bytes(60_000_000)))) == 1


def test_many_parts_are_refused():
    out = io.BytesIO(workbook(("Maija",)))
    with zipfile.ZipFile(out, "a") as container:
        for number in range(1000):
            container.writestr(f"xl/{number}.xml", "<a/>")

    assert len(refusal(out.getvalue())) == 1


@pytest.mark.parametrize("part", ["workbook", "sheet1", "styles", "core"])
def test_entities_are_refused_in_every_part(part):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'

    assert refusal(repacked(workbook(("Maija",)), **{part: bomb})) == [
        (None, "Tiedosto on rikki eikä avaudu. Tallenna se uudelleen ja lisää se.")
    ]


def test_an_empty_sheet_is_refused():
    assert refusal(workbook()) == [(None, "Tiedostossa ei ole rivejä.")]
