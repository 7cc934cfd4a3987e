"""What a person may write for a date, and what it is understood to mean."""

import datetime

import pytest

from core.fuzzydates import FuzzyDateError, Look, Precision, parse, times_of

TODAY = datetime.date(2008, 11, 12)  # a Wednesday

DAY, RANGE, WEEK, MONTH = Precision.DAY, Precision.RANGE, Precision.WEEK, Precision.MONTH
SEASON, YEAR, DEADLINE = Precision.SEASON, Precision.YEAR, Precision.DEADLINE

DATED = [
    # Days.
    ("15.1.2009", "2009-01-15", "2009-01-15", DAY),
    ("15.01.2009", "2009-01-15", "2009-01-15", DAY),
    ("15. 1. 2009", "2009-01-15", "2009-01-15", DAY),
    ("18.8. 2010", "2010-08-18", "2010-08-18", DAY),
    ("15.1.", "2009-01-15", "2009-01-15", DAY),
    ("15.1", "2009-01-15", "2009-01-15", DAY),
    ("12.11.", "2008-11-12", "2008-11-12", DAY),
    ("11.11.", "2009-11-11", "2009-11-11", DAY),
    ("29.2.", "2012-02-29", "2012-02-29", DAY),
    ("20.2.06", "2006-02-20", "2006-02-20", DAY),
    ("31.12.98", "1998-12-31", "1998-12-31", DAY),
    ("2009-01-15", "2009-01-15", "2009-01-15", DAY),
    ("15/1/2009", "2009-01-15", "2009-01-15", DAY),
    ("15. tammikuuta 2009", "2009-01-15", "2009-01-15", DAY),
    ("den 15 januari 2009", "2009-01-15", "2009-01-15", DAY),
    ("15th of January 2009", "2009-01-15", "2009-01-15", DAY),
    ("January 15, 2009", "2009-01-15", "2009-01-15", DAY),
    # Weekdays.
    ("to 15.1.2009", "2009-01-15", "2009-01-15", DAY),
    ("to 15.1.", "2009-01-15", "2009-01-15", DAY),
    ("TO, 15.1.2009.", "2009-01-15", "2009-01-15", DAY),
    ("torstai 15.1.2009", "2009-01-15", "2009-01-15", DAY),
    ("torstaina 15.1.2009", "2009-01-15", "2009-01-15", DAY),
    ("keskiviikkona 4.3.2009", "2009-03-04", "2009-03-04", DAY),
    ("tors. 15.1.2009", "2009-01-15", "2009-01-15", DAY),
    ("torsdagen den 15 januari 2009", "2009-01-15", "2009-01-15", DAY),
    ("Thursday 15 January 2009", "2009-01-15", "2009-01-15", DAY),
    # Clock times.
    ("to 15.1. klo 9.30–12", "2009-01-15", "2009-01-15", DAY),
    ("tors 15.1.2009 kl. 9.30", "2009-01-15", "2009-01-15", DAY),
    ("15.1.2009 at 9:30", "2009-01-15", "2009-01-15", DAY),
    # From day to day, and wider ranges.
    ("15.–16.1.2009", "2009-01-15", "2009-01-16", RANGE),
    ("15-16.1.2009", "2009-01-15", "2009-01-16", RANGE),
    ("15. – 16. tammikuuta 2009", "2009-01-15", "2009-01-16", RANGE),
    ("28.2.–3.3.2009", "2009-02-28", "2009-03-03", RANGE),
    ("28.2–3.3.2009", "2009-02-28", "2009-03-03", RANGE),
    ("28.12.–3.1.2009", "2008-12-28", "2009-01-03", RANGE),
    ("28.12.2008–3.1.", "2008-12-28", "2009-01-03", RANGE),
    ("28.12.–3.1.", "2008-12-28", "2009-01-03", RANGE),
    ("10.–14.11.", "2008-11-10", "2008-11-14", RANGE),
    ("10.–11.11.", "2009-11-10", "2009-11-11", RANGE),
    ("1.9.04 – 31.12.06", "2004-09-01", "2006-12-31", RANGE),
    ("2009-01-15 – 2009-01-20", "2009-01-15", "2009-01-20", RANGE),
    ("to–pe 15.–16.1.2009", "2009-01-15", "2009-01-16", RANGE),
    ("to 15.1. – pe 16.1.2009", "2009-01-15", "2009-01-16", RANGE),
    ("15.1.–15.1.2009", "2009-01-15", "2009-01-15", DAY),
    ("1–2/2009", "2009-01-01", "2009-02-28", RANGE),
    ("syys–lokakuu 2009", "2009-09-01", "2009-10-31", RANGE),
    ("kesä–elokuussa 2009", "2009-06-01", "2009-08-31", RANGE),
    ("huhtikuu 2008 – toukokuu 2009", "2008-04-01", "2009-05-31", RANGE),
    ("syksy 2009 – kevät 2010", "2009-08-01", "2010-05-31", RANGE),
    ("syksy–kevät", "2008-08-01", "2009-05-31", RANGE),
    ("2009–2010", "2009-01-01", "2010-12-31", RANGE),
    # Months.
    ("1/2009", "2009-01-01", "2009-01-31", MONTH),
    ("01/2009", "2009-01-01", "2009-01-31", MONTH),
    ("huhtikuu 2008", "2008-04-01", "2008-04-30", MONTH),
    ("Huhtikuu 2008", "2008-04-01", "2008-04-30", MONTH),
    ("HUHTIKUU  2008", "2008-04-01", "2008-04-30", MONTH),
    ("huhtikuu\u00a02008", "2008-04-01", "2008-04-30", MONTH),
    ("huh\u00adtikuu 2008.", "2008-04-01", "2008-04-30", MONTH),
    ("huhtikuussa 2008", "2008-04-01", "2008-04-30", MONTH),
    ("huhtikuun aikana 2008", "2008-04-01", "2008-04-30", MONTH),
    ("vuoden 2008 tammikuussa", "2008-01-01", "2008-01-31", MONTH),
    ("marraskuu", "2008-11-01", "2008-11-30", MONTH),
    ("lokakuussa", "2009-10-01", "2009-10-31", MONTH),
    ("helmikuu 2008", "2008-02-01", "2008-02-29", MONTH),
    ("april 2008", "2008-04-01", "2008-04-30", MONTH),
    ("i april 2008", "2008-04-01", "2008-04-30", MONTH),
    ("okt. 2008", "2008-10-01", "2008-10-31", MONTH),
    ("April 2008", "2008-04-01", "2008-04-30", MONTH),
    ("in May 2008", "2008-05-01", "2008-05-31", MONTH),
    ("huhtikuun 2008 alussa", "2008-04-01", "2008-04-10", RANGE),
    ("huhtikuun puolivälissä 2008", "2008-04-11", "2008-04-20", RANGE),
    ("helmikuun 2009 lopussa", "2009-02-21", "2009-02-28", RANGE),
    ("i början av april 2008", "2008-04-01", "2008-04-10", RANGE),
    ("vuoden kuluttua helmikuussa", "2010-02-01", "2010-02-28", MONTH),
    ("vuoden kuluttua lokakuussa", "2009-10-01", "2009-10-31", MONTH),
    ("vuoden kuluttua helmikuussa 2007", "2007-02-01", "2007-02-28", MONTH),
    ("om ett år i februari", "2010-02-01", "2010-02-28", MONTH),
    ("in a year in February", "2010-02-01", "2010-02-28", MONTH),
    ("vuoden kuluttua", "2009-11-01", "2009-11-30", MONTH),
    ("vuoden päästä keväällä", "2010-01-01", "2010-05-31", SEASON),
    # Seasons.
    ("syksy 2009", "2009-08-01", "2009-12-31", SEASON),
    ("Syksyllä 2008", "2008-08-01", "2008-12-31", SEASON),
    ("syksyn 2008 aikana", "2008-08-01", "2008-12-31", SEASON),
    ("syksy", "2008-08-01", "2008-12-31", SEASON),
    ("kevät 2027", "2027-01-01", "2027-05-31", SEASON),
    ("keväällä", "2009-01-01", "2009-05-31", SEASON),
    ("kesä", "2009-06-01", "2009-08-31", SEASON),
    ("talvi 2008–2009", "2008-12-01", "2009-02-28", SEASON),
    ("talvi 2007-08", "2007-12-01", "2008-02-29", SEASON),
    ("talvi 2008", "2008-12-01", "2009-02-28", SEASON),
    ("alkuvuosi 2009", "2009-01-01", "2009-04-30", SEASON),
    ("vuoden 2009 alussa", "2009-01-01", "2009-04-30", SEASON),
    ("loppuvuosi 2009", "2009-09-01", "2009-12-31", SEASON),
    ("loppuvuodesta", "2008-09-01", "2008-12-31", SEASON),
    ("hösten 2008", "2008-08-01", "2008-12-31", SEASON),
    ("på hösten", "2008-08-01", "2008-12-31", SEASON),
    ("våren 2027", "2027-01-01", "2027-05-31", SEASON),
    ("början av 2009", "2009-01-01", "2009-04-30", SEASON),
    ("autumn 2009", "2009-08-01", "2009-12-31", SEASON),
    ("in the spring of 2009", "2009-01-01", "2009-05-31", SEASON),
    ("late 2009", "2009-09-01", "2009-12-31", SEASON),
    # Years and weeks.
    ("2010", "2010-01-01", "2010-12-31", YEAR),
    ("vuonna 2010", "2010-01-01", "2010-12-31", YEAR),
    ("v. 2010", "2010-01-01", "2010-12-31", YEAR),
    ("år 2010", "2010-01-01", "2010-12-31", YEAR),
    ("viikko 12/2027", "2027-03-22", "2027-03-28", WEEK),
    ("viikolla 12", "2009-03-16", "2009-03-22", WEEK),
    ("vk 12", "2009-03-16", "2009-03-22", WEEK),
    ("vko 46", "2008-11-10", "2008-11-16", WEEK),
    ("viikko 53", "2009-12-28", "2010-01-03", WEEK),
    ("viikot 12–13/2027", "2027-03-22", "2027-04-04", RANGE),
    ("viikot 51–2", "2008-12-15", "2009-01-11", RANGE),
    ("vecka 12", "2009-03-16", "2009-03-22", WEEK),
    ("v. 12", "2009-03-16", "2009-03-22", WEEK),
    ("week 12/2027", "2027-03-22", "2027-03-28", WEEK),
    # Last days.
    ("helmikuun loppuun mennessä 2009", "2009-02-01", "2009-02-28", DEADLINE),
    ("marraskuun 2008 loppuun mennessä", "2008-11-01", "2008-11-30", DEADLINE),
    ("viimeistään helmikuussa", "2009-02-01", "2009-02-28", DEADLINE),
    ("helmikuun alkuun mennessä", "2009-02-10", "2009-02-10", DEADLINE),
    ("vuoden loppuun mennessä", "2008-01-01", "2008-12-31", DEADLINE),
    ("vuoden 2009 loppuun mennessä", "2009-01-01", "2009-12-31", DEADLINE),
    ("15.2.2009 mennessä", "2009-02-15", "2009-02-15", DEADLINE),
    ("viimeistään 15.2.", "2009-02-15", "2009-02-15", DEADLINE),
    ("viimeistään viikolla 12", "2009-03-22", "2009-03-22", DEADLINE),
    ("senast 15.2.2009", "2009-02-15", "2009-02-15", DEADLINE),
    ("före utgången av februari 2009", "2009-02-01", "2009-02-28", DEADLINE),
    ("by the end of February 2009", "2009-02-01", "2009-02-28", DEADLINE),
]

