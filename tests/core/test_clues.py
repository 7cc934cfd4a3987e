from pathlib import Path

import pytest

from core.clues import Clue, find_clues

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "Ville 7 v",
        "Ville, 7 v.",
        "Ville (7 v) ei tule kouluun",
        "Ville on 7-vuotias",
        "7-vuotias Ville",
        "7-vuotiaan Villen asia",
        "Villellä 12-vuotiaalla on huolia",
        "8 kk Aino",
        "Ville är 7 år",
        "7-årige Ville",
        "Elsa, 5 år",
    ],
)
def test_name_with_an_age_is_found(text):
    assert find_clues(text) == [Clue.AGE]


@pytest.mark.parametrize(
    "text",
    ["Koivukatu 3", "asuu Koivukadulla 3 B 12", "osoite Iso Mäntytie 12 a", "Storgatan 5 B 12", "på Lillvägen 7."],
)
def test_street_with_a_number_is_found(text):
    assert find_clues(text) == [Clue.STREET]


@pytest.mark.parametrize(
    "text",
    [
        "soita 040 123 4567",
        "040-1234567",
        "0401234567",
        "p. 09 123 4567",
        "(09) 123 4567",
        "+358 40 123 4567",
        "00358401234567",
        "ring 019-123 4567.",
    ],
)
def test_telephone_number_is_found(text):
    assert find_clues(text) == [Clue.PHONE]


@pytest.mark.parametrize(
    "text",
    ["Ö. perhe", "Ö:n perhe", "A.B. perheen palaveri", "perhe Ö. tarvitsee", "K. lapsi", "familjen Ö.", "Ö:s familj"],
)
def test_family_named_by_an_initial_is_found(text):
    assert find_clues(text) == [Clue.FAMILY]


@pytest.mark.parametrize(
    "text",
    [
        "Koulutus 3 vuotta",
        "ville 7 år",
        "7-vuotiaat lapset",
        "10-vuotias Verkostopankki",
        "Valtatie 3",
        "Riihimäentie",
        "Mäntykatu 2008/1",
        "Laki 1326/2010",
        "0123456-7",
        "30.11.2009 klo 9.30–12",
        "02100 Espoo",
        "vuosina 2007 2008 2009",
        "Dnro 012345/2009",
        "FI21 1234 5600 0007 85",
        "Vaihe A. Perheet kutsutaan",
        "kohta B. lapset",
        "A-ryhmän perhe",
        "perheen kanssa",
    ],
)
def test_ordinary_words_are_no_clues(text):
    assert find_clues(text) == []


def test_several_clues_are_told_once_each():
    assert find_clues("Ville 7 v, Aino 5 v, Ö. perhe, Koivukatu 3") == [Clue.AGE, Clue.STREET, Clue.FAMILY]


@pytest.mark.parametrize("name", ["methods/data/methods.json", "verkosto/locale/fi/LC_MESSAGES/django.po"])
def test_our_own_texts_hold_no_clues(name):
    """The catalogue and every word of the pages: 670,000 characters."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if find_clues(line)] == []


@pytest.mark.skipif(not SEEDS, reason="The real texts do not stand beside this checkout.")
def test_real_texts_hold_few_clues():
    """In 110,000 characters: four lines with addresses and two with telephone numbers, one of which is none."""
    found = [
        clue for path in SEEDS for line in path.read_text(encoding="utf-8").splitlines() for clue in find_clues(line)
    ]

    assert {clue: found.count(clue) for clue in set(found)} == {Clue.STREET: 4, Clue.PHONE: 2}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["0 " * 100_000, "Aaaa " * 50_000, "A. " * 60_000, "04 0 " * 50_000, "Katu" * 50_000])
def test_long_texts_are_read_quickly(text):
    assert find_clues(text) == []
