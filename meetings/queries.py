"""Reads that serve one page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import ExtractYear

from meetings.enums import Standing
from meetings.models import Meeting
from network.models import Network, User


@dataclass(frozen=True)
class MeetingCheck:
    """Where a meeting stands on a moment, and which parts of its minutes are still empty."""

    standing: Standing
    lacks_attendance: bool
    lacks_items: bool


def check_meeting(meeting: Meeting, now: datetime) -> MeetingCheck:
    """What the header of a meeting's page says; reads attendances and items."""
    lacks_attendance = not any(meeting.attendances.all())
    lacks_items = not any(meeting.items.all())
    standing = Standing.WRITTEN
    if meeting.starts_at > now:
        standing = Standing.COMING
    elif lacks_attendance or lacks_items:
        standing = Standing.UNFINISHED
    return MeetingCheck(standing, lacks_attendance, lacks_items)


def load_parts(meeting: Meeting) -> Meeting:
    """Read everything the minutes hold: four queries."""
    prefetch_related_objects([meeting], "attendances", "items__outcomes", "attachments")
    return meeting


def years_of_meetings(network: Network, user: User) -> list[int]:
    """Years in which the network has met, newest first; one query."""
    meetings: QuerySet = Meeting.objects.visible_to(user).filter(network=network)
    years = meetings.annotate(year=ExtractYear("starts_at")).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())
