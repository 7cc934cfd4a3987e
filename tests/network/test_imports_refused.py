"""What a workbook of organisations and people must look like, and which rows are refused."""

import io

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook, load_workbook

from core.errors import DomainError, FileRefused
from core.spreadsheets import read_sheets
from network.models import ImportPreview, Organisation
from network.services import preview_import, understood
from network.sheets import SHEETS
from tests.network.workbooks import MAIJA, NEW, REFUSED, THERE, TOWN, save, states, workbook

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("organisations", "people", "message"),
    [
        ([{"kind": "kunta"}], [], "Nimi: Solu on tyhjä."),
        ([{"name": "Mallila"}], [], "Tyyppi: Solu on tyhjä."),
        ([{"name": "Mallila", "kind": "valtakunta"}], [], "Tyyppi: ”valtakunta” – sanaa ei tunneta."),
        ([TOWN | {"municipality": "Ei-ole"}], [], "Kunta: ”Ei-ole” – nimeä ei tunneta."),
        ([TOWN | {"parent": "Ei-ole"}], [], "Kuuluu organisaatioon: ”Ei-ole” – nimeä ei tunneta."),
        ([TOWN | {"name": "x" * 151}], [], "Nimi: Teksti on pidempi kuin 150 merkkiä."),
        ([], [{"last_name": "Esimerkki"}], "Etunimi: Solu on tyhjä."),
        ([], [MAIJA | {"organisation": "Ei-ole"}], "Organisaatio: ”Ei-ole” – nimeä ei tunneta."),
        ([], [MAIJA | {"title": "johtaja"}], "Organisaatio: Nimike kuuluu aina organisaatioon. Valitse organisaatio."),
        ([], [MAIJA | {"email": "maija"}], "Sähköposti: "),
        ([TOWN], [MAIJA | THERE | {"since": "syksy 2027"}], "Alkaen: ”syksy 2027” – ei yksi päivä."),
        ([TOWN], [MAIJA | THERE | {"since": "31.2.2027"}], "Alkaen: "),
    ],
)  # fmt: skip
def test_row_is_refused_with_its_column_and_with_it_the_file(imported, organisations, people, message):
    preview = imported([*organisations, {"name": "Hyvä", "kind": "kunta"}], people)

    refused = [row for row in understood(preview) if row.state is REFUSED]

    assert len(refused) == 1
    assert refused[0].problems[0].startswith(message)
    with pytest.raises(DomainError, match="hylättiin"):
        save(preview)
    assert not Organisation.objects.filter(name="Hyvä").exists()


def test_unit_stands_below_the_row_of_its_whole(imported):
    assert states(imported([{"name": "Perhekeskus", "parent": "Mallila"}, TOWN])) == [REFUSED, NEW]


def test_identity_code_is_told_with_its_sheet_and_line_and_never_repeated(network, secretary, identity_code):
    content = workbook([TOWN], [MAIJA, MAIJA | {"title": f"x {identity_code}"}])

    with pytest.raises(FileRefused) as refusal:
        preview_import(network, content=content, file_name="väki.xlsx", actor=secretary)

    assert str(refusal.value).startswith("Henkilöt, rivi 3: ")
    assert identity_code not in str(refusal.value)
    assert not ImportPreview.objects.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_template_and_headings_of_every_language_are_read(client_as, secretary, network, language):
    url = reverse("network:import-template", args=[network.slug])

    template = client_as(secretary).get(url, headers={"Accept-Language": language})

    with translation.override(language):
        titles = [str(sheet.title) for sheet in SHEETS]
        filled = workbook([TOWN], [MAIJA])
    assert template["Content-Disposition"].endswith('.xlsx"')
    assert [page.title for page in load_workbook(io.BytesIO(template.content)).worksheets] == titles
    assert [row.cells["last_name"] for row in read_sheets(filled, SHEETS)[1]] == ["Esimerkki"]


def test_one_sheet_is_enough_and_none_of_them_is_refused(network, secretary):

    def saved(title, *rows):
        book, out = Workbook(), io.BytesIO()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        book.save(out)
        return preview_import(network, content=out.getvalue(), file_name="x.xlsx", actor=secretary)

    assert states(saved("personer", ["Efternamn", "FÖRNAMN"], ["Exempel", "Maja"])) == [NEW]
    with pytest.raises(FileRefused, match="Työkirjassa ei ole taulukkoa ”Organisaatiot, Henkilöt”"):
        saved("Taul1", ["Nimi"], ["Mallila"])


def test_too_many_rows_are_refused(network, secretary):
    content = workbook([], [MAIJA] * 1001)

    with pytest.raises(FileRefused, match="enintään 1000 riviä"):
        preview_import(network, content=content, file_name="x.xlsx", actor=secretary)
