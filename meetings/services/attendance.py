"""Who was there. Name, title and organisation are copied as they were that day (product.md, principle 4)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from meetings.enums import AttendanceState
from meetings.models import Attendance, Meeting
from meetings.services.parts import lock_meeting_of, lock_minutes, lock_part, next_position, save_order, swap
from network.models import Person, User


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
        position=next_position(meeting.attendances),
    )
    attendance.full_clean()
    attendance.save()
    record("meetings.attendance.added", meeting, actor=actor, changes={"attendance": [None, str(attendance)]})
    return attendance


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
) -> Attendance:
    """Correct a row. Raises ``EditConflict`` when somebody saved after ``version``."""
    meeting = lock_meeting_of(attendance)
    attendance = lock_part(attendance, version=version)
    before = _words(attendance)
    attendance.name_label, attendance.title_label, attendance.organisation_label = name, title, organisation
    attendance.role, attendance.state = role, state
    attendance.version += 1
    attendance.full_clean()
    attendance.save()
    changes = {"attendance": [before, _words(attendance)]}
    record("meetings.attendance.edited", meeting, actor=actor, changes=changes)
    return attendance


@transaction.atomic
def move_attendance(attendance: Attendance, *, up: bool, actor: User) -> Meeting:
    """Move a row a step up or down; at the end of the list nothing happens."""
    meeting = lock_meeting_of(attendance)
    if order := swap(meeting.attendances.all(), attendance.pk, up=up):
        save_order(order)
        changes = {"attendance": [str(attendance), str(attendance)]}
        record("meetings.attendance.moved", meeting, actor=actor, changes=changes)
    return meeting


@transaction.atomic
def remove_attendance(attendance: Attendance, *, actor: User) -> Meeting:
    """Take a row off the list; what it said stays in the log. Raises ``DomainError`` when it is gone already."""
    meeting = lock_meeting_of(attendance)
    attendance = lock_part(attendance)
    attendance.delete()
    record("meetings.attendance.removed", meeting, actor=actor, changes={"attendance": [_words(attendance), None]})
    return meeting


def labels_of(person: Person, meeting: Meeting) -> tuple[str, str]:
    """Title and organisation of the position that the person had on the day of the meeting, the newest of several."""
    day = timezone.localtime(meeting.starts_at).date()
    position = person.positions.on(day).select_related("organisation").order_by("-valid_from", "-pk").first()
    return (position.title, position.organisation.name) if position else ("", "")


def _words(attendance: Attendance) -> str:
    state = "" if attendance.state == AttendanceState.PRESENT else attendance.state
    return " · ".join(filter(None, [str(attendance), attendance.role, state]))
