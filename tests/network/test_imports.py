"""Organisations and people from a workbook: what each row means, what is refused, and what saving does."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook

from core.errors import DomainError, FileRefused
from core.models import LogEntry
from core.spreadsheets import read_sheets, write_sheets
from core.spreadsheets.previews import clear_previews, digest
from core.spreadsheets.understanding import RowState
from network.models import ImportPreview, Organisation, Person, Position
from network.services import merge_people, preview_import, save_import, understood
from network.sheets import SHEETS
from network.sheets.resembling import Resembling
from tests.factories.network import (
    ImportPreviewFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)

pytestmark = pytest.mark.django_db

MAIJA = {"last_name": "Esimerkki", "first_name": "Maija"}
THERE = {"organisation": "Mallila"}
TOWN = {"name": "Mallila", "kind": "kunta"}
NEW, ADDS, SAME, DIFFERS, DOUBTFUL, REFUSED = RowState


def workbook(organisations=(), people=()):
    rows = zip(SHEETS, (organisations, people), strict=True)
    return write_sheets(
        [(sheet, [[row.get(name) for name in sheet.names] for row in own]) for sheet, own in rows]
    ).content


@pytest.fixture
def imported(network, secretary):
    """``imported([organisation, …], [person, …])``: a preview of rows given as ``{column name: value}``."""

    def make(organisations=(), people=(), actor=secretary):
        return preview_import(network, content=workbook(organisations, people), file_name="väki.xlsx", actor=actor)

    return make


def states(preview):
    return [row.state for row in understood(preview)]


def save(preview, **answers):
    """Answers by key, with an underscore in the place of the dash."""
    answers = {key.replace("_", "-"): answer for key, answer in answers.items()}
    return save_import(preview, shown=digest(understood(preview)), answers=answers, actor=preview.created_by)


def test_new_organisations_and_people_come_in_with_their_positions(network, imported):
    municipality = MunicipalityFactory(name_fi="Mallila")
    organisations = [TOWN | {"municipality": "mallila"}, {"name": "Perhekeskus", "parent": "Mallila"}]
    maija = MAIJA | {"title": "perheohjaaja", "organisation": "perhekeskus", "email": "Maija@Kunta.example",
                     "phone": "040 1", "since": date(2027, 1, 15)}  # fmt: skip

    counts = save(imported(organisations, [maija]))

    unit = Organisation.objects.get(name="Perhekeskus")
    position = Position.objects.get()
    assert counts == {NEW: 3}
    assert (unit.kind, unit.parent.name, unit.parent.kind, unit.parent.municipality) == (
        "unit", "Mallila", "municipality", municipality)  # fmt: skip
    assert (position.organisation, position.title, position.valid_from) == (unit, "perheohjaaja", date(2027, 1, 15))
    assert (position.person.name, position.person.email, position.person.phone, position.person.network) == (
        "Maija Esimerkki", "maija@kunta.example", "040 1", network)  # fmt: skip


def test_same_file_twice_changes_nothing(imported):
    file = (
        [TOWN, {"name": "Perhekeskus", "parent": "Mallila"}],
        [MAIJA, MAIJA | {"first_name": "Anna", "organisation": "Mallila", "email": "anna@kunta.example"}],
    )
    save(imported(*file))

    again = imported(*file)

    assert states(again) == [SAME] * 4
    assert save(again) == {SAME: 4}
    assert (Organisation.objects.count(), Person.objects.count(), Position.objects.count()) == (2, 2, 1)


def test_previewing_stores_nothing_of_the_rows(network, imported):
    understood(imported([TOWN], [MAIJA]))

    assert not Organisation.objects.exists()
    assert not Person.objects.filter(last_name="Esimerkki").exists()


def test_what_is_here_is_completed_and_never_overwritten(network, imported):
    town = OrganisationFactory(network=network, name="Mallila", kind="municipality", municipality=None)
    municipality = MunicipalityFactory(name_fi="Mallila")
    maija = PersonFactory(network=network, **MAIJA, email="maija@kunta.example", phone="")

    preview = imported(
        [{"name": "MALLILA", "kind": "yhdistys", "municipality": "Mallila"}],
        [MAIJA | {"email": "maija@kunta.example", "phone": "040 1", "organisation": "Mallila", "title": "johtaja"},
         MAIJA | {"email": "maija@kunta.example", "phone": "050 2"}],
    )  # fmt: skip
    rows = understood(preview)
    counts = save(preview)

    for row in (town, maija):
        row.refresh_from_db()
    assert [row.state for row in rows] == [ADDS, ADDS, DIFFERS]
    assert rows[0].differences == [("Tyyppi", "Kunta", "Yhdistys")]
    assert rows[2].differences == [("Puhelin", "040 1", "050 2")]
    assert (town.kind, town.municipality, maija.phone) == ("municipality", municipality, "040 1")
    assert [str(position) for position in maija.positions.all()] == ["johtaja, Mallila"]
    assert counts == {ADDS: 2, DIFFERS: 1}


def test_another_title_or_day_in_the_same_organisation_is_left_as_it_is(network, imported):
    town = OrganisationFactory(network=network, name="Mallila")
    PositionFactory(person=PersonFactory(network=network, **MAIJA), organisation=town, title="rehtori",
                    valid_from=date(2026, 8, 1))  # fmt: skip
    there = MAIJA | {"organisation": "Mallila"}

    preview = imported(
        [], [there | {"title": "Rehtori"}, there | {"title": "opettaja"}, there | {"since": "1.1.2027"}]
    )
    rows = understood(preview)
    save(preview)

    assert [(row.state, row.differences) for row in rows] == [
        (SAME, []),
        (DIFFERS, [("Nimike", "rehtori", "opettaja")]),
        (DIFFERS, [("Alkaen", "1.8.2026", "1.1.2027")]),
    ]
    assert Position.objects.count() == 1


def test_who_left_an_organisation_is_known_again_and_comes_back(network, imported):
    town = OrganisationFactory(network=network, name="Mallila")
    yesterday = timezone.localdate() - timedelta(days=1)
    maija = PositionFactory(
        person=PersonFactory(network=network, **MAIJA), organisation=town, valid_to=yesterday
    ).person

    preview = imported([], [MAIJA | {"organisation": "Mallila"}])

    assert states(preview) == [ADDS]
    save(preview)
    assert maija.positions.filter(valid_to=None).count() == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"organisation": "Mallila"}, "Samanniminen henkilö on jo täällä: Maija Esimerkki (Toisaala)."),
        ({}, "Samanniminen henkilö on jo täällä: Maija Esimerkki (Toisaala)."),
        ({"first_name": "Majja", "organisation": "Mallila"}, "Muistuttaa: Maija Esimerkki (Toisaala)"),
        (
            {"last_name": "Malli", "email": "MAIJA@kunta.example"},
            "Sähköpostiosoite on jo henkilöllä Maija Esimerkki (Toisaala).",
        ),
    ],
)  # fmt: skip
def test_row_like_somebody_is_asked_about_and_left_out_without_an_answer(network, imported, cells, reason):
    elsewhere = OrganisationFactory(network=network, name="Toisaala")
    OrganisationFactory(network=network, name="Mallila")
    maija = PersonFactory(network=network, **MAIJA, email="maija@kunta.example")
    PositionFactory(person=maija, organisation=elsewhere)

    preview = imported([], [MAIJA | cells])
    (row,) = understood(preview)
    counts = save(preview)

    assert (row.state, row.notes, [one.stored for one in row.candidates]) == (DOUBTFUL, [reason], [maija])
    assert (counts, Person.objects.count(), maija.positions.count()) == ({DOUBTFUL: 1}, 1, 1)


def test_row_like_somebody_becomes_what_its_author_says(network, imported):
    OrganisationFactory(network=network, name="Mallila")
    iiris = PersonFactory(network=network, first_name="Iiris", last_name="Esimerkki", email="")
    rows = [
        {"last_name": "Esimerkki", "first_name": "Iris", "organisation": "Mallila", "email": "iris@kunta.example"},
        {"last_name": "Esimerki", "first_name": "Iiris"},
    ]

    counts = save(imported([], rows), people_2="0", people_3="new")

    iiris.refresh_from_db()
    assert counts == {ADDS: 1, NEW: 1}
    assert (iiris.email, iiris.first_name, iiris.positions.count()) == ("iris@kunta.example", "Iiris", 1)
    assert Person.objects.filter(last_name="Esimerki").count() == 1


@pytest.mark.parametrize("answer", ["", "7", "-1", "tuntematon", "²"])
def test_answer_that_is_none_leaves_the_row_out(network, imported, answer):
    PersonFactory(network=network, first_name="Majja", last_name="Esimerkki")

    assert save(imported([], [MAIJA]), people_2=answer) == {DOUBTFUL: 1}


def test_names_of_people_elsewhere_and_numbers_in_names_ask_nothing(network, other_network, imported):
    PersonFactory(network=other_network, **MAIJA)
    OrganisationFactory(network=network, name="Päiväkoti 1")

    assert states(imported([{"name": "Päiväkoti 2", "kind": "koulu tai oppilaitos"}], [MAIJA])) == [NEW, NEW]


def test_merged_name_finds_the_person(network, imported):
    maija = PersonFactory(network=network, first_name="Maija", last_name="Malli")
    merge_people(PersonFactory(network=network, **MAIJA), into=maija, actor=None)

    (row,) = understood(imported([], [MAIJA]))

    assert (row.state, row.facts["known"].stored) == (DIFFERS, maija)
    assert row.differences == [("Nimi", "Maija Malli", "Maija Esimerkki")]


def test_units_of_one_name_in_two_towns_are_two(network, imported):
    first = OrganisationFactory(network=network, name="Mallila")
    OrganisationFactory(network=network, name="Perhekeskus", parent=first)
    OrganisationFactory(network=network, name="Esimerkkilä")

    preview = imported(
        [{"name": "Perhekeskus", "parent": "Esimerkkilä"}],
        [MAIJA | {"organisation": "Perhekeskus, Esimerkkilä"}, MAIJA | {"organisation": "Perhekeskus"}],
    )
    rows = understood(preview)

    assert [row.state for row in rows] == [NEW, NEW, REFUSED]
    assert rows[2].problems == ["Organisaatio: ”Perhekeskus” – usealla on tämä nimi."]


def test_organisation_like_another_is_asked_about_with_those_that_it_may_be(network, imported):
    first, second = (OrganisationFactory(network=network, name=name) for name in ("Mallila", "Esimerkkilä"))
    units = [OrganisationFactory(network=network, name="Perhekeskus", parent=town) for town in (first, second)]
    ended = OrganisationFactory(network=network, name="Kuntayhtymä", valid_to=date(2022, 12, 31))
    alone = OrganisationFactory(network=network, name="Nuorisotalo", parent=first)
    rows = understood(
        imported(
            [
                {"name": "Perhekeskuss", "parent": "Mallila"},
                {"name": "Kuntayhtymä", "kind": "kuntayhtymä"},
                {"name": "Perhekeskus", "kind": "yksikkö"},
                {"name": "Nuorisotalo"},
            ]
        )
    )

    assert [(row.state, [one.stored for one in row.candidates]) for row in rows] == [
        (DOUBTFUL, units[:1]), (DOUBTFUL, [ended]), (DOUBTFUL, units), (SAME, []),
    ]  # fmt: skip
    assert rows[1].notes == ["Muistuttaa: Kuntayhtymä (–31.12.2022)"]
    assert rows[3].facts["known"].stored == alone


def test_what_belongs_to_a_row_that_is_left_out_is_left_out_with_it(network, imported):
    OrganisationFactory(network=network, name="Mallila", kind="municipality")
    file = ([{"name": "Malila", "kind": "kunta"}, {"name": "Perhekeskus", "parent": "Malila"}],
            [MAIJA | {"organisation": "Perhekeskus"}])  # fmt: skip

    assert save(imported(*file)) == {DOUBTFUL: 3}
    assert save(imported(*file), organisations_2="0") == {SAME: 1, NEW: 2}
    assert Organisation.objects.get(name="Perhekeskus").parent.name == "Mallila"


def test_position_that_an_answer_shows_to_be_there_is_not_added_again(network, imported):
    town = OrganisationFactory(network=network, name="Mallila", kind="municipality")
    maija = PersonFactory(network=network, **MAIJA, email="maija@kunta.example")
    PositionFactory(person=maija, organisation=town, title="johtaja")

    preview = imported(
        [{"name": "Malila", "kind": "kunta"}],
        [MAIJA | {"organisation": "Malila", "email": "maija@kunta.example", "title": "johtaja"}],
    )
    save(preview, organisations_2="0")

    assert maija.positions.count() == 1


def test_position_in_what_is_left_out_is_left_out_and_the_person_comes_in(network, imported):
    OrganisationFactory(network=network, name="Mallila", kind="municipality")
    maija = MAIJA | {"email": "maija@kunta.example"}

    preview = imported(
        [{"name": "Malila", "kind": "kunta"}],
        [maija | THERE | {"title": "rehtori"}, maija | {"organisation": "Malila", "phone": "040 1"}],
    )
    counts = save(preview)

    assert counts == {NEW: 1, DOUBTFUL: 2}
    assert [str(position) for position in Position.objects.all()] == ["rehtori, Mallila"]
    assert Person.objects.get(first_name="Maija").phone == ""


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


def test_preview_is_saved_once_by_its_author_in_its_time_as_it_was_shown(network, secretary, admin, imported):
    preview, late = imported([TOWN]), imported([TOWN])
    shown = digest(understood(preview))
    ImportPreview.objects.filter(pk=late.pk).update(expires_at=late.created_at)

    for one, actor, message in ((preview, admin, "Vain tiedoston valinnut"), (late, secretary, "vanhentunut")):
        with pytest.raises(DomainError, match=message):
            save_import(one, shown=shown, answers={}, actor=actor)
    save_import(preview, shown=shown, answers={}, actor=secretary)
    with pytest.raises(DomainError, match="on jo tallennettu"):
        save_import(preview, shown=shown, answers={}, actor=secretary)
    third = imported([TOWN | {"name": "Uusi"}])
    shown = digest(understood(third))
    OrganisationFactory(network=network, name="Uusi")
    with pytest.raises(DomainError, match="muuttunut"):
        save_import(third, shown=shown, answers={}, actor=secretary)

    preview.refresh_from_db()
    assert (preview.rows, clear_previews()) == ([], 1)


def test_import_is_in_the_log_without_names(network, secretary, imported):
    save(imported([TOWN], [MAIJA]))

    entries = LogEntry.objects.of(network)
    assert [entry.action for entry in entries] == ["network.import.saved", "network.import.previewed"]
    assert [entry.changes for entry in entries] == [
        {"added": [None, 2], "completed": [None, 0]}, {"rows": [None, 2]}]  # fmt: skip
    assert LogEntry.objects.filter(action="network.person.added", actor=secretary).count() == 1


def test_previews_are_seen_by_their_author_while_keeping_people(network, secretary, member, admin):
    preview = ImportPreviewFactory(network=network, created_by=secretary)
    for other in (member, admin):
        ImportPreviewFactory(network=network, created_by=other)

    assert list(ImportPreview.objects.visible_to(secretary)) == [preview]
    assert not ImportPreview.objects.visible_to(member).exists()


@pytest.mark.parametrize("count", [1, 12])
def test_reading_takes_the_same_queries_for_many_rows(network, imported, count, django_assert_num_queries):
    preview = imported(
        [{"name": f"Kunta {'abcdefghijklm'[n] * 4}", "kind": "kunta"} for n in range(count)],
        [MAIJA | {"last_name": "Esimerkki" + "abcdefghijklm"[n] * 4} for n in range(count)],
    )
    for n in range(count):
        PersonFactory(network=network, first_name="Maija", last_name="Esimerkki" + "abcdefghijklm"[n] * 4)

    with django_assert_num_queries(7):
        understood(preview)


def test_page_takes_a_file_shows_it_and_saves_it(network, secretary, client_as):
    client, url = client_as(secretary), reverse("network:import", args=[network.slug])
    PersonFactory(network=network, first_name="Majja", last_name="Esimerkki")

    sent = client.post(url, {"file": SimpleUploadedFile("väki.xlsx", workbook([TOWN], [MAIJA]))})
    page = client.get(sent.url)
    done = client.post(sent.url, {"digest": page.context["digest"], "people-2": "new"}, follow=True)

    assert [row.key for row in page.context["asked"]] == ["people-2"]
    assert "Sama kuin Majja Esimerkki" in page.content.decode()
    assert "Lisätty: 2. Täydennetty: 0. Ennallaan: 0. Jätetty pois: 0." in done.content.decode()
    assert client.get(sent.url).url == reverse("network:directory", args=[network.slug])
    assert Person.objects.filter(network=network, first_name="Maija").count() == 1


def test_page_says_what_is_wrong_with_the_file_and_shows_refused_rows(network, secretary, client_as):
    client, url = client_as(secretary), reverse("network:import", args=[network.slug])

    broken = client.post(url, {"file": SimpleUploadedFile("väki.xlsx", b"PK\x03\x04")})
    refused = client.get(
        client.post(url, {"file": SimpleUploadedFile("väki.xlsx", workbook([{"name": "Mallila"}]))}).url
    )

    assert (broken.status_code, list(broken.context["form"].errors)) == (422, ["file"])
    assert (refused.context["can_save"], "Tyyppi: Solu on tyhjä." in refused.content.decode()) == (False, True)


def test_rows_beyond_those_asked_about_are_told(network, secretary, imported, client_as, monkeypatch):
    monkeypatch.setattr("network.views.ImportPreviewView.most_asked", 1)
    PersonFactory(network=network, first_name="Majja", last_name="Esimerkki")

    page = client_as(secretary).get(imported([], [MAIJA, MAIJA | {"first_name": "Majia"}]).get_absolute_url())

    assert (len(page.context["asked"]), page.context["not_asked"], len(page.context["rows"])) == (1, 1, 1)


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [("iiris", "iris", True), ("maija", "majja", True), ("maija", "maijaa", True), ("talo 1", "talo 2", False),
     ("maija", "maija", True), ("maija", "mari", False)],
)  # fmt: skip
def test_names_resemble_one_another_by_a_letter(name, other, alike):
    found = Resembling([name])
    found.add(other, other)

    assert found.like(name) == ([other] if alike else [])
