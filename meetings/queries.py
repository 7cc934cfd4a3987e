"""Reads that serve one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Prefetch, prefetch_related_objects
from django.utils import timezone

from meetings.enums import OutcomeKind, Standing
from meetings.models import Attachment, Invitation, Item, Meeting, Outcome
from meetings.registers import open_actions_of, own_actions
from network.models import Network, User

__all__ = [
    "MeetingCheck",
    "check_meeting",
    "decision_counts",
    "load_parts",
    "open_actions_of",
    "own_actions",
    "years_of_meetings",
]


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


def load_parts(meeting: Meeting, user: User) -> Meeting:
    """Read everything of the minutes that the user sees: six queries, and those of measures and decisions' numbers."""
    items = Prefetch("items", Item.objects.visible_to(user))
    attachments = Prefetch("attachments", Attachment.objects.visible_to(user))
    parts = ["items__outcomes__series", "items__goals__measures"]
    prefetch_related_objects([meeting], "attendances", items, *parts, attachments)
    return meeting


def invitations_of(meeting: Meeting) -> list[Invitation]:
    """Who was invited and what they answered; no query for a meeting to which nobody was."""
    if meeting.invited_at is None:
        return []
    return list(meeting.invitations.select_related("person"))


def decision_counts(meetings: Iterable[Meeting], user: User) -> dict[int, int]:
    """``{meeting id: decisions in its items that the user sees}``, without those that have none; one query."""
    decisions = Outcome.objects.visible_to(user).filter(
        item__meeting__in=[meeting.pk for meeting in meetings], kind=OutcomeKind.DECISION
    )
    counted = decisions.order_by().values("item__meeting").annotate(number=Count("pk"))
    return dict(counted.values_list("item__meeting", "number"))


def years_of_meetings(network: Network, user: User) -> list[int]:
    """The years from the network's last meeting back to its first; one query over the ends of an index."""
    meetings = Meeting.objects.visible_to(user).filter(network=network)
    ends = meetings.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    if ends["first"] is None:
        return []
    first, last = (timezone.localtime(moment).year for moment in (ends["first"], ends["last"]))
    return list(range(last, first - 1, -1))
