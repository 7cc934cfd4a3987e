"""A meeting's facts, and the next meeting."""

from typing import Any

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError, EditConflict
from core.fuzzydates import FuzzyDate
from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.services.calling import list_members
from meetings.services.parts import lock_minutes
from network.models import Network, User

# What a form may set.
FACTS = (
    "group",
    "document_kind",
    "title",
    "subject",
    "inexact",
    "starts_at",
    "ends_at",
    "place_name",
    "place_address",
    "language",
)

# What people have in their calendars.
TOLD = {"inexact", "starts_at", "ends_at", "place_name", "place_address"}


@transaction.atomic
def open_meeting(network: Network, *, facts: dict[str, Any], with_members: bool = False, actor: User) -> Meeting:
    """Open a meeting, and its minutes with it; the group's name of today becomes the label the minutes keep.

    ``facts`` holds values for ``FACTS``; without a title the meeting is called after its group. ``with_members`` lists
    the group's members of the day as expected. Raises ``DomainError`` for a group of another network and an end before
    the start.
    """
    meeting = Meeting(network=network)
    _set_facts(meeting, facts)
    meeting.full_clean()
    meeting.save()
    record("meetings.meeting.opened", meeting, actor=actor)
    if with_members:
        list_members(meeting)
    return meeting


@transaction.atomic
def edit_meeting(meeting: Meeting, *, facts: dict[str, Any], version: int, actor: User) -> Meeting:
    """Change the facts; the group's label only when another group is chosen. Nothing new makes no version.

    People who were invited then know an old time or place, which the meeting says until a new invitation goes out.

    Raises ``EditConflict`` when somebody saved after ``version``, and what ``open_meeting`` raises.
    """
    meeting = lock_minutes(meeting, version=version)
    before = {name: getattr(meeting, name) for name in FACTS}
    _set_facts(meeting, facts)
    changes = {
        name: [_plain(before[name]), _plain(getattr(meeting, name))]
        for name in FACTS
        if before[name] != getattr(meeting, name)
    }
    if not changes:
        return meeting
    _follow_facts(meeting, changes)
    if meeting.state == MeetingState.INVITED and changes.keys() & TOLD:
        meeting.invitation_is_old = True
    meeting.version += 1
    meeting.full_clean()
    meeting.save()
    record("meetings.meeting.edited", meeting, actor=actor, changes=changes)
    return meeting


@transaction.atomic
def set_next_meeting(meeting: Meeting, *, when: FuzzyDate | None, place: str, version: int, actor: User) -> Meeting:
    """Write down when and where the group meets next; no date and no place clear it.

    ``version`` is ``next_meeting_version`` as the author saw it. Raises ``EditConflict`` when it has moved on, and
    ``DomainError`` for a place without a date.
    """
    meeting = lock_minutes(meeting)
    if meeting.next_meeting_version != version:
        raise EditConflict(meeting)
    if place and when is None:
        raise DomainError(_("Write when the next meeting is, or “upcoming” when the day is not known yet."))
    before = [meeting.next_meeting_text, meeting.next_meeting_place]
    meeting.next_meeting, meeting.next_meeting_place = when, place
    meeting.next_meeting_line, meeting.next_meeting_in_body = "", False
    meeting.next_meeting_version += 1
    meeting.full_clean()
    meeting.save()
    after = [meeting.next_meeting_text, meeting.next_meeting_place]
    changes = {"next_meeting": [", ".join(filter(None, before)), ", ".join(filter(None, after))]}
    record("meetings.meeting.next_set", meeting, actor=actor, changes=changes)
    return meeting


def _set_facts(meeting: Meeting, facts: dict[str, Any]) -> None:
    group_id = meeting.group_id
    for name in FACTS:
        if name in facts:
            setattr(meeting, name, facts[name])
    if meeting.group and meeting.group.network_id != meeting.network_id:
        raise DomainError(_("The group is not in this network."))
    if meeting.group_id != group_id:
        meeting.group_label = meeting.group.name if meeting.group else ""
        meeting.group_kind = meeting.group.kind if meeting.group else ""
    meeting.title = meeting.title or meeting.group_label
    if meeting.starts_at and meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        raise DomainError(_("The meeting must end after it starts."))


def _follow_facts(meeting: Meeting, changes: dict[str, Any]) -> None:
    """Words that an older page printed for a fact give way when the fact changes; our own follow by themselves."""
    if not meeting.printed:
        return
    with translation.override(meeting.language):
        if changes.keys() & {"starts_at", "ends_at", "inexact"}:
            meeting.printed["time"] = meeting.when_text
        if "document_kind" in changes:
            meeting.printed["document_kind"] = str(meeting.get_document_kind_display()).upper()


def _plain(value: Any) -> Any:
    """A short plain value for the log."""
    if isinstance(value, models.Model | FuzzyDate):
        return str(value)
    return value if value is None or isinstance(value, str) else value.isoformat()
