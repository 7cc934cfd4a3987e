"""The next meeting in one step: what comes along from the one before, and who is expected.

There is no recurrence: each date that is given becomes a meeting of its own. A template may say what it begins with.
"""

from collections.abc import Iterable, Sequence
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
from meetings.enums import AttendanceRole, ItemKind, ItemState, MeetingState
from meetings.models import Attendance, Item, Meeting, MeetingTemplate, Outcome, TemplateItem
from meetings.registers import open_actions_of
from meetings.services.attendance import labels_of
from meetings.services.items import add_item
from meetings.services.parts import next_position
from network.enums import GroupRole
from network.models import Group, Network, Person, User
from network.queries import group_name_on, members_on

# What the next meeting has of the one before.
INHERITED = ("document_kind", "language", "surname_first", "by_surname")
# What an item has of the one before or of the template's, beside its heading.
PLANNED = ("kind", "layer", "area", "minutes_planned", "standing")
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
    template: MeetingTemplate | None = None,
    place_name: str = "",
    place_address: str = "",
    with_items: bool = True,
    headings: Sequence[str] = (),
    actor: User,
) -> list[Meeting]:
    """Plan a meeting for each of the dates, each the next of the one before it. Nobody is told yet.

    A date without a time takes the time of day of the template, or of ``previous``. A date may be inexact
    ("helmikuussa"): the meeting then stands at its first day and shows what was said. The first meeting gets from
    ``previous`` its unfinished and postponed items and the group's open actions unless ``with_items`` is false; every
    one gets the standing items, or all items of the template instead, and the approval of the minutes before it where
    the group's minutes are approved. ``headings`` are new items of the first meeting, after those. The members of the
    group on that day are listed as expected, and whom the template calls.

    Raises ``DatesRefused`` without dates, for a date that names no days or no time, for one on or before the day of
    ``previous`` or of another one given, and ``DomainError`` for a group, meeting or template of another network and
    for a template of another group.
    """
    if group is not None:
        group = lock(group)
    for one in (group, previous, template):
        if one is not None and one.network_id != network.pk:
            raise DomainError(_("The group is not in this network."))
    if template is not None and template.group_id not in (None, group.pk if group else None):
        raise DomainError(_("This template is for another group."))
    if not dates:
        raise DatesRefused(_("Write at least one date."))
    called, before = [], previous
    for when in sorted(dates, key=FuzzyDate.sort_key):
        meeting = _planned(network, group, when, before, previous, template)
        meeting.place_name, meeting.place_address = place_name, place_address
        meeting.full_clean()
        meeting.save()
        record("meetings.meeting.called", meeting, actor=actor, changes={"when": [None, when.text]})
        list_members(meeting, also=template.people.all() if template else ())
        with translation.override(meeting.language):
            _bring_items(meeting, previous, template, with_items=with_items and not called, actor=actor)
        for heading in () if called else headings:
            add_item(meeting, heading=heading, actor=actor)
        called.append(meeting)
        before = meeting
    return called


def list_members(meeting: Meeting, *, also: Iterable[Person] = ()) -> list[Attendance]:
    """List the group's members on the day of the meeting, as expected to come, and ``also`` others.

    Those listed already stay as they are. Organisations whose person is not known are left out: minutes list people.
    """
    day = timezone.localtime(meeting.starts_at).date()
    members = [one for one in members_on(meeting.group, day) if one.person] if meeting.group else []
    expected = {one.person_id: (one.person, one.organisation, ROLES.get(one.role, "")) for one in members}
    expected |= {person.pk: (person, None, "") for person in also if person.pk not in expected}
    listed = set(meeting.attendances.values_list("person_id", flat=True))
    position, rows = next_position(meeting.attendances), []
    for person, represented, role in expected.values():
        if person.pk in listed:
            continue
        title, organisation = labels_of(person, meeting)
        rows.append(
            Attendance(
                meeting=meeting,
                person=person,
                name_label=person.name,
                title_label=title,
                organisation_label=represented.name if represented else organisation,
                role=role,
                position=position + len(rows),
            )
        )
    return Attendance.objects.bulk_create(rows)


