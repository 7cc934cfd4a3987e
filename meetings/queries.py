"""Reads that serve one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendars import Entry
from core.dates import end_of
from core.fuzzydates.db import overlapping
from meetings.enums import ItemKind, ItemState, MeetingState, NextStep, OutcomeKind, Standing
from meetings.models import Attachment, Attendance, Invitation, Item, Meeting, Outcome
from meetings.registers import open_actions_of, own_actions
from network.models import Network, User

__all__ = [
    "MeetingCheck",
    "calendar_entries",
    "check_meeting",
    "decision_counts",
    "load_parts",
    "may_be_held",
    "next_step",
    "open_actions_of",
    "own_actions",
    "unwritten_item",
    "years_of_meetings",
]

DAY = timedelta(days=1)


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


def unwritten_item(meeting: Meeting) -> Item | None:
    """The first item of which nothing is written and that nobody marked as dealt with or postponed.

    Reads items with their outcomes and goals, which ``load_parts`` has read already.
    """

    def is_unwritten(item: Item) -> bool:
        if item.state != ItemState.OPEN or item.body or item.quotation:
            return False
        return not (any(item.outcomes.all()) or any(item.goals.all()))

    return next(filter(is_unwritten, meeting.items.all()), None)


def next_step(meeting: Meeting, now: datetime) -> NextStep | None:
    """What whoever writes the minutes does next; ``None`` for a cancelled meeting.

    From the invitation to the mail: the attendance is looked through once, which marks the meeting as held. Reads
    what ``load_parts`` has read, and two rows more for signed minutes.
    """
    if meeting.state == MeetingState.CANCELLED:
        return None
    if not meeting.is_editable:
        version = meeting.versions.order_by("-number").first()
        return NextStep.FOLLOW if version and version.mails.exists() else NextStep.SEND
    check = check_meeting(meeting, now)
    if check.standing == Standing.COMING:
        is_ready = meeting.state == MeetingState.PLANNED and not check.lacks_items
        return NextStep.INVITE if is_ready else NextStep.ADD_ITEM
    if check.lacks_attendance or meeting.state != MeetingState.HELD:
        return NextStep.ATTENDANCE
    if check.lacks_items:
        return NextStep.ADD_ITEM
    return NextStep.WRITE if unwritten_item(meeting) else NextStep.SIGN


def may_be_held(meeting: Meeting, today: date) -> bool:
    """Whether the meeting can be marked as held: its day has come, and it was neither held nor cancelled."""
    is_ahead = meeting.state in (MeetingState.PLANNED, MeetingState.INVITED)
    return is_ahead and meeting.inexact is None and timezone.localtime(meeting.starts_at).date() <= today


def load_parts(meeting: Meeting, user: User) -> Meeting:
    """Read everything of the minutes that the user sees: six queries, and those of measures and decisions' numbers.

    Each item gets ``facts``, the words above its text.
    """
    items = Prefetch("items", Item.objects.visible_to(user))
    attachments = Prefetch("attachments", Attachment.objects.visible_to(user))
    parts = ["items__outcomes__series", "items__goals__measures"]
    prefetch_related_objects([meeting], "attendances", items, *parts, attachments)
    people = {one.pk: one for one in meeting.attendances.all()}
    for item in meeting.items.all():
        item.facts = _facts_of(item, people.get(item.presenter_id))
    return meeting


def _facts_of(item: Item, presenter: Attendance | None) -> list[str]:
    """The words above an item's text: who presents it, what kind it is, its area and how long it is to take."""
    kind = "" if item.kind == ItemKind.DISCUSSION else str(item.get_kind_display())
    minutes = _("%(minutes)d min") % {"minutes": item.minutes_planned} if item.minutes_planned else ""
    return [words for words in (presenter.name_label if presenter else "", item.area, kind, minutes) if words]


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


def calendar_entries(user: User, *, networks: list[Network], first: date, last: date) -> list[Entry]:
    """The meetings of these networks that the user sees between two days, but cancelled ones. One query."""
    exact = Q(inexact_precision="", starts_at__gte=end_of(first - DAY)) | Q(
        inexact_precision="", ends_at__gte=end_of(first - DAY)
    )
    meetings = (
        Meeting.objects.visible_to(user)
        .filter(network__in=networks, starts_at__lt=end_of(last))
        .filter(exact | overlapping("inexact", first, last))
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts_at", "pk")
    )
    slugs = {network.pk: network for network in networks}
    entries = []
    for meeting in meetings:
        meeting.network = slugs[meeting.network_id]
        entries.append(_entry(meeting))
    return entries


def _entry(meeting: Meeting) -> Entry:
    when, inexact = meeting.when, meeting.inexact
    return Entry(
        uid=f"meeting-{meeting.pk}",
        kind="meeting",
        first=when.earliest,
        last=when.latest,
        when=meeting.when_text,
        title=meeting.title,
        place=", ".join(filter(None, [meeting.place_name, meeting.place_address])),
        url=meeting.get_absolute_url(),
        starts_at=None if inexact else meeting.starts_at,
        ends_at=None if inexact else meeting.ends_at,
        is_exact=inexact is None,
        changed_at=meeting.updated_at,
    )
