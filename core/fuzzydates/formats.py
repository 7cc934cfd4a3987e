"""A fuzzy date in words: Finnish, Swedish and English. Numbers are written alike in all three (product.md, section 7).

The words stand here and not in the translation catalogues, because ``parse`` must read back exactly what is written.
"""

import datetime
from typing import TYPE_CHECKING

from core.fuzzydates.enums import Precision, Season
from core.fuzzydates.spans import month_span, season_of, year_span

if TYPE_CHECKING:
    from core.fuzzydates.values import FuzzyDate

MONTHS = {
    "fi": [
        "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
        "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
    ],
    "sv": [
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
}  # fmt: skip
WEEKDAYS = {
    "fi": ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"],
    "sv": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
SEASONS = {
    "fi": {
        Season.SPRING: "kevät {}",
        Season.SUMMER: "kesä {}",
        Season.AUTUMN: "syksy {}",
        Season.WINTER: "talvi {}",
        Season.EARLY_YEAR: "alkuvuosi {}",
        Season.LATE_YEAR: "loppuvuosi {}",
    },
    "sv": {
        Season.SPRING: "våren {}",
        Season.SUMMER: "sommaren {}",
        Season.AUTUMN: "hösten {}",
        Season.WINTER: "vintern {}",
        Season.EARLY_YEAR: "början av {}",
        Season.LATE_YEAR: "slutet av {}",
    },
    "en": {
        Season.SPRING: "spring {}",
        Season.SUMMER: "summer {}",
        Season.AUTUMN: "autumn {}",
        Season.WINTER: "winter {}",
        Season.EARLY_YEAR: "early {}",
        Season.LATE_YEAR: "late {}",
    },
}
WEEK = {"fi": "viikko {}/{}", "sv": "vecka {}/{}", "en": "week {}/{}"}
DEADLINE_DAY = {"fi": "{} mennessä", "sv": "senast {}", "en": "by {}"}
DEADLINE_MONTH = {"fi": "{}n {} loppuun mennessä", "sv": "senast i {} {}", "en": "by the end of {} {}"}
DEADLINE_YEAR = {"fi": "vuoden {} loppuun mennessä", "sv": "senast i slutet av {}", "en": "by the end of {}"}
UNDATED_WORDS = {
    "fi": {
        Precision.ASAP: "mahdollisimman pian",
        Precision.UNKNOWN: "ajankohta avoin",
        Precision.PENDING: "tulossa",
    },
    "sv": {
        Precision.ASAP: "så snart som möjligt",
        Precision.UNKNOWN: "tidpunkten öppen",
        Precision.PENDING: "kommande",
    },
    "en": {
        Precision.ASAP: "as soon as possible",
        Precision.UNKNOWN: "date open",
        Precision.PENDING: "upcoming",
    },
}
CLOCK = {"fi": "klo", "sv": "kl.", "en": "at"}


def format_date(fuzzy: "FuzzyDate", language: str) -> str:
    """The date in the words of a language, without times."""
    language = supported(language)
    earliest, latest = fuzzy.earliest, fuzzy.latest
    if earliest is None or latest is None:
        return UNDATED_WORDS[language][fuzzy.precision]
    match fuzzy.precision:
        case Precision.WEEK:
            iso = earliest.isocalendar()
            return WEEK[language].format(iso.week, iso.year)
        case Precision.MONTH:
            return f"{MONTHS[language][earliest.month - 1]} {earliest.year}"
        case Precision.SEASON if season := season_of(earliest, latest):
            return SEASONS[language][season].format(_years(earliest, latest))
        case Precision.YEAR:
            return f"{earliest.year}"
        case Precision.DEADLINE:
            return _deadline(earliest, latest, language)
    return format_days(earliest, latest, language)


def understood(fuzzy: "FuzzyDate", language: str) -> str:
    """What is shown beside the field before saving: the days that were understood, "1.8.–31.12.2009"."""
    language = supported(language)
    if fuzzy.earliest is None or fuzzy.latest is None:
        return format_date(fuzzy, language)
    days = format_days(fuzzy.earliest, fuzzy.latest, language)
    if fuzzy.earliest == fuzzy.latest:
        days = f"{WEEKDAYS[language][fuzzy.earliest.weekday()]} {days}"
    if fuzzy.precision == Precision.DEADLINE:
        days = DEADLINE_DAY[language].format(format_days(fuzzy.latest, fuzzy.latest, language))
    return f"{days} {format_times(fuzzy, language)}".rstrip()


def format_days(earliest: datetime.date, latest: datetime.date, language: str) -> str:
    """``15.1.2009``, ``15.–16.1.2009``, ``28.2.–3.3.2009``, ``28.12.2008–3.1.2009``.

    Swedish and English leave out the point that makes a Finnish ordinal: ``15–16.1.2009``, ``28.2–3.3.2009``.
    """
    point = "." if supported(language) == "fi" else ""
    end = f"{latest.day}.{latest.month}.{latest.year}"
    if earliest == latest:
        return end
    if earliest.year != latest.year:
        return f"{earliest.day}.{earliest.month}.{earliest.year}–{end}"
    if earliest.month != latest.month:
        return f"{earliest.day}.{earliest.month}{point}–{end}"
    return f"{earliest.day}{point}–{end}"


def format_times(fuzzy: "FuzzyDate", language: str) -> str:
    """``klo 9.30–12``, or nothing."""
    if fuzzy.starts_time is None:
        return ""
    times = [
        f"{time.hour}.{time.minute:02}".removesuffix(".00") for time in (fuzzy.starts_time, fuzzy.ends_time) if time
    ]
    return f"{CLOCK[supported(language)]} {'–'.join(times)}"


def supported(language: str) -> str:
    """``fi``, ``sv`` or ``en`` for a language code such as ``sv-fi``; English for any other language."""
    code = language.replace("_", "-").split("-")[0].lower()
    return code if code in MONTHS else "en"


def _deadline(earliest: datetime.date, latest: datetime.date, language: str) -> str:
    if (earliest, latest) == month_span(latest.year, latest.month):
        return DEADLINE_MONTH[language].format(MONTHS[language][latest.month - 1], latest.year)
    if (earliest, latest) == year_span(latest.year):
        return DEADLINE_YEAR[language].format(latest.year)
    return DEADLINE_DAY[language].format(format_days(latest, latest, language))


def _years(earliest: datetime.date, latest: datetime.date) -> str:
    return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
