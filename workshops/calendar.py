"""The programme of a day as a calendar file: the day as one event, and each workshop with a time as one.

Nobody is named in it. The UIDs never change, so that a calendar replaces what it has.
"""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from core.calendars import Entry, calendar_file
from workshops.models import Workshop, WorkshopDay


def day_calendar(day: WorkshopDay, *, url: str) -> bytes:
    """The file; ``url`` is the whole address of the page to which its events lead. The day has an exact date."""
    workshops = day.workshops.exclude(starts=None)
    return calendar_file([_of_day(day, url), *(_of_workshop(day, workshop, url) for workshop in workshops)])


def _of_day(day: WorkshopDay, url: str) -> Entry:
    meeting = day.meeting
    return _entry(
        day,
        url,
        uid=f"workshop-day-{day.pk}",
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=day.version + meeting.version,
    )


def _of_workshop(day: WorkshopDay, workshop: Workshop, url: str) -> Entry:
    return _entry(
        day,
        url,
        uid=f"workshop-{workshop.pk}",
        title=str(workshop),
        room=workshop.room,
        starts_at=_at(day, workshop.starts),
        ends_at=_at(day, workshop.ends) if workshop.ends else None,
        sequence=workshop.version,
    )


def _entry(day: WorkshopDay, url: str, *, room: str = "", **facts: Any) -> Entry:
    meeting = day.meeting
    return Entry(
        kind="workshop_day",
        first=day.held_on,
        last=day.held_on,
        when=meeting.when_text,
        place=", ".join(filter(None, [room, meeting.place_name, meeting.place_address])),
        url=url,
        changed_at=day.updated_at,
        **facts,
    )


def _at(day: WorkshopDay, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day.held_on, clock))
