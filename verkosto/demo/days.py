"""Days of the demo, counted from the day of loading, and how people write them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.fuzzydates.formats import MONTHS

# Days of every year on which nobody meets: (day, month).
HOLIDAYS = {(1, 1), (6, 1), (1, 5), (6, 12), (24, 12), (25, 12), (26, 12)}


def workday(today: date, days: int) -> date:
    """The workday so many days from today, or the next one away from today."""
    step = timedelta(days=1 if days >= 0 else -1)
    day = today + timedelta(days=days)
    while day.weekday() > 4 or (day.day, day.month) in HOLIDAYS:
        day += step
    return day


def at(day: date, clock: str) -> datetime:
    """A moment in Helsinki time: ``at(day, "9.30")``."""
    hours, minutes = (int(part) for part in clock.split("."))
    return datetime.combine(day, time(hours, minutes), timezone.get_default_timezone())


def written(day: date) -> str:
    """ "15.1.2009" """
    return f"{day.day}.{day.month}.{day.year}"


def month_of(day: date, language: str = "fi") -> str:
    """ "tammikuu 2009" """
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def later_month(today: date, months: int) -> str:
    """The month so many months from that of today, as it is written."""
    count = today.year * 12 + today.month - 1 + months
    return month_of(date(count // 12, count % 12 + 1, 1))


def next_season(today: date) -> str:
    """The next spring or autumn that has not begun."""
    return f"syksy {today.year}" if today.month < 8 else f"kevät {today.year + 1}"
