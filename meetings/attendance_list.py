"""The attendance as the page shows it and paper prints it: its order, and how names are written."""

from datetime import time

from django.utils.translation import gettext as _

from meetings.enums import AttendanceRole
from meetings.exchange.writing import surname_first
from meetings.models import Attendance, Meeting


def listed(meeting: Meeting) -> list[Attendance]:
    """The rows in their order, as typed or by surname; each has ``shown`` and ``notes``. Reads ``attendances``.

    ``shown`` is "Name, title, organisation"; ``notes`` are short words: roles, state, deputy for whom, times.
    """
    rows = list(meeting.attendances.all())
    if meeting.by_surname:
        rows.sort(key=lambda one: surname_first(one.name_label).casefold())
    for one in rows:
        name = one.printed_name or (surname_first(one.name_label) if meeting.surname_first else one.name_label)
        one.shown = ", ".join(filter(None, [name, one.title_label, one.organisation_label]))
        one.notes = _notes(one)
    return rows


def _notes(one: Attendance) -> list[str]:
    roles = dict(AttendanceRole.choices)
    words = [one.role_text] if one.role_text else [str(roles[role]) for role in (one.role, *one.more_roles) if role]
    if one.deputy_for:
        words.append(_("deputy for %(name)s") % {"name": one.deputy_for})
    if one.arrived_at:
        words.append(_("arrived at %(time)s") % {"time": _clock(one.arrived_at)})
    if one.left_at:
        words.append(_("left at %(time)s") % {"time": _clock(one.left_at)})
    if one.absent_for:
        words.append(_("not present for items %(numbers)s") % {"numbers": ", ".join(one.absent_for)})
    return words


def _clock(moment: time) -> str:
    return f"{moment.hour}.{moment:%M}"
