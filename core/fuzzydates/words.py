"""The words of dates in Finnish, Swedish and English, lower-cased: what each one says about the date.

``WORDS`` maps a word to a field of ``core.fuzzydates.scanning.Term`` and its value; ``None`` is a word that says
nothing by itself ("i", "vuonna" before a year). ``PHRASES`` are read before words, ``WHOLE`` only as the whole text.
"""

from typing import Any

from core.fuzzydates.enums import Part, Precision, Season
from core.fuzzydates.formats import MONTHS, WEEKDAYS

_STEMS = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
_SHORT_MONTHS = {
    "jan": 1, "febr": 2, "feb": 2, "mar": 3, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "okt": 10, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_SHORT_WEEKDAYS = (
    ("ma", "må", "mån", "mon"),
    ("ti", "tis", "tue", "tues"),
    ("ke", "ons", "wed"),
    ("to", "tor", "tors", "thu", "thur", "thurs"),
    ("pe", "fre", "fri"),
    ("la", "lö", "lör", "sat"),
    ("su", "sö", "sön", "sun"),
)
_SEASON_WORDS = {
    Season.SPRING: "kevät kevään keväällä keväänä keväästä vår våren spring",
    Season.SUMMER: "kesä kesän kesällä kesänä kesästä sommar sommaren summer",
    Season.AUTUMN: "syksy syksyn syksyllä syksynä syksystä höst hösten autumn fall",
    Season.WINTER: "talvi talven talvella talvena talvesta vinter vintern winter",
    Season.EARLY_YEAR: "alkuvuosi alkuvuoden alkuvuodesta alkuvuonna",
    Season.LATE_YEAR: "loppuvuosi loppuvuoden loppuvuodesta loppuvuonna",
}
_PART_WORDS = {
    Part.START: "alku alun alussa alkuun alkupuoli alkupuolella början beginning start early",
    Part.MIDDLE: "puoliväli puolivälissä puoliväliin mitten middle mid",
    Part.END: "loppu lopun lopussa loppuun loppupuoli loppupuolella slutet utgången end late",
}
_DEADLINE_WORDS = "mennessä viimeistään senast by latest"
_YEAR_WORDS = "vuosi vuonna vuoden vuodet vuosina v år året åren year years"
_FILLERS = "aikana i på den av under om in on the of during at"

WHOLE = {
    Precision.ASAP: [
        "mahdollisimman pian", "mahdollisimman nopeasti", "mahd. pian", "heti", "heti kun mahdollista", "pian",
        "välittömästi", "så snart som möjligt", "så fort som möjligt", "snarast", "snarast möjligt", "genast",
        "omedelbart", "as soon as possible", "asap", "immediately",
    ],
    Precision.PENDING: ["tulossa", "kommande", "på kommande", "upcoming", "coming"],
    Precision.UNKNOWN: [
        "ajankohta avoin", "avoin", "ei tiedossa", "myöhemmin", "sovitaan myöhemmin", "tidpunkten öppen", "öppen",
        "öppet", "senare", "date open", "open", "later", "not known",
    ],
}  # fmt: skip
IN_A_YEAR = ["vuoden kuluttua", "vuoden päästä", "om ett år", "in a year", "in one year", "a year from now"]
PHRASES: dict[str, tuple[tuple[str, Any], ...]] = {
    **dict.fromkeys(IN_A_YEAR, (("in_a_year", True),)),
    # "before the end of" sets a last day, "before" alone would not.
    **{f"före {word}": (("deadline", True), ("part", Part.END)) for word in ("utgången", "slutet")},
    "at the latest": (("deadline", True),),
}


def _words() -> dict[str, tuple[str, Any] | None]:
    words: dict[str, tuple[str, Any] | None] = dict.fromkeys(_FILLERS.split())
    for number, (stem, *names) in enumerate(zip(_STEMS, *MONTHS.values(), strict=True), start=1):
        words[stem] = ("stem", number)
        cases = [f"{stem}kuu{ending}" for ending in ("", "n", "ssa", "ta", "lla", "lle", "hun", "sta")]
        words |= dict.fromkeys([*cases, f"{stem}k", *(name.lower() for name in names)], ("month", number))
    words |= {word: ("month", number) for word, number in _SHORT_MONTHS.items()}
    for number, (short, *names) in enumerate(zip(_SHORT_WEEKDAYS, *WEEKDAYS.values(), strict=True)):
        finnish, swedish, english = (name.lower() for name in names)
        cases = [finnish, f"{finnish}na", swedish, f"{swedish}en", english]
        words |= dict.fromkeys([*short, *cases], ("weekday", number))
    words["keskiviikkona"] = ("weekday", 2)
    # After the stems: "kesä" alone is the summer, before a month it is June and begins on the same day.
    for season, text in _SEASON_WORDS.items():
        words |= dict.fromkeys(text.split(), ("season", season))
    for part, text in _PART_WORDS.items():
        words |= dict.fromkeys(text.split(), ("part", part))
    words |= dict.fromkeys(_DEADLINE_WORDS.split(), ("deadline", True))
    words |= dict.fromkeys(_YEAR_WORDS.split(), ("year_word", True))
    return words


WORDS = _words()
UNDATED_TEXTS = {text: precision for precision, texts in WHOLE.items() for text in texts}