UNDATED = [
    ("mahdollisimman pian", Precision.ASAP),
    ("Mahdollisimman  pian.", Precision.ASAP),
    ("heti", Precision.ASAP),
    ("så snart som möjligt", Precision.ASAP),
    ("as soon as possible", Precision.ASAP),
    ("ASAP", Precision.ASAP),
    ("tulossa", Precision.PENDING),
    ("Tulossa", Precision.PENDING),
    ("kommande", Precision.PENDING),
    ("upcoming", Precision.PENDING),
    ("myöhemmin", Precision.UNKNOWN),
    ("senare", Precision.UNKNOWN),
    ("later", Precision.UNKNOWN),
]

REFUSED = [
    ("", "not_understood"),
    (" – ", "not_understood"),
    ("joskus", "not_understood"),
    ("i", "not_understood"),
    ("vuosi", "not_understood"),
    ("alku", "not_understood"),
    ("syys", "not_understood"),
    ("15.", "not_understood"),
    ("torstai", "not_understood"),
    ("klo 9", "not_understood"),
    ("2009-", "not_understood"),
    ("2009-10", "not_understood"),
    ("1/10", "not_understood"),
    ("huhtikuu 08", "not_understood"),
    ("huhtikuu toukokuu 2009", "not_understood"),
    ("15.1.2009 16.1.2009", "not_understood"),
    ("15.1.20091", "not_understood"),
    ("15.1.–2009", "not_understood"),
    ("kevät 2008–2009", "not_understood"),
    ("talvi 2008–2010", "not_understood"),
    ("vuoden 2009 puolivälissä", "not_understood"),
    ("viimeistään 15.–16.1.2009", "not_understood"),
    ("to–pe 15.1.2009", "not_understood"),
    ("heti klo 9", "not_understood"),
    ("15.1. klo 9 – 16.1. klo 12", "not_understood"),
    ("<script>", "not_understood"),
    ("31.2.2009", "impossible"),
    ("31.2.", "impossible"),
    ("29.2.2009", "impossible"),
    ("15.13.2009", "impossible"),
    ("13/2009", "impossible"),
    ("0/2009", "impossible"),
    ("31.2.–3.3.2009", "impossible"),
    ("2009-02-30", "impossible"),
    ("viikko 53/2010", "impossible"),
    ("viikko 54", "impossible"),
    ("pe 15.1.2009", "weekday"),
    ("to 16.1.", "weekday"),
    ("ma–ti 15.–16.1.2009", "weekday"),
    ("16.–15.1.2009", "order"),
    ("16.–15.1.", "order"),
    ("3.3.–28.2.2009", "order"),
    ("3.3.2009–28.2.2009", "order"),
    ("2010–2009", "order"),
    ("15.1.1899", "year"),
    ("2500", "year"),
    ("talvi 2100", "year"),
    ("15.1. klo 25", "time"),
    ("15.1. klo 9.60", "time"),
    ("15.1. klo 12–9", "time_order"),
    ("15.1. klo 9–9", "time_order"),
    ("huhtikuu 2009 klo 9", "time_without_day"),
    ("vk 12 klo 9", "time_without_day"),
    ("15.1.2009" + " " * 3 + "x" * 120, "too_long"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), DATED)
