"""What is coming, whatever it is: rows of a calendar, the weeks of a month, and the file that calendars subscribe to.

An app makes ``Entry`` rows of what it knows (``<app>/queries``); the pages that join them are in ``verkosto``.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

# How often a calendar program may ask again.
REFRESH = timedelta(hours=4)


@dataclass(frozen=True)
class Entry:
    """One thing that comes, from ``first`` to ``last`` (both included), with the words for its date.

    ``title`` is empty where the reader may know of no more than the kind and the time; then there is no place, nobody
    is named and nothing is linked. ``is_exact`` is false where the days are only those between which it will be.
    """

    uid: str  # "meeting-12": lasts as long as the thing
    kind: str
    first: date
    last: date
    when: str
    title: str = ""
    place: str = ""
    people: str = ""
    url: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_exact: bool = True
    changed_at: datetime | None = None
    # Rises with each change, where a file is taken into a calendar more than once.
    sequence: int | None = None


@dataclass(frozen=True)
class Day:
    day: date
    is_of_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)


def month_span(month: date) -> tuple[date, date]:
    """The first and the last day of the whole weeks, from Monday on, that a month touches."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return weeks[0][0], weeks[-1][-1]


def months_after(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier when negative."""
    years, number = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(years, number + 1, 1)


def weeks_of(month: date, entries: Iterable[Entry], *, today: date) -> list[list[Day]]:
    """The weeks of a month with what is on each day; an inexact entry is on none."""
    first, last = month_span(month)
    days = {
        day: Day(day, day.month == month.month, day == today)
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
    }
    for entry in entries:
        if entry.is_exact:
            for number in range((min(entry.last, last) - max(entry.first, first)).days + 1):
                days[max(entry.first, first) + timedelta(days=number)].entries.append(entry)
    found = list(days.values())
    return [found[start : start + 7] for start in range(0, len(found), 7)]


def in_time_order(entries: Iterable[Entry]) -> list[Entry]:
    """Soonest first; on one day what has no time comes before what has one."""
    return sorted(entries, key=lambda one: (one.first, one.starts_at.timestamp() if one.starts_at else 0, one.uid))


def calendar_feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """The file of a subscription (RFC 5545), with the exact entries; they have titles."""
    feed = Calendar()
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    return _written(feed, entries)


def calendar_file(entries: Iterable[Entry]) -> bytes:
    """The file with which somebody takes the exact entries into a calendar (RFC 5545); they have titles."""
    return _written(Calendar(), entries)


def _written(file: Calendar, entries: Iterable[Entry]) -> bytes:
    file.add("prodid", "-//Verkosto//Calendar//FI")
    file.add("version", "2.0")
    for entry in entries:
        if entry.is_exact:
            file.add_component(_event(entry))
    file.add_missing_timezones()
    return file.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", entry.changed_at or timezone.now())
    if entry.sequence is not None:
        event.add("sequence", entry.sequence)
    if entry.starts_at:
        event.add("dtstart", timezone.localtime(entry.starts_at))
        if entry.ends_at:
            event.add("dtend", timezone.localtime(entry.ends_at))
    else:
        event.add("dtstart", entry.first)
        # The day after the last one.
        event.add("dtend", entry.last + timedelta(days=1))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("url", entry.url)
    return event
