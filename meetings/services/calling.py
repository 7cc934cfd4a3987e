"""The next meeting in one step: what comes along from the one before, and who is expected.

There is no recurrence: each date that is given becomes a meeting of its own.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.audit import record
from core.errors import DomainError
from core.fuzzydates import FuzzyDate, Precision
from core.states import lock
from meetings.enums import (
    ActionState,
    AttendanceRole,
    ItemKind,
    ItemState,
    Layer,
    MeetingState,
    OutcomeKind,
)
from meetings.models import Attendance, Item, Meeting, Outcome
from meetings.services.attendance import labels_of
from meetings.services.items import add_item
from meetings.services.parts import next_position
from network.enums import GroupRole
from network.models import Group, Network, User
from network.queries import group_name_on, members_on

# What the next meeting has of the one before.
INHERITED = ("document_kind", "language", "surname_first", "by_surname")
ROLES = {GroupRole.CHAIR: AttendanceRole.CHAIR, GroupRole.SECRETARY: AttendanceRole.SECRETARY}


class DatesRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Dates on which no meeting can be called; shown at the field of the dates."""

    field = "dates"


@transaction.atomic
def call_meetings(
    network: Network,
    *,
    group: Group | None,
    dates: Sequence[FuzzyDate],
    previous: Meeting | None = None,
    place_name: str = "",
    place_address: str = "",
    with_items: bool = True,
    headings: Sequence[str] = (),
    actor: User,
) -> list[Meeting]:
    """Plan a meeting for each of the dates, each the next of the one before it. Nobody is told yet.

    A date without a time takes the time of day of ``previous``. A date may be inexact ("helmikuussa"): the meeting
    then stands at its first day and shows what was said. The first meeting gets from ``previous`` its unfinished and
    postponed items and the group's open actions unless ``with_items`` is false; every one gets the standing items, and
    the approval of the minutes before it where the group's minutes are approved. ``headings`` are new items of the
    first meeting, after those. The group's members of the day are listed as expected.

    Raises ``DatesRefused`` without dates, for a date that names no days or no time, for one on or before the day of
    ``previous`` or of another one given, and ``DomainError`` for a group or meeting of another network.
    """
    if group is not None:
        group = lock(group)
    for one in (group, previous):
        if one is not None and one.network_id != network.pk:
            raise DomainError(_("The group is not in this network."))
    if not dates:
        raise DatesRefused(_("Write at least one date."))
    called, before = [], previous
    for when in sorted(dates, key=FuzzyDate.sort_key):
        meeting = _planned(network, group, when, before, previous)
        meeting.place_name, meeting.place_address = place_name, place_address
        meeting.full_clean()
        meeting.save()
        record("meetings.meeting.called", meeting, actor=actor, changes={"when": [None, when.text]})
        list_members(meeting)
        with translation.override(meeting.language):
            _bring_items(meeting, previous, with_items=with_items and not called, actor=actor)
        for heading in () if called else headings:
            add_item(meeting, heading=heading, actor=actor)
        called.append(meeting)
        before = meeting
    return called


def list_members(meeting: Meeting) -> list[Attendance]:
    """List the group's members on the day of the meeting, as expected to come; those listed already stay as they are.

    Organisations whose person is not known are left out: minutes list people.
    """
    if meeting.group is None:
        return []
    listed = set(meeting.attendances.values_list("person_id", flat=True))
    position, rows = next_position(meeting.attendances), []
    for member in members_on(meeting.group, timezone.localtime(meeting.starts_at).date()):
        if member.person is None or member.person_id in listed:
            continue
        title, organisation = labels_of(member.person, meeting)
        rows.append(
            Attendance(
                meeting=meeting,
                person=member.person,
                name_label=member.person.name,
                title_label=title,
                organisation_label=member.organisation.name if member.organisation else organisation,
                role=ROLES.get(member.role, ""),
                position=position + len(rows),
            )
        )
    return Attendance.objects.bulk_create(rows)


def _planned(
    network: Network, group: Group | None, when: FuzzyDate, before: Meeting | None, model: Meeting | None
) -> Meeting:
    """An unsaved meeting at a date; time of day and looks come from ``model``."""
    if not when.is_dated:
        raise DatesRefused(_("Write at least the month or the season: %(text)s.") % {"text": when.text})
    starts, ends = _times(when, model)
    exact = when.precision == Precision.DAY or (when.precision == Precision.RANGE and when.starts_time is not None)
    if exact and starts is None:
        raise DatesRefused(_("Write also when it starts, for example 15.1.2009 at 9.30–12."))
    meeting = Meeting(network=network, group=group, previous=before)
    meeting.starts_at = _moment(when.earliest, starts or time())
    if ends is not None:
        last = when.latest if exact else when.earliest
        meeting.ends_at = _moment(last, ends)
        if meeting.ends_at <= meeting.starts_at:
            meeting.ends_at = None
    if not exact:
        meeting.inexact = when
    if before is not None:
        day_before = timezone.localtime(before.starts_at).date()
        if when.latest <= day_before and before.inexact is None:
            raise DatesRefused(
                _("%(text)s is not after the meeting before it. Choose a later day.") % {"text": when.text}
            )
    for name in INHERITED if model else ():
        setattr(meeting, name, getattr(model, name))
    meeting.group_label = group_name_on(group, when.earliest) if group else ""
    meeting.group_kind = group.kind if group else ""
    meeting.title = (model.title if model and model.title != model.group_label else "") or meeting.group_label
    return meeting


