"""Rows that resemble what is here are asked about: which ones, and what an answer does."""

from datetime import date

import pytest

from network.models import Organisation, Person, Position
from network.services import merge_people, understood
from network.sheets.resembling import Resembling
from tests.factories.network import OrganisationFactory, PersonFactory, PositionFactory
from tests.network.workbooks import ADDS, DIFFERS, DOUBTFUL, MAIJA, NEW, REFUSED, SAME, THERE, save, states

pytestmark = pytest.mark.django_db


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
