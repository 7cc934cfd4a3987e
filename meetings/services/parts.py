"""What the parts of a meeting have in common: they change under its lock, and stand in an order."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from core.documents import forget_documents
from core.errors import TransitionNotAllowed
from core.models import StoredFile
from core.states import lock
from meetings.models import Attachment, Attendance, Goal, Item, Meeting, Outcome

Part = TypeVar("Part", Attachment, Attendance, Goal, Item, Outcome)


class MinutesFrozen(TransitionNotAllowed):
    """The minutes are signed: nothing in them changes but by a correction."""

    def __init__(self) -> None:
        super().__init__(_("The minutes are signed and no longer change. Start a correction to write in them."))


def lock_minutes(meeting: Meeting, *, version: int | None = None) -> Meeting:
    """Lock a meeting to change what its minutes say; every service that does so begins here.

    Raises ``MinutesFrozen`` for signed minutes, and ``EditConflict`` as ``core.states.lock`` does.
    """
    fresh = lock(meeting)
    if not fresh.is_editable:
        raise MinutesFrozen
    return lock(meeting, version=version) if version is not None else fresh


def lock_meeting_of(part: Part) -> Meeting:
    """Lock the meeting first, so that two who change its parts wait for each other and never deadlock.

    Raises ``MinutesFrozen`` for signed minutes.
    """
    return lock_minutes(part.item.meeting if isinstance(part, (Goal, Outcome)) else part.meeting)


def forget_printed(meeting: Meeting, *, kind: str = "") -> None:
    """Delete what was printed of the meeting so far: all of it, or documents of one kind."""
    forget_documents(StoredFile.objects.of(meeting).filter(**{"kind": kind} if kind else {}))


def next_position(parts: models.QuerySet) -> int:
    """The place after the last."""
    last = parts.aggregate(last=models.Max("position"))["last"]
    return 0 if last is None else last + 1


def swap(parts: Sequence[Part], pk: int, *, up: bool) -> list[Part] | None:
    """The parts with one moved a step up or down; ``None`` where there is nowhere to move, or the part is gone."""
    order = list(parts)
    here = next((index for index, part in enumerate(order) if part.pk == pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if there is None or not 0 <= there < len(order):
        return None
    order[here], order[there] = order[there], order[here]
    return order


def save_order(parts: Sequence[Part], *fields: str) -> None:
    """Store the places of the parts as they stand now, and other ``fields`` that follow from them."""
    for position, part in enumerate(parts):
        part.position = position
    if parts:
        type(parts[0]).objects.bulk_update(parts, ["position", *fields])