def test_parse_understands_dates(text, earliest, latest, precision):
    fuzzy = parse(text, today=TODAY)

    assert (fuzzy.earliest.isoformat(), fuzzy.latest.isoformat(), fuzzy.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(("text", "precision"), UNDATED)
def test_parse_understands_words_without_days(text, precision):
    fuzzy = parse(text, today=TODAY)

    assert (fuzzy.earliest, fuzzy.latest, fuzzy.precision) == (None, None, precision)


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_parse_refuses(text, code):
    with pytest.raises(FuzzyDateError) as refusal:
        parse(text, today=TODAY)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("15.1.2009", None, None),
        ("to 15.1. klo 9.30–12", datetime.time(9, 30), datetime.time(12)),
        ("15.1. klo 9 - 12.15", datetime.time(9), datetime.time(12, 15)),
        ("20.2.06 Klo 12 – 15", datetime.time(12), datetime.time(15)),
        ("15.1.2009 klo 9.30 –", datetime.time(9, 30), None),
        ("15.1.2009 kl. 9.30", datetime.time(9, 30), None),
        ("15.1.2009 at 9", datetime.time(9), None),
        ("15.1.2009 9:30–12:00", datetime.time(9, 30), datetime.time(12)),
        ("15.–16.1.2009 klo 12–9", datetime.time(12), datetime.time(9)),
        ("15.2.2009 klo 12 mennessä", datetime.time(12), None),
    ],
)
def test_parse_reads_times(text, starts, ends):
    fuzzy = parse(text, today=TODAY)

    assert (fuzzy.starts_time, fuzzy.ends_time) == (starts, ends)
    assert times_of(fuzzy.text) == (starts, ends)


