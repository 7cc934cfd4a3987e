"""From a written date to its days.

Understood in Finnish, Swedish and English: days with or without year, weekday and time; ranges of days, months,
seasons, weeks and years; months, seasons, years and weeks; the beginning, middle and end of a month, the beginning and
end of a year; last days ("mennessä", "senast", "by"); "vuoden kuluttua helmikuussa"; "mahdollisimman pian",
"tulossa", "myöhemmin". ``tests/core/test_fuzzydates_parsing.py`` lists them.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.dates import WEEKDAYS

from core.fuzzydates.enums import Look, Part, Precision, Season
from core.fuzzydates.errors import FuzzyDateError
from core.fuzzydates.formats import format_days
from core.fuzzydates.scanning import Term, plain, scan, take_times
from core.fuzzydates.spans import Span, day_span, month_span, season_span, week_span, year_span
from core.fuzzydates.values import MAX_LENGTH, FuzzyDate
from core.fuzzydates.words import UNDATED_TEXTS
from core.guard import one_line

FIRST_YEAR, LAST_YEAR = 1900, 2100
_REACH = 9  # years: a 29 February or a week 53 is never farther away
_TURN_OF_YEAR = datetime.timedelta(days=305)  # the longest range over New Year: autumn to spring
_TIMED = (Precision.DAY, Precision.RANGE, Precision.DEADLINE)
_PRECISIONS = {
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "season": Precision.SEASON,
    "week": Precision.WEEK,
    "part of year": Precision.SEASON,
    "year": Precision.YEAR,
    "the year": Precision.YEAR,
    "a year from now": Precision.MONTH,
}
_YEAR_PARTS = {Part.START: Season.EARLY_YEAR, Part.END: Season.LATE_YEAR}


def parse(text: str, *, today: datetime.date, look: Look = Look.AHEAD) -> FuzzyDate:
    """The date that a text says, with the text as written (white space and control characters tidied).

    A date without a year is the first one not yet over on ``today``, or with ``Look.BACK`` the last one already begun.
    Raises ``FuzzyDateError`` for what is not understood and for dates and times that do not exist.
    """
    text = one_line(text)
    if len(text) > MAX_LENGTH:
        raise FuzzyDateError("too_long", limit=MAX_LENGTH)
    whole = plain(text)
    if precision := UNDATED_TEXTS.get(whole):
        return FuzzyDate(None, None, precision, text)
    without_times, times = take_times(whole)
    terms = scan(without_times)
    if terms is None:
        raise FuzzyDateError("not_understood")
    first, last = terms
    _check_years(*(term.year for term in terms if term))
    (earliest, latest), precision = _range(first, last, today, look) if last else _single(first, today, look)
    _check_years(earliest.year, latest.year)
    _check_weekday(first, earliest)
    _check_weekday(last or first, latest)
    starts, ends = _clock(times)
    if starts and precision not in _TIMED:
        raise FuzzyDateError("time_without_day")
    if starts and ends and ends <= starts and earliest == latest:
        raise FuzzyDateError("time_order")
    return FuzzyDate(earliest, latest, precision, text, starts_time=starts, ends_time=ends)


def times_of(text: str) -> tuple[datetime.time | None, datetime.time | None]:
    """Start and end time in a text that ``parse`` once read: a stored date keeps them in its words only."""
    try:
        return _clock(take_times(plain(text))[1])
    except FuzzyDateError:
        return None, None


def _single(term: Term, today: datetime.date, look: Look) -> tuple[Span, Precision]:
    """Days and precision of one date."""
    if term.deadline and term.part is Part.END:  # "by the end of February" is the same as "by February"
        term = replace(term, part=None, year_word=True)
    if term.year is not None:
        earliest, latest = _span(term, term.year)
    elif term.in_a_year:
        earliest, latest = _a_year_from(today, term)
    else:
        earliest, latest = _nearest(lambda year: _span(term, year), today, look)
    precision = Precision.RANGE if term.kind == "month" and term.part else _PRECISIONS[term.kind]
    if not term.deadline:
        return (earliest, latest), precision
    # What is due in a month or a year may happen on any of its days; of all else only the last day matters.
    return (earliest if precision in {Precision.MONTH, Precision.YEAR} else latest, latest), Precision.DEADLINE


def _range(first: Term, last: Term, today: datetime.date, look: Look) -> tuple[Span, Precision]:
    """Days of a range; a year said on one side holds for the other, and the range may go over New Year."""
    if first.year and last.year:
        days = _joined(first, last, [(first.year, last.year)])
    elif last.year:
        days = _joined(first, last, [(last.year, last.year), (last.year - 1, last.year)])
    elif first.year:
        days = _joined(first, last, [(first.year, first.year), (first.year, first.year + 1)])
    else:
        days = _nearest(lambda year: _joined(first, last, [(year, year), (year, year + 1)]), today, look)
    return days, Precision.DAY if days[0] == days[1] else Precision.RANGE


def _joined(first: Term, last: Term, years: list[tuple[int, int]]) -> Span:
    """From the start of ``first`` to the end of ``last`` in the first pair of years that makes a sensible range."""
    for first_year, last_year in years:
        start, end = _span(first, first_year)[0], _span(last, last_year)[1]
        if start <= end and (len(years) == 1 or first_year == last_year or end - start <= _TURN_OF_YEAR):
            return start, end
    raise FuzzyDateError("order")


def _span(term: Term, year: int) -> Span:
    """The days that a term has in a year."""
    match term.kind:
        case "day":
            return day_span(year, term.month, term.day)
        case "week":
            return week_span(year, term.week)
        case "month":
            return month_span(year, term.month, term.part)
        case "season":
            if term.next_year not in {None, year + 1, (year + 1) % 100}:
                raise FuzzyDateError("not_understood")
            return season_span(year, term.season)
        case "part of year":
            if term.part not in _YEAR_PARTS:
                raise FuzzyDateError("not_understood")
            return season_span(year, _YEAR_PARTS[term.part])
    return year_span(year)


def _nearest(span: Callable[[int], Span], today: datetime.date, look: Look) -> Span:
    """The first span that is not over, or the last that has begun; years without such a date are passed over."""
    years: Iterable[int] = range(today.year - 1, today.year + _REACH)
    if look is Look.BACK:
        years = range(today.year + 1, today.year - _REACH, -1)
    for year in years:
        try:
            earliest, latest = span(year)
        except FuzzyDateError:
            continue
        if (earliest <= today) if look is Look.BACK else (latest >= today):
            return earliest, latest
    # No year has it: say why.
    span(today.year)
    raise FuzzyDateError("impossible")


def _a_year_from(today: datetime.date, term: Term) -> Span:
    """The days nearest to this day next year: "vuoden kuluttua helmikuussa" said in November is February in 15 months.

    Without a month or season it is the month that a year from now is in.
    """
    target = day_span(today.year + 1, today.month, min(today.day, month_span(today.year + 1, today.month)[1].day))[0]
    if term.kind == "a year from now":
        return month_span(target.year, target.month)
    spans = [_span(term, year) for year in (target.year - 1, target.year, target.year + 1)]
    return min(spans, key=lambda span: max(span[0] - target, target - span[1]))


def _check_years(*years: int | None) -> None:
    if any(year is not None and not FIRST_YEAR <= year <= LAST_YEAR for year in years):
        raise FuzzyDateError("year", first=FIRST_YEAR, last=LAST_YEAR)


def _check_weekday(term: Term, date: datetime.date) -> None:
    if term.weekday is not None and term.weekday != date.weekday():
        raise FuzzyDateError("weekday", date=format_days(date, date, "fi"), weekday=WEEKDAYS[date.weekday()])


def _clock(times: list[tuple[int, int]]) -> tuple[datetime.time | None, datetime.time | None]:
    try:
        starts, ends, *_ = [*(datetime.time(hour, minute) for hour, minute in times), None, None]
    except ValueError as error:
        raise FuzzyDateError("time") from error
    return starts, ends