def _planned(
    network: Network,
    group: Group | None,
    when: FuzzyDate,
    before: Meeting | None,
    model: Meeting | None,
    template: MeetingTemplate | None,
) -> Meeting:
    """An unsaved meeting at a date; time of day and looks come from the template where it has them, or ``model``."""
    if not when.is_dated:
        raise DatesRefused(_("Write at least the month or the season: %(text)s.") % {"text": when.text})
    starts, ends = _times(when, model, template)
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
    for name in ("document_kind", "language") if template else ():
        setattr(meeting, name, getattr(template, name))
    meeting.group_label = group_name_on(group, when.earliest) if group else ""
    meeting.group_kind = group.kind if group else ""
    named = model.title if model and model.title != model.group_label else ""
    meeting.title = named or meeting.group_label or (template.name if template else "")
    return meeting


def _times(
    when: FuzzyDate, model: Meeting | None, template: MeetingTemplate | None
) -> tuple[time | None, time | None]:
    if when.starts_time is not None:
        return when.starts_time, when.ends_time
    if template is not None and template.starts is not None:
        return template.starts, template.ends
    if model is None:
        return None, None
    starts = timezone.localtime(model.starts_at)
    ends = timezone.localtime(model.ends_at) if model.ends_at else None
    if ends is not None and ends.date() != starts.date():
        ends = None
    return starts.time(), ends.time() if ends else None


def _bring_items(
    meeting: Meeting, previous: Meeting | None, template: MeetingTemplate | None, *, with_items: bool, actor: User
) -> None:
    generated = {approval_heading().casefold(), actions_heading().casefold()}
    if meeting.previous is not None and meeting.group and meeting.group.minutes_are_approved:
        add_item(meeting, heading=approval_heading(), kind=ItemKind.DECISION, actor=actor)
    if with_items and meeting.group and (body := open_actions_html(meeting)):
        add_item(meeting, heading=actions_heading(), body=body, actor=actor)
    items = list(previous.items.prefetch_related("outcomes")) if previous else []
    items = [item for item in items if item.heading.casefold() not in generated]
    going_on = unfinished(items) if with_items else []
    planned = template.items.select_related("presenter") if template else ()
    planned = [item for item in planned if item.heading.casefold() not in generated]
    in_template = {item.heading.casefold() for item in planned}
    for item in going_on:
        if not item.standing and item.heading.casefold() not in in_template:
            _copy(item, meeting, actor)
    if template is None:
        for item in items:
            if item.standing:
                _copy(item, meeting, actor, empty=item not in going_on)
    texts = {item.heading.casefold(): item.body for item in going_on}
    _bring_planned(meeting, planned, texts, actor)


def _bring_planned(meeting: Meeting, planned: list[TemplateItem], texts: dict[str, str], actor: User) -> None:
    """The items of a template; one that the meeting before left unfinished goes on with its text."""
    above = None
    for item in planned:
        made = add_item(
            meeting,
            heading=item.heading,
            body=texts.get(item.heading.casefold(), ""),
            parent=above if item.part else None,
            presenter=_listed(meeting, item.presenter_id),
            **{name: getattr(item, name) for name in PLANNED},
            actor=actor,
        )
        above = above if item.part else made


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
    add_item(
        meeting,
        heading=item.heading,
        body="" if empty else item.body,
        presenter=_listed(meeting, item.presenter.person_id if item.presenter else None),
        **{name: getattr(item, name) for name in PLANNED},
        actor=actor,
    )


def _listed(meeting: Meeting, person: int | None) -> Attendance | None:
    """The person's row in the attendance, by the person's key."""
    return meeting.attendances.filter(person_id=person).first() if person else None


def approval_heading() -> str:
    return pgettext("item of a meeting", "Approval of the previous minutes")


def actions_heading() -> str:
    return pgettext("item of a meeting", "Actions of earlier meetings")


def open_actions_html(meeting: Meeting) -> str:
    """The actions that the meeting takes up, as a list: who does it, by when, where it was agreed, overdue ones first.

    Empty without any.
    """
    actions = open_actions_of(meeting.group_id, timezone.localtime(meeting.starts_at).date())
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
    late = pgettext("action", "Overdue").lower() if action.overdue else ""
    return "; ".join(filter(None, [owner, due, late, where]))


def _moment(day: datetime, clock: time) -> datetime:
    """A day and a time of day as a moment, in Helsinki time."""
    return timezone.make_aware(datetime.combine(day, clock))


def latest_meeting(group: Group, *, before: datetime | None = None) -> Meeting | None:
    """The group's last meeting that was not cancelled, which the next one goes on from."""
    meetings = Meeting.objects.filter(group=group).exclude(state=MeetingState.CANCELLED)
    if before is not None:
        meetings = meetings.filter(starts_at__lt=before + timedelta(microseconds=1))
    return meetings.order_by("-starts_at", "-pk").first()
