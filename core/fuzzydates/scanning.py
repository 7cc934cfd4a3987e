"""From text to terms: which day, month, season, week or year each side of a written date names.

The words may come in any order ("helmikuun loppuun mennessä 2009", "vuoden 2008 tammikuussa"), so a term is the set
of what was said, each thing at most once; ``Term.kind`` says whether that makes a date.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from core.fuzzydates.enums import Part, Season
from core.fuzzydates.words import PHRASES, WORDS

_WEEK_WORDS = "viikkojen|viikko|viikot|viikolla|viikoilla|viikon|vko|vk|veckorna|veckor|veckan|vecka|weeks|week|wk|v"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9.])"
_FORMS = [
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])",
        r"(?P<year>[0-9]{4})\s?[-/]\s?(?P<next_year>[0-9]{4}|[0-9]{2})(?![0-9-])",
        rf"(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})(?![0-9])"
        rf"(?:\.(?:\s?{_YEAR}|(?P<short_year>[0-9]{{2}})(?![0-9.]))?)?",
        r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})(?![0-9])",
        rf"(?P<numbered_month>[0-9]{{1,2}})\s?/\s?{_YEAR}",
        rf"(?:{_WEEK_WORDS})\.?\s?(?P<week>[0-9]{{1,2}})(?:\s?-\s?(?P<last_week>[0-9]{{1,2}}))?(?![0-9.])"
        rf"(?:\s?/\s?{_YEAR})?",
        _YEAR,
        r"(?P<day>[0-9]{1,2})(?:\.|st\b|nd\b|rd\b|th\b|:?e\b)?(?![0-9])",
        *(rf"(?P<phrase>{re.escape(phrase)})\b" for phrase in PHRASES),
        r"(?P<word>[^\W\d_]+)\.?",
    )
]
_CLOCK_TIME = r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?![0-9]|[.:][0-9])"
_COLON_TIME = r"([0-9]{1,2}):([0-9]{2})(?![0-9:.])"
_TIMES = [
    re.compile(rf"\b(?:klo|kl|kello|klockan|at)\.?\s*{_CLOCK_TIME}(?:\s*-\s*(?:{_CLOCK_TIME}|$))?"),
    re.compile(rf"(?<![0-9:.]){_COLON_TIME}(?:\s*-\s*(?:{_COLON_TIME}|$))?"),
]
_WEEKDAYS = re.compile(r"([^\W\d_]+)\.?\s?-\s?([^\W\d_]+)\.?\s(.+)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")

# What may stand together, besides ``in_a_year`` and ``deadline``; the first that holds all that was said is the kind.
_SHAPES: dict[str, tuple[set[str], set[str]]] = {  # kind: (must be said, may be said)
    "day": ({"day", "month"}, {"year", "weekday", "year_word"}),
    "month": ({"month"}, {"year", "part", "year_word"}),
    "season": ({"season"}, {"year", "next_year", "year_word"}),
    "week": ({"week"}, {"last_week", "year", "year_word"}),
    "part of year": ({"part"}, {"year", "year_word"}),
    "year": ({"year"}, {"next_year", "year_word"}),
    "the year": ({"year_word"}, set()),
    "day alone": ({"day"}, {"weekday"}),
    "stem": ({"stem"}, set()),
    "a year from now": (set(), set()),
}


@dataclass(frozen=True)
class Term:
    """What was said about one date; ``None`` or ``False`` is what was not said."""

    year: int | None = None
    next_year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    last_week: int | None = None
    weekday: int | None = None  # Monday is 0
    season: Season | None = None
    part: Part | None = None
    stem: int | None = None  # "syys" in "syys–lokakuu": a month only beside another
    numbered: bool = False  # the month is written as in 1/2009
    year_word: bool = False
    deadline: bool = False
    in_a_year: bool = False

    @property
    def kind(self) -> str | None:
        """The key of ``_SHAPES`` that holds all that was said, or ``None`` when the words make no date."""
        said = {name for name, value in vars(self).items() if value is not None and value is not False}
        said -= {"deadline", "in_a_year", "numbered"}
        kind = next((kind for kind, (must, may) in _SHAPES.items() if must <= said <= must | may), None)
        senseless = {
            "part of year": not (self.year or self.year_word),
            "season": self.next_year is not None and self.season is not Season.WINTER,
            "year": self.next_year is not None and self.next_year < 100,  # 2009-10 could be October
            "the year": not self.deadline,
            "a year from now": not self.in_a_year,
        }
        return None if senseless.get(kind, False) else kind

    def halves(self) -> "tuple[Term, Term | None]":
        """The term, and when it says two weeks or two years, the first and the last of them."""
        if self.last_week is not None:
            return replace(self, year=None, last_week=None), replace(self, week=self.last_week, last_week=None)
        if self.next_year is not None and self.season is None:
            return replace(self, next_year=None), Term(year=self.next_year)
        return self, None


def plain(text: str) -> str:
    """The text as the scanner reads it: lower case, one kind of dash, digits and spaces, nothing invisible."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return " ".join(_DASHES.sub("-", text).replace(",", " ").split()).rstrip(" .;:!?")