def test_times_of_a_text_that_was_never_parsed_are_none():
    assert times_of("tila 3 klo 99") == (None, None)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("15.1.", "2008-01-15", "2008-01-15"),
        ("12.11.", "2008-11-12", "2008-11-12"),
        ("13.11.", "2007-11-13", "2007-11-13"),
        ("29.2.", "2008-02-29", "2008-02-29"),
        ("28.12.–3.1.", "2007-12-28", "2008-01-03"),
        ("marraskuu", "2008-11-01", "2008-11-30"),
        ("joulukuu", "2007-12-01", "2007-12-31"),
        ("syksyllä", "2008-08-01", "2008-12-31"),
        ("talvella", "2007-12-01", "2008-02-29"),
        ("vk 12", "2008-03-17", "2008-03-23"),
    ],
)
def test_parse_looking_back_takes_the_last_one_begun(text, earliest, latest):
    fuzzy = parse(text, today=TODAY, look=Look.BACK)

    assert (fuzzy.earliest.isoformat(), fuzzy.latest.isoformat()) == (earliest, latest)


def test_parse_keeps_the_text_as_written():
    fuzzy = parse("  TO\u00a015.1.2009 \x00 Klo  9.30–12.\n", today=TODAY)

    assert str(fuzzy) == "TO 15.1.2009 Klo 9.30–12."


def test_parse_finds_a_year_from_now_at_the_end_of_february():
    leap_day = datetime.date(2008, 2, 29)

    fuzzy = parse("vuoden kuluttua", today=leap_day)

    assert fuzzy.earliest == datetime.date(2009, 2, 1)
