"""Which days a year, a season, a month or a week has. Both ends belong to a span.

Seasons are those of Finnish working life, not of the almanac, and are wide on purpose: an order must not expire
while somebody may still mean it.

- spring 1.1.–31.5. and autumn 1.8.–31.12.: the terms of schools, which the work of municipalities follows. Source:
  Perusopetuslaki 628/1998, section 23 (the school year begins on 1 August), and Perusopetusasetus 852/1998, section 7
  (the spring term ends in week 22, rounded here to the end of May); the terms meet at the turn of the year.
- summer 1.6.–31.8.: the summer months; August is in summer and autumn, as people use it.
- winter 1.12.–28./29.2., named after the year in which it begins.
- "alkuvuosi" 1.1.–30.4. and "loppuvuosi" 1.9.–31.12.: the first and the last third of the year.
"""

import calendar
import datetime

from core.fuzzydates.enums import Part, Season
from core.fuzzydates.errors import FuzzyDateError

Span = tuple[datetime.date, datetime.date]

# season: (first month, last month, years later)
_MONTHS = {
    Season.SPRING: (1, 5, 0),
    Season.SUMMER: (6, 8, 0),
    Season.AUTUMN: (8, 12, 0),
    Season.WINTER: (12, 2, 1),
    Season.EARLY_YEAR: (1, 4, 0),
    Season.LATE_YEAR: (9, 12, 0),
}
_THIRDS = {Part.START: (1, 10), Part.MIDDLE: (11, 20), Part.END: (21, 31)}


def day_span(year: int, month: int, day: int) -> Span:
    """One day. Raises ``FuzzyDateError`` where there is no such date, as do all functions here."""
    date = _date(year, month, day)
    return date, date


def week_span(year: int, week: int) -> Span:
    """Monday to Sunday of an ISO 8601 week."""
    try:
        return datetime.date.fromisocalendar(year, week, 1), datetime.date.fromisocalendar(year, week, 7)
    except ValueError as error:
        raise FuzzyDateError("impossible") from error


def month_span(year: int, month: int, part: Part | None = None) -> Span:
    """A month, or its days 1–10, 11–20 or from 21 on."""
    last = _last_day(year, month)
    start, end = _THIRDS[part] if part else (1, last)
    return _date(year, month, start), _date(year, month, min(end, last))


def season_span(year: int, season: Season) -> Span:
    """A season; ``year`` is the year in which it begins."""
    first, last, later = _MONTHS[season]
    return _date(year, first, 1), _date(year + later, last, _last_day(year + later, last))


def year_span(year: int) -> Span:
    """A calendar year."""
    return _date(year, 1, 1), _date(year, 12, 31)


def season_of(earliest: datetime.date, latest: datetime.date) -> Season | None:
    """The season that has exactly these days, if any."""
    return next((season for season in Season if season_span(earliest.year, season) == (earliest, latest)), None)


def _last_day(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise FuzzyDateError("impossible")
    return calendar.monthrange(year, month)[1]


def _date(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise FuzzyDateError("impossible") from error