def take_times(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The plain text without its clock times, and those as ``(hour, minute)``: none, the start, or start and end."""
    for pattern in _TIMES:
        if match := pattern.search(text):
            start_hour, start_minute, end_hour, end_minute = match.groups()
            times = [(int(start_hour), int(start_minute or 0))]
            if end_hour:
                times.append((int(end_hour), int(end_minute or 0)))
            return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()), times
    return text, []


def scan(text: str) -> tuple[Term, Term | None] | None:
    """The term that a plain text says, and the last one when it is a range; ``None`` when it says no date."""
    if (weekdays := _WEEKDAYS.fullmatch(text)) and (days := _weekday_pair(weekdays[1], weekdays[2])):
        terms = scan(weekdays[3])
        if terms is None or terms[1] is None or terms[0].weekday is not None or terms[1].weekday is not None:
            return None
        return replace(terms[0], weekday=days[0]), replace(terms[1], weekday=days[1])
    term = _term(text)
    if term is not None and term.kind not in {None, "day alone", "stem"}:
        return term.halves()
    for dash in re.finditer(r"\s?-\s?", text):
        first, last = _term(text[: dash.start()]), _term(text[dash.end() :])
        if first and last and (first := _completed(first, last)):
            return first, last
    return None


def _completed(first: Term, last: Term) -> Term | None:
    """The first side of a range with the month it leaves to the last side; ``None`` when they make no range."""
    if first.deadline or last.deadline or first.in_a_year or last.in_a_year:
        return None
    if first.kind == "day alone" and last.kind == "day":
        return replace(first, month=last.month)
    if first.kind == "day alone" and last.kind == "month" and last.numbered:
        return replace(first, day=None, month=first.day)
    if first.kind == "stem" and last.kind == "month":
        return replace(first, stem=None, month=first.stem)
    alike = first.kind == last.kind and first.kind in {"week", "year"}
    if alike or {first.kind, last.kind} <= {"day", "month", "season"}:
        return first
    return None


def _term(text: str) -> Term | None:
    """All that the text says, or ``None`` when any of it is not understood or said twice."""
    said: dict[str, Any] = {}
    position, needs_year = 0, False
    while position < len(text):
        match = next((match for form in _FORMS if (match := form.match(text, position))), None)
        if match is None:
            return None
        meanings = _meanings(match)
        # "huhtikuu 08" could be a day or a year; a year after it ("April 15 2008") makes it clear.
        needs_year = needs_year or ("month" in said and any(name == "day" for name, _ in meanings))
        for name, value in meanings:
            if value is None or (name in said and value is not True):
                return None
            said[name] = value
        position = match.end()
        position += len(text[position:]) - len(text[position:].lstrip())
    return Term(**said) if said and ("year" in said or not needs_year) else None


def _meanings(match: re.Match[str]) -> list[tuple[str, Any]]:
    """``(field of Term, value)`` of one form; a value of ``None`` is a word that is not known."""
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    if "word" in groups:
        meaning = WORDS.get(groups["word"], ("unknown", None))
        return [meaning] if meaning else []
    if "phrase" in groups:
        return list(PHRASES[groups["phrase"]])
    meanings: list[tuple[str, Any]] = []
    for name, text in groups.items():
        if name == "short_year":
            meanings.append(("year", _full_year(int(text))))
        elif name == "numbered_month":
            meanings += [("month", int(text)), ("numbered", True)]
        else:
            meanings.append((name, int(text)))
    return meanings


def _full_year(year: int) -> int:
    """Two digits are a year from 1970 to 2069: 06 is 2006, 98 is 1998."""
    return year + (2000 if year < 70 else 1900)


def _weekday_pair(first: str, last: str) -> tuple[int, int] | None:
    """The numbers of two weekdays, when both words are weekdays."""
    meanings = [WORDS.get(first), WORDS.get(last)]
    if all(meaning and meaning[0] == "weekday" for meaning in meanings):
        return meanings[0][1], meanings[1][1]
    return None
