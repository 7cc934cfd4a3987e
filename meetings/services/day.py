"""The meeting as it goes: which item is dealt with just now, and the step to the next."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from meetings.enums import ItemState
from meetings.models import Item, Meeting
from meetings.services.items import mark_item
from meetings.services.parts import lock_minutes
from network.models import User


@transaction.atomic
def take_up_item(meeting: Meeting, *, item: Item | None, actor: User) -> Meeting:
    """Make an item that of the moment, which the room's screen shows; ``None`` shows none.

    The item that is taken up already keeps its time. Raises ``MinutesFrozen`` for signed minutes, ``DomainError`` for
    an item of another meeting.
    """
    meeting = lock_minutes(meeting)
    if item is not None and item.meeting_id != meeting.pk:
        raise DomainError(_("The item is not in these minutes."))
    if meeting.current_item_id == (item.pk if item else None):
        return meeting
    meeting.current_item, meeting.current_since = item, timezone.now() if item else None
    meeting.save(update_fields=["current_item", "current_since", "updated_at"])
    record("meetings.item.taken_up", meeting, actor=actor, changes={"item": [None, str(item) if item else None]})
    return meeting


@transaction.atomic
def step(meeting: Meeting, *, forward: bool, actor: User) -> Meeting:
    """Go to the next or the previous item; at the end of the list nothing happens."""
    meeting = lock_minutes(meeting)
    items = list(meeting.items.all())
    if not items:
        return meeting
    here = next((index for index, one in enumerate(items) if one.pk == meeting.current_item_id), None)
    there = 0 if here is None else min(max(here + (1 if forward else -1), 0), len(items) - 1)
    return take_up_item(meeting, item=items[there], actor=actor)


@transaction.atomic
def finish_item(meeting: Meeting, *, state: str, actor: User) -> Meeting:
    """Mark the item of the moment, and take up the next one that is open: first those after it, then the others.

    When none is open, no item is that of the moment. Raises ``DomainError`` when there is none to mark.
    """
    meeting = lock_minutes(meeting)
    if meeting.current_item is None:
        raise DomainError(_("No item is being dealt with. Choose one from the list."))
    done = mark_item(meeting.current_item, state=state, actor=actor)
    items = list(meeting.items.all())
    here = next(index for index, one in enumerate(items) if one.pk == done.pk)
    # An item with parts is over when its parts are: they come after it in the list.
    open_items = [one for one in [*items[here + 1 :], *items[:here]] if one.state == ItemState.OPEN]
    return take_up_item(meeting, item=open_items[0] if open_items else None, actor=actor)
