"""The value: order, expiry, overlap, words; and that what is written can be read again."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.fuzzydates import FuzzyDate, FuzzyDateError, Look, Precision, parse, understood
from core.fuzzydates.words import UNDATED_TEXTS, WORDS
from tests.core.test_fuzzydates_parsing import DATED, UNDATED

TODAY = datetime.date(2008, 11, 12)

DATES = st.dates(min_value=datetime.date(1901, 1, 1), max_value=datetime.date(2090, 12, 31))
PIECES = [
    *WORDS, *UNDATED_TEXTS, "klo", "klo 9.30–12", "kl. 9", "9:30", "–", " - ", ".", "/", ",", "15.", "16", "15.1.",
    "31.2.", "29.2.", "28.12.–", "2009", "2012", "2009–2010", "1/2009", "20.2.06", "2009-01-15", "vk 12",
    "viikot 51–2", "vuoden kuluttua", "to 15.1.2009", "\u00a0", "\x00", "١٥",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=140), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))


def fuzzy(text):
    return parse(text, today=TODAY)


def test_sort_key_puts_dates_first_then_asap_then_open_then_upcoming():
    expected = [
        "tammikuu 2009", "2009", "15.1.2009", "15.–16.1.2009", "syksy 2009", "heti", "myöhemmin", "tulossa",
    ]  # fmt: skip

    ordered = sorted(map(fuzzy, reversed(expected)), key=FuzzyDate.sort_key)

    assert [str(value) for value in ordered] == expected


def test_sort_key_puts_asap_with_a_last_day_among_the_dates():
    day = datetime.date(2009, 1, 15)
    urgent = FuzzyDate(day, day, Precision.ASAP, "heti, viimeistään 15.1.")

    assert sorted([fuzzy("16.1.2009"), urgent], key=FuzzyDate.sort_key) == [urgent, fuzzy("16.1.2009")]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("15.1.2009", datetime.date(2009, 1, 15), False),
        ("15.1.2009", datetime.date(2009, 1, 16), True),
        ("syksy 2008", datetime.date(2008, 12, 31), False),
        ("syksy 2008", datetime.date(2009, 1, 1), True),
        ("helmikuun loppuun mennessä", datetime.date(2009, 3, 1), True),
        ("mahdollisimman pian", datetime.date.max, False),
        ("tulossa", datetime.date.max, False),
    ],
)
def test_expired_after_the_last_possible_day(text, on, expected):
    assert fuzzy(text).expired(on) is expected


def test_expired_asap_with_a_last_day():
    day = datetime.date(2009, 1, 15)

    assert FuzzyDate(day, day, Precision.ASAP, "heti").expired(datetime.date(2009, 1, 16)) is True


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("syksy 2008", "31.12.2008", True),
        ("syksy 2008", "1.1.2009", False),
        ("kesä 2008", "syksy 2008", True),
        ("kevät 2008", "kesä 2008", False),
        ("tulossa", "2008", False),
        ("tulossa", "tulossa", False),
    ],
)
def test_overlaps_when_a_day_is_shared(one, other, expected):
    assert fuzzy(one).overlaps(fuzzy(other)) is expected
    assert fuzzy(other).overlaps(fuzzy(one)) is expected


@pytest.mark.parametrize(
    ("text", "finnish", "swedish", "english"),
    [
        ("to 15.1.2009 klo 9.30", "15.1.2009", "15.1.2009", "15.1.2009"),
        ("15.–16.1.2009", "15.–16.1.2009", "15–16.1.2009", "15–16.1.2009"),
        ("28.2.–3.3.2009", "28.2.–3.3.2009", "28.2–3.3.2009", "28.2–3.3.2009"),
        ("28.12.–3.1.2009", "28.12.2008–3.1.2009", "28.12.2008–3.1.2009", "28.12.2008–3.1.2009"),
        ("4/2008", "huhtikuu 2008", "april 2008", "April 2008"),
        ("syksyllä 2009", "syksy 2009", "hösten 2009", "autumn 2009"),
        ("talvi 2008", "talvi 2008–2009", "vintern 2008–2009", "winter 2008–2009"),
        ("alkuvuosi 2009", "alkuvuosi 2009", "början av 2009", "early 2009"),
        ("vuonna 2010", "2010", "2010", "2010"),
        ("vk 12/2027", "viikko 12/2027", "vecka 12/2027", "week 12/2027"),
        ("viikko 1/2009", "viikko 1/2009", "vecka 1/2009", "week 1/2009"),
        ("viimeistään 15.2.", "15.2.2009 mennessä", "senast 15.2.2009", "by 15.2.2009"),
        (
            "helmikuun loppuun mennessä",
            "helmikuun 2009 loppuun mennessä",
            "senast i februari 2009",
            "by the end of February 2009",
        ),
        (
            "vuoden 2009 loppuun mennessä",
            "vuoden 2009 loppuun mennessä",
            "senast i slutet av 2009",
            "by the end of 2009",
        ),
        ("heti", "mahdollisimman pian", "så snart som möjligt", "as soon as possible"),
        ("upcoming", "tulossa", "kommande", "upcoming"),
        ("senare", "ajankohta avoin", "tidpunkten öppen", "date open"),
    ],
)
def test_format_speaks_three_languages(text, finnish, swedish, english):
    value = fuzzy(text)

    assert [value.format(language) for language in ("fi", "sv", "en")] == [finnish, swedish, english]


def test_format_knows_language_variants():
    value = fuzzy("syksy 2009")

    assert [value.format(code) for code in ("sv-fi", "FI", "en_GB", "de")] == [
        "hösten 2009", "syksy 2009", "autumn 2009", "autumn 2009",
    ]  # fmt: skip


def test_format_of_a_season_with_other_days_names_the_days():
    value = FuzzyDate(datetime.date(2009, 9, 1), datetime.date(2009, 11, 30), Precision.SEASON, "syksyllä 2009")

    assert value.format("fi") == "1.9.–30.11.2009"


@pytest.mark.parametrize(
    ("text", "finnish", "swedish"),
    [
        ("syksy 2009", "1.8.–31.12.2009", "1.8–31.12.2009"),
        ("15.1.", "torstai 15.1.2009", "torsdag 15.1.2009"),
        ("to 15.1. klo 9.30–12", "torstai 15.1.2009 klo 9.30–12", "torsdag 15.1.2009 kl. 9.30–12"),
        ("helmikuun loppuun mennessä", "28.2.2009 mennessä", "senast 28.2.2009"),
        ("asap", "mahdollisimman pian", "så snart som möjligt"),
    ],
)
def test_understood_names_the_days(text, finnish, swedish):
    assert (understood(fuzzy(text), "fi"), understood(fuzzy(text), "sv")) == (finnish, swedish)


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        (datetime.date(2009, 1, 1), None, Precision.DAY),
        (None, datetime.date(2009, 1, 1), Precision.ASAP),
        (datetime.date(2009, 1, 2), datetime.date(2009, 1, 1), Precision.RANGE),
        (None, None, Precision.DAY),
    ],
)
def test_fuzzy_date_refuses_half_values(earliest, latest, precision):
    with pytest.raises(ValueError, match=r"day|ends"):
        FuzzyDate(earliest, latest, precision, "x")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("text", [form[0] for form in DATED + UNDATED])
def test_format_is_read_back(text, language):
    value = fuzzy(text)

    again = fuzzy(value.format(language))

    assert (again.earliest, again.latest, again.precision) == (value.earliest, value.latest, value.precision)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(text=TEXTS, today=DATES, look=st.sampled_from(Look), language=st.sampled_from(["fi", "sv", "en"]))
def test_parse_raises_nothing_else_and_is_stable(text, today, look, language):
    try:
        value = parse(text, today=today, look=look)
    except FuzzyDateError:
        return

    written = value.format(language)
    again = parse(written, today=today, look=look)

    assert (again.earliest, again.latest, again.precision) == (value.earliest, value.latest, value.precision)
    assert again.format(language) == written
    assert parse(value.text, today=today, look=look) == value
