"""The programme of a day as a calendar file (RFC 5545): the day as one event, and each workshop with a time as one.

Nobody is named in it. The UIDs never change, so that a calendar replaces what it has.
"""

from datetime import datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from workshops.models import Workshop, WorkshopDay

HELSINKI = ZoneInfo("Europe/Helsinki")


def day_calendar(day: WorkshopDay, *, url: str) -> bytes:
    """The file; ``url`` is the whole address of the page to which its events lead. The day has an exact date."""
    calendar = Calendar()
    calendar.add("prodid", "-//Verkosto//Workshop days//FI")
    calendar.add("version", "2.0")
    calendar.add_component(_of_day(day, url))
    for workshop in day.workshops.exclude(starts=None):
        calendar.add_component(_of_workshop(day, workshop, url))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _of_day(day: WorkshopDay, url: str) -> Event:
    meeting = day.meeting
    event = _event(f"workshop-day-{day.pk}", day, url)
    event.add("sequence", day.version + meeting.version)
    event.add("dtstart", meeting.starts_at.astimezone(HELSINKI))
    if meeting.ends_at:
        event.add("dtend", meeting.ends_at.astimezone(HELSINKI))
    event.add("summary", meeting.title)
    if place := _place(day):
        event.add("location", place)
    return event


def _of_workshop(day: WorkshopDay, workshop: Workshop, url: str) -> Event:
    event = _event(f"workshop-{workshop.pk}", day, url)
    event.add("sequence", workshop.version)
    event.add("dtstart", _at(day, workshop.starts))
    if workshop.ends:
        event.add("dtend", _at(day, workshop.ends))
    event.add("summary", str(workshop))
    if place := ", ".join(filter(None, [workshop.room, _place(day)])):
        event.add("location", place)
    return event


def _event(name: str, day: WorkshopDay, url: str) -> Event:
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", day.updated_at)
    event.add("url", url)
    return event


def _place(day: WorkshopDay) -> str:
    return ", ".join(filter(None, [day.meeting.place_name, day.meeting.place_address]))


def _at(day: WorkshopDay, clock: time) -> datetime:
    return datetime.combine(day.held_on, clock, HELSINKI)