def _times(when: FuzzyDate, model: Meeting | None) -> tuple[time | None, time | None]:
    if when.starts_time is not None or model is None:
        return when.starts_time, when.ends_time
    starts = timezone.localtime(model.starts_at)
    ends = timezone.localtime(model.ends_at) if model.ends_at else None
    if ends is not None and ends.date() != starts.date():
        ends = None
    return starts.time(), ends.time() if ends else None


def _bring_items(meeting: Meeting, previous: Meeting | None, *, with_items: bool, actor: User) -> None:
    generated = {approval_heading().casefold(), actions_heading().casefold()}
    if meeting.previous is not None and meeting.group and meeting.group.minutes_are_approved:
        add_item(meeting, heading=approval_heading(), kind=ItemKind.DECISION, actor=actor)
    if with_items and meeting.group and (body := open_actions_html(meeting.group)):
        add_item(meeting, heading=actions_heading(), body=body, actor=actor)
    if previous is None:
        return
    items = list(previous.items.prefetch_related("outcomes"))
    if with_items:
        for item in unfinished(items):
            if not item.standing and item.heading.casefold() not in generated:
                _copy(item, meeting, actor)
    for item in items:
        if item.standing and item.heading.casefold() not in generated:
            _copy(item, meeting, actor, empty=not (with_items and item in unfinished(items)))


def unfinished(items: Sequence[Item]) -> list[Item]:
    """Items that the next meeting goes on with: postponed ones, and those not dealt with.

    Where nobody marked any item as dealt with, one counts as not dealt with only while nothing is written of it.
    """
    marked = any(item.state != ItemState.OPEN for item in items)

    def is_open(item: Item) -> bool:
        untouched = not item.body and not list(item.outcomes.all())
        return item.state == ItemState.OPEN and (marked or untouched)

    return [item for item in items if item.state == ItemState.POSTPONED or is_open(item)]


def _copy(item: Item, meeting: Meeting, actor: User, *, empty: bool = False) -> None:
    """The item as it waits for the meeting; a part of an item that is over stands by itself."""
    presenter = None
    if item.presenter_id and item.presenter.person_id:
        presenter = meeting.attendances.filter(person_id=item.presenter.person_id).first()
    add_item(
        meeting,
        heading=item.heading,
        body="" if empty else item.body,
        kind=item.kind,
        layer=item.layer,
        area=item.area,
        minutes_planned=item.minutes_planned,
        standing=item.standing,
        presenter=presenter,
        actor=actor,
    )


def approval_heading() -> str:
    return pgettext("item of a meeting", "Approval of the previous minutes")


def actions_heading() -> str:
    return pgettext("item of a meeting", "Actions of earlier meetings")


def open_actions_html(group: Group) -> str:
    """The group's open actions as a list with who does it, by when, and where it was agreed; empty without any."""
    actions = (
        Outcome.objects.filter(item__meeting__group=group, kind=OutcomeKind.ACTION, state=ActionState.OPEN)
        .exclude(item__layer=Layer.SECRETARY)
        .exclude(item__meeting__state=MeetingState.CANCELLED)
        .select_related("item__meeting")
        .order_by("item__meeting__starts_at", "item__position", "position", "pk")
    )
    rows = [(action.text, _reference(action)) for action in actions]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{} ({})</li>", rows)) if rows else ""


def _reference(action: Outcome) -> str:
    day = timezone.localtime(action.item.meeting.starts_at)
    where = pgettext("reference to an item", "%(day)s, item %(number)s") % {
        "day": f"{day.day}.{day.month}.{day.year}",
        "number": action.item.number or "–",
    }
    due = action.due_text if action.due_text and action.due_text not in action.text else ""
    owner = action.owner_label if action.owner_label and action.owner_label not in action.text else ""
    return "; ".join(filter(None, [owner, due, where]))


def _moment(day: datetime, clock: time) -> datetime:
    """A day and a time of day as a moment, in Helsinki time."""
    return timezone.make_aware(datetime.combine(day, clock))


def latest_meeting(group: Group, *, before: datetime | None = None) -> Meeting | None:
    """The group's last meeting that was not cancelled, which the next one goes on from."""
    meetings = Meeting.objects.filter(group=group).exclude(state=MeetingState.CANCELLED)
    if before is not None:
        meetings = meetings.filter(starts_at__lt=before + timedelta(microseconds=1))
    return meetings.order_by("-starts_at", "-pk").first()
