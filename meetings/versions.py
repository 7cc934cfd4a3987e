"""Reads about the life of minutes: versions, who may comment, which meeting may approve."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.enums import AttendanceState, MeetingState
from meetings.models import Attendance, Invitation, Item, Meeting, MinutesVersion
from network.enums import RoleKind
from network.models import User


def latest_version(meeting: Meeting) -> MinutesVersion | None:
    """The last signed version, with its meeting's own row; one query."""
    return meeting.versions.order_by("-number").first()


def took_part(user: User, meeting: Meeting) -> bool:
    """Whether the user was there or was invited; absent members were invited too. Two queries at most."""
    listed = Attendance.objects.filter(meeting=meeting, person__user=user)
    return listed.exists() or Invitation.objects.filter(meeting=meeting, person__user=user).exists()


def was_present(user: User, meeting: Meeting) -> bool:
    """Whether the user is written down as present; one query."""
    present = Attendance.objects.filter(meeting=meeting, state=AttendanceState.PRESENT)
    return present.filter(person__user=user).exists()


def may_comment(user: User, meeting: Meeting) -> bool:
    """Those who took part, and those who write minutes in the network."""
    writes = user.has_role(meeting.network, RoleKind.COORDINATOR, RoleKind.SECRETARY)
    return writes or took_part(user, meeting)


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Later meetings of the same group that have begun: in one of them the minutes may have been approved."""
    if meeting.group_id is None:
        return Meeting.objects.none()
    return Meeting.objects.filter(
        ~Q(state=MeetingState.CANCELLED),
        network_id=meeting.network_id,
        group_id=meeting.group_id,
        starts_at__gt=meeting.starts_at,
        starts_at__lte=timezone.now(),
    ).order_by("starts_at", "pk")


def notes_by_place(meeting: Meeting) -> dict[str, str]:
    """The secretary's notes by the item's place ("2/7") among all items; one query."""
    children: dict[int | None, list[Item]] = {}
    for item in meeting.items.order_by("position", "pk"):
        children.setdefault(item.parent_id, []).append(item)
    notes: dict[str, str] = {}

    def walk(parent: int | None, above: str) -> None:
        for index, item in enumerate(children.get(parent, []), start=1):
            if item.internal_note:
                notes[f"{above}{index}"] = item.internal_note
            walk(item.pk, f"{above}{index}/")

    walk(None, "")
    return notes
