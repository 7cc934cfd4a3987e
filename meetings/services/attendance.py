"""Who was there. Name, title and organisation are copied as they were that day (product.md, principle 4)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.states import lock
from meetings.enums import AttendanceState
from meetings.models import Attendance, Meeting
from meetings.services.parts import lock_meeting_of, lock_minutes, next_position, save_order, swap
from network.models import Person, User

# What a form may set beside the name, title, organisation, role and state.
FACTS = ("more_roles", "role_text", "deputy_for", "arrived_at", "left_at", "absent_for")


@transaction.atomic
def add_attendance(
    meeting: Meeting,
    *,
    person: Person | None = None,
    name: str = "",
    title: str = "",
    organisation: str = "",
    role: str = "",
    state: str = AttendanceState.PRESENT,
    deputy_for: str = "",
    actor: User,
) -> Attendance:
    """List a person of the network, or a guest by ``name``, last.

    What is not given of a person is filled: the name, and title and organisation from the position on the day of the
    meeting. Raises ``DomainError`` without person and name, for a person of another network and for one listed
    already.
    """
    meeting = lock_minutes(meeting)
    if person is not None:
        if person.network_id != meeting.network_id:
            raise DomainError(_("%(name)s is not in this network.") % {"name": person.name})
        if meeting.attendances.filter(person=person).exists():
            raise DomainError(_("%(name)s is already listed.") % {"name": person.name})
        name = name or person.name
        if not title and not organisation:
            title, organisation = labels_of(person, meeting)
    if not name:
        raise DomainError(_("Pick a person, or write the guest's name."))
    attendance = Attendance(
        meeting=meeting,
        person=person,
        name_label=name,
        title_label=title,
        organisation_label=organisation,
        role=role,
        state=state,
        deputy_for=deputy_for,
        position=next_position(meeting.attendances),
    )
    attendance.full_clean()
    attendance.save()
    record("meetings.attendance.added", meeting, actor=actor, changes={"attendance": [None, _key(attendance)]})
    return attendance


@transaction.atomic
def add_guest(meeting: Meeting, *, line: str, actor: User) -> Attendance:
    """List a guest from one line: "Name, title, organisation"; the last two may be left out.

    Raises ``DomainError`` for a line without a name and for a guest listed already with the same words.
    """
    name, title, organisation = ([" ".join(part.split()) for part in line.split(",", 2)] + ["", ""])[:3]
    if not name:
        raise DomainError(_("Write the guest's name first: Name, title, organisation."))
    same = {"name_label__iexact": name, "title_label__iexact": title, "organisation_label__iexact": organisation}
    if meeting.attendances.filter(**same).exists():
        raise DomainError(_("%(name)s is already listed.") % {"name": name})
    return add_attendance(meeting, name=name, title=title, organisation=organisation, actor=actor)


@transaction.atomic
def edit_attendance(
    attendance: Attendance,
    *,
    name: str,
    title: str,
    organisation: str,
    role: str,
    state: str,
    version: int,
    actor: User,
    **facts: Any,
) -> Attendance:
    """Correct a row; ``facts`` are values for ``FACTS``, and what is not given stays.

    Raises ``EditConflict`` when somebody saved after ``version``, and ``DomainError`` for somebody who left before
    arriving and for an item that the meeting does not have.
    """
    meeting = lock_meeting_of(attendance)
    attendance = lock(attendance, version=version)
    before = _words(attendance)
    if attendance.name_label != name:
        attendance.printed_name = ""
    attendance.name_label, attendance.title_label, attendance.organisation_label = name, title, organisation
    attendance.role, attendance.state = role, state
    for fact, value in facts.items():
        if fact not in FACTS:
            raise TypeError(f"Not a fact of an attendance: {fact}")
        setattr(attendance, fact, value)
    attendance.more_roles = [one for one in dict.fromkeys(attendance.more_roles) if one != role]
    _check(attendance, meeting)
    attendance.version += 1
    attendance.full_clean()
    attendance.save()
    changes = {"attendance": [before, _words(attendance)]}
    record("meetings.attendance.edited", meeting, actor=actor, changes=changes)
    return attendance


@transaction.atomic
def mark_attendance(attendance: Attendance, *, state: str, actor: User) -> Attendance:
    """Say whether somebody is present, excused or absent; the same again changes nothing."""
    meeting = lock_meeting_of(attendance)
    attendance = lock(attendance)
    if attendance.state == state:
        return attendance
    before, attendance.state = _words(attendance), state
    attendance.version += 1
    attendance.full_clean()
    attendance.save()
    changes = {"attendance": [before, _words(attendance)]}
    record("meetings.attendance.edited", meeting, actor=actor, changes=changes)
    return attendance


@transaction.atomic
def arrange_attendance(meeting: Meeting, *, by_surname: bool, surname_first: bool, actor: User) -> Meeting:
    """Choose the order of the list, as typed or by surname, and whether surnames are printed first."""
    meeting = lock_minutes(meeting)
    before = {"by_surname": meeting.by_surname, "surname_first": meeting.surname_first}
    meeting.by_surname, meeting.surname_first = by_surname, surname_first
    meeting.save(update_fields=["by_surname", "surname_first", "updated_at"])
    after = {"by_surname": by_surname, "surname_first": surname_first}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record("meetings.attendance.arranged", meeting, actor=actor, changes=changes)
    return meeting


@transaction.atomic
def move_attendance(attendance: Attendance, *, up: bool, actor: User) -> Meeting:
    """Move a row a step up or down; at the end of the list nothing happens."""
    meeting = lock_meeting_of(attendance)
    if order := swap(meeting.attendances.all(), attendance.pk, up=up):
        save_order(order)
        changes = {"attendance": [_key(attendance), _key(attendance)]}
        record("meetings.attendance.moved", meeting, actor=actor, changes=changes)
    return meeting


@transaction.atomic
def remove_attendance(attendance: Attendance, *, actor: User) -> Meeting:
    """Take a row off the list; what it said stays in the log, but for names.

    Raises ``DomainError`` when it is gone already.
    """
    meeting = lock_meeting_of(attendance)
    attendance = lock(attendance)
    before = _words(attendance)
    attendance.delete()
    record("meetings.attendance.removed", meeting, actor=actor, changes={"attendance": [before, None]})
    return meeting


def labels_of(person: Person, meeting: Meeting) -> tuple[str, str]:
    """Title and organisation of the position that the person had on the day of the meeting, the newest of several."""
    day = timezone.localtime(meeting.starts_at).date()
    position = person.positions.on(day).select_related("organisation").order_by("-valid_from", "-pk").first()
    return (position.title, position.organisation.name) if position else ("", "")


def _check(attendance: Attendance, meeting: Meeting) -> None:
    arrived, left = attendance.arrived_at, attendance.left_at
    if arrived and left and left <= arrived:
        raise AttendanceRefused("left_at", _("Somebody leaves after arriving. Check the times."))
    known = set(meeting.items.values_list("number", flat=True)) if attendance.absent_for else set()
    if unknown := [number for number in attendance.absent_for if number not in known]:
        text = _("The meeting has no item %(number)s.") % {"number": ", ".join(unknown)}
        raise AttendanceRefused("absent_for", text)


class AttendanceRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """What cannot be true of somebody's attendance; ``field`` is what must be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _key(attendance: Attendance) -> str:
    """Of whom the log speaks; a guest, who is nobody's row, is known by the row of the attendance."""
    return f"network.person:{attendance.person_id}" if attendance.person_id else key_of(attendance)


def _words(attendance: Attendance) -> str:
    """An attendance for the log, which names no person."""
    state = "" if attendance.state == AttendanceState.PRESENT else attendance.state
    roles = [attendance.role, *attendance.more_roles, attendance.role_text]
    times = [f"{clock:%H.%M}" if clock else "" for clock in (attendance.arrived_at, attendance.left_at)]
    spoken = "–".join(times) if any(times) else ""
    deputy = "→ …" if attendance.deputy_for else ""
    words = [_key(attendance), *roles, state, deputy, spoken, " ".join(attendance.absent_for)]
    return " · ".join(filter(None, words))
