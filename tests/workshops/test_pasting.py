"""What is understood of lines pasted from paper or slides."""

import pytest

from network.models import Municipality
from workshops.models import Workshop
from workshops.queries.pasting import read_paste

PLACES = [
    Municipality(pk=number, name_fi=fi, name_sv=sv)
    for number, (fi, sv) in enumerate([("Siuntio", "Sjundeå"), ("Järvenpää", "Träskända"), ("Kerava", "Kervo")], 1)
]
A, B = (Workshop(pk=number, code=code, title="Malli") for number, code in enumerate("AB", 1))


def read(text, **more):
    return read_paste(text, workshops=[A, B], municipalities=PLACES, **more)


def said(text, **more):
    """``[(workshop's letter, municipality, text)]`` of the answers."""
    return [
        (row.workshop and row.workshop.code, row.municipality and row.municipality.name_fi, row.text)
        for row in read(text, **more)
        if not row.is_heading
    ]


def doubts(text, **more):
    return [list(row.doubts) for row in read(text, **more) if not row.is_heading]


@pytest.mark.parametrize("bullet", ["- ", "– ", "—", "• ", "* ", "▪\t", "o ", ""])
def test_bullet_is_taken_off(bullet):
    assert said(f"{bullet}Tarpeeksi aikaisin (Siuntio)") == [(None, "Siuntio", "Tarpeeksi aikaisin")]


@pytest.mark.parametrize("name", ["(Järvenpää)", "(JÄRVENPÄÄ)", "[jarvenpaa]", "(Träskända).", "( Järvenpää )"])
def test_municipality_stands_in_brackets_at_the_end(name):
    assert said(f"- Tuttu (esim. vuosikello) {name}") == [(None, "Järvenpää", "Tuttu (esim. vuosikello)")]


def test_line_of_a_workshop_begins_it():
    text = "A. Palveluohjaus\n- Yksi (Kerava)\nB.\n- Kaksi (Kerava)\nA)\n- Kolme (Kerava)"

    assert [code for code, _place, _text in said(text)] == ["A", "B", "A"]


def test_workshop_is_no_bullet():
    assert said("- A. Virtanen piti esityksen (Kerava)") == [(None, "Kerava", "A. Virtanen piti esityksen")]


def test_letter_that_no_workshop_has_is_doubted():
    assert doubts("G. Perhekoulu (Kerava)") == [["Päivässä ei ole työpajaa G."]]


def test_name_of_a_municipality_goes_for_all_below_it():
    text = "KERAVA\nA. Palveluohjaus\n- Yksi\nB. Perhekoulu\n- Kaksi (Siuntio)\n- Kolme\nSiuntio:\n- Neljä"

    assert said(text) == [
        ("A", "Kerava", "Yksi"),
        ("B", "Siuntio", "Kaksi"),
        ("B", "Kerava", "Kolme"),
        ("B", "Siuntio", "Neljä"),
    ]


def test_line_in_capitals_is_a_heading_and_begins_what_is_general():
    text = "A. Palveluohjaus\n- Yksi (Kerava)\nMUITA KOMMENTTEJA TYÖPAJOJEN ANNISTA...\n- Kaksi (Kerava)"

    assert [code for code, _place, _text in said(text)] == ["A", None]


def test_arrow_goes_on_with_the_line_above():
    text = "- Selkeä esitys\n→ oman ryhmän muodostaminen (Siuntio)\n- Toinen (Kerava)\n-> vielä"

    assert said(text) == [
        (None, "Siuntio", "Selkeä esitys → oman ryhmän muodostaminen"),
        (None, "Kerava", "Toinen -> vielä"),
    ]
    assert doubts(text) == [[], []]


def test_what_is_chosen_goes_for_lines_that_say_nothing():
    assert said("Yksi\nKaksi (Kerava)", workshop=B, municipality=PLACES[0]) == [
        ("B", "Siuntio", "Yksi"),
        ("B", "Kerava", "Kaksi"),
    ]


def test_lines_keep_their_numbers():
    assert [row.number for row in read("\nYksi\n\n  \nKaksi\n")] == [2, 5]


def test_doubts():
    text = "- Yksi\n- Kaksi (Narnia)\nkolme (Kerava)\n- Liisa 7 v hyötyi (Kerava)"

    assert doubts(text) == [
        ["Ilman kuntaa"],
        ["”Narnia” ei ole sen päivän kunta.", "Ilman kuntaa"],
        ["Ei luetelmaviivaa: otsikko vai ylemmän rivin jatko?"],
        ["Tämä näyttää asiakastiedolta."],
    ]


def test_without_municipalities_brackets_stay():
    rows = read_paste("- Hyvä päivä (Kerava)\nA. Kiitos", workshops=[], municipalities=[])

    assert [(row.text, row.doubts) for row in rows if row.text != "A. Kiitos"] == [("Hyvä päivä (Kerava)", ())]
