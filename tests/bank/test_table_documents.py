import datetime
import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bank.enums import ImportKind
from bank.table_documents import (
    MEMBER_TABLE,
    SHEET_DOCUMENTS,
    member_table_context,
    member_table_version,
    render_member_table,
    sheet_version,
    write_member_table,
    write_sheet,
)
from core.documents import request_document
from core.models import StoredFile
from tests.factories.bank import BankHolderFactory, MemberFactory, OrderFactory, QualificationFactory
from tests.factories.network import PositionFactory

DAY = "2009-05-01"


def test_the_table_of_members_prints_names_under_each_category_and_who_runs_the_bank(network):
    BankHolderFactory(network=network, organisation__name="Kaakon kehittämiskeskus")
    member = MemberFactory(network=network, qualified=["convener"])
    PositionFactory(person=member.person, organisation__name="Kotkan kaupunki")
    QualificationFactory(member__network=network, category="convener", state="in_training")

    rendered = render_member_table(network, DAY, "fi")

    assert PdfReader(io.BytesIO(rendered.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "<h2>Läheisneuvonpidon koollekutsujat</h2>" in rendered.html
    assert f"<li>{member.person.name}, Kotkan kaupunki</li>" in rendered.html
    assert "1 ja 1 koulutuksessa" in rendered.html
    assert "Verkostopankkia ylläpitää Kaakon kehittämiskeskus" in rendered.html
    assert "Verkostopankin toimijat 1.5.2009" in rendered.html


def test_the_table_of_members_holds_plain_values(network):
    MemberFactory(network=network)

    rows = member_table_context(network, DAY)["rows"]

    assert [set(map(type, row.values())) <= {str, int, list} for row in rows] == [True] * 4


def test_a_table_is_made_anew_when_what_it_shows_has_changed(network):
    member = MemberFactory(network=network)
    before = member_table_version(network, DAY), sheet_version(ImportKind.MEMBERS, network, "")

    assert before == (member_table_version(network, DAY), sheet_version(ImportKind.MEMBERS, network, ""))
    member.person.last_name = "Uusinimi"
    member.person.save()

    after = member_table_version(network, DAY), sheet_version(ImportKind.MEMBERS, network, "")
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, False]


def test_the_table_for_excel_has_a_row_for_each_person_of_a_category(network):
    member = MemberFactory(network=network, qualified=["worry_trainer", "worry_mapper"])

    book = load_workbook(io.BytesIO(write_member_table(network, DAY, "fi").content))

    assert [row[1:3] for row in book.active.iter_rows(min_row=2, values_only=True)] == [
        ("Huolen puheeksioton kouluttaja", member.person.name),
        ("Huolten kartoittaja", member.person.name),
    ]


def test_exported_cells_never_begin_a_formula(network):
    OrderFactory(network=network, summary="=1+1", carried_out=True)

    page = load_workbook(io.BytesIO(write_sheet(ImportKind.REGISTER, network, "2009-2009", "fi").content)).active

    assert (page["C2"].value, page["C2"].data_type) == ("=1+1", "s")
    assert page["I2"].value.date() == datetime.date(2009, 1, 15)


@pytest.mark.parametrize(
    ("kind", "variant"),
    [
        (MEMBER_TABLE, DAY),
        *[(SHEET_DOCUMENTS[kind], "2009-2009" if kind == "register" else "") for kind in ImportKind],
    ],
)
def test_documents_are_made_by_their_job(network, coordinator, kind, variant, django_capture_on_commit_callbacks):
    MemberFactory(network=network)

    with django_capture_on_commit_callbacks(execute=True):
        request_document(kind, network, actor=coordinator, language="fi", variant=variant)

    stored = StoredFile.objects.get()
    assert (stored.is_ready, stored.name.rsplit(".", 1)[1]) == (True, "pdf" if kind == MEMBER_TABLE else "xlsx")
