"""The items of a meeting: added, written, moved, dealt with, removed."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.richtext import plain_text
from core.states import lock
from meetings.enums import ItemState, Layer
from meetings.models import Item, Meeting, Revision
from meetings.services import texts
from meetings.services.numbers import NumberTaken, are_frozen, count, in_tree_order, set_number
from meetings.services.parts import (
    forget_printed,
    lock_meeting_of,
    lock_minutes,
    next_position,
    save_order,
    swap,
)
from network.models import User

__all__ = ["NumberTaken", "add_item", "edit_item", "mark_item", "move_item", "remove_item", "restore_text"]

# What a form may set beside heading, text and number.
FACTS = (
    "parent",
    "kind",
    "layer",
    "presenter",
    "area",
    "minutes_planned",
    "standing",
    "quotation",
    "quotation_from",
    "internal_note",
)
# What the log tells by other words, or not at all.
_UNTOLD = ("quotation", "internal_note")
# What somebody types for minutes on end, while the page saves.
_TYPED = {"text", "note"}


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    heading: str,
    body: str = "",
    number: str = "",
    after: Item | None = None,
    actor: User,
    **facts: Any,
) -> Item:
    """Add an item: last (of its ``parent``), or ``after`` another one. Without ``number`` it gets the next one.

    ``facts`` holds values for ``FACTS``. Raises ``NumberTaken``, and ``DomainError`` for a parent or presenter of
    another meeting.
    """
    meeting = lock_minutes(meeting)
    item = Item(meeting=meeting, heading=heading, body=body, position=next_position(meeting.items))
    _set_facts(item, facts)
    items = _placed(item, list(meeting.items.all()), after=after)
    set_number(item, number, items, frozen=are_frozen(meeting))
    item.full_clean()
    item.save()
    save_order(items, "number")
    if item.body or item.quotation:
        texts.keep_text(item, actor=actor)
        texts.follow_themes(item, meeting)
    record("meetings.item.added", meeting, actor=actor, changes={"item": [None, str(item)]})
    return item


@transaction.atomic
def edit_item(
    item: Item,
    *,
    heading: str,
    body: str,
    number: str,
    version: int,
    actor: User,
    by_itself: bool = False,
    **facts: Any,
) -> Item:
    """Change an item's heading, text, number and ``facts`` (``FACTS``); an empty number is counted.

    The text goes into the history of the section, and the places of themes follow it. A save that changes nothing
    makes no version. Saves that the page makes ``by_itself`` are logged once for each sitting. Raises
    ``EditConflict`` when somebody saved after ``version``, ``NumberTaken``, and ``DomainError`` when the item has
    been removed.
    """
    meeting = lock_meeting_of(item)
    item = lock(item, version=version)
    before = Item.objects.get(pk=item.pk)
    item.heading, item.body = heading, body
    _set_facts(item, facts)
    items = [item if other.pk == item.pk else other for other in meeting.items.all()]
    if item.parent_id != before.parent_id:
        items = _placed(item, [other for other in items if other is not item])
        item.number = "" if not item.number_is_typed else item.number
    set_number(item, number, items, frozen=are_frozen(meeting))
    item.full_clean()
    changes = _changes(before, item)
    if not changes:
        return item
    item.version += 1
    item.save()
    save_order(items, "number")
    logged = by_itself and changes.keys() <= _TYPED and texts.continues_sitting(item, actor)
    if any(getattr(before, name) != getattr(item, name) for name in texts.TEXTS):
        _keep(item, before, meeting, actor)
    if item.layer == Layer.SECRETARY != before.layer:
        # What was printed so far holds it.
        forget_printed(meeting)
    if not logged:
        record("meetings.item.edited", meeting, actor=actor, changes={"item": [str(before), str(item)]} | changes)
    return item


@transaction.atomic
def restore_text(item: Item, *, revision: Revision, version: int, actor: User) -> Item:
    """Make an earlier text the present one again, as a new version; what stood there stays in the history.

    Raises ``EditConflict`` when somebody saved after ``version``, ``DomainError`` for a text of another item.
    """
    meeting = lock_meeting_of(item)
    item = lock(item, version=version)
    if revision.item_id != item.pk:
        raise DomainError(_("This text belongs to another item."))
    before = Item.objects.get(pk=item.pk)
    for name in texts.TEXTS:
        setattr(item, name, getattr(revision, name))
    item.version += 1
    item.full_clean()
    item.save()
    _keep(item, before, meeting, actor)
    changes = {"item": [str(before), str(item)], "text": _lengths(before, item)}
    record("meetings.item.restored", meeting, actor=actor, changes=changes)
    return item


@transaction.atomic
def mark_item(item: Item, *, state: str, actor: User) -> Item:
    """Say that an item was dealt with, postponed, or is open again. The order of treatment is told by the times."""
    meeting = lock_meeting_of(item)
    item = lock(item)
    if state == item.state:
        return item
    before, item.state = item.state, state
    item.treated_at = timezone.now() if state == ItemState.TREATED else None
    item.full_clean()
    item.save(update_fields=["state", "treated_at"])
    changes = {"item": [None, str(item)], "state": [before, state]}
    record("meetings.item.marked", meeting, actor=actor, changes=changes)
    return item


@transaction.atomic
def move_item(item: Item, *, up: bool, actor: User) -> Meeting:
    """Move an item with its parts a step up or down among its like; at the end of the list nothing happens.

    Numbers are counted anew until the invitation goes out; then they stay, and the order is that of treatment.
    """
    meeting = lock_meeting_of(item)
    items = list(meeting.items.all())
    moved = next((one for one in items if one.pk == item.pk), None)
    siblings = [one for one in items if moved and one.parent_id == moved.parent_id]
    if moved and (order := swap(siblings, moved.pk, up=up)):
        before = str(moved)
        items = in_tree_order([*order, *(one for one in items if one.parent_id != moved.parent_id)])
        if not are_frozen(meeting):
            count(items)
        save_order(items, "number")
        record("meetings.item.moved", meeting, actor=actor, changes={"item": [before, str(moved)]})
    return meeting


@transaction.atomic
def remove_item(item: Item, *, actor: User) -> Meeting:
    """Remove an item with its parts and outcomes; headings stay in the log, and the keys of outcomes.

    Raises ``DomainError`` when it is gone already.
    """
    meeting = lock_meeting_of(item)
    item = lock(item)
    changes: dict[str, list] = {"item": [str(item), None]}
    if parts := [str(part) for part in item.children.all()]:
        changes["parts"] = [parts, None]
    if outcomes := [
        key_of(outcome) for one in (item, *item.children.all()) for outcome in one.outcomes.order_by("position", "pk")
    ]:
        changes["outcomes"] = [outcomes, None]
    item.delete()
    items = in_tree_order(list(meeting.items.all()))
    if not are_frozen(meeting):
        count(items)
    save_order(items, "number")
    record("meetings.item.removed", meeting, actor=actor, changes=changes)
    return meeting


def _keep(item: Item, before: Item, meeting: Meeting, actor: User) -> None:
    """What follows from a new text: history, places of themes, and which outcomes stand in it."""
    texts.keep_text(item, before=before, actor=actor)
    texts.follow_themes(item, meeting)
    for outcome in item.outcomes.all():
        if outcome.in_body != item.says(outcome.text):
            outcome.in_body = not outcome.in_body
            outcome.save(update_fields=["in_body"])


def _set_facts(item: Item, facts: dict[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(item, name, facts[name])
    parent = item.parent
    if parent is not None and (parent.meeting_id != item.meeting_id or (item.pk and parent.pk == item.pk)):
        raise DomainError(_("An item can be a part of another item of the same meeting."))
    if parent is not None and (parent.parent_id or (item.pk and item.children.exists())):
        raise DomainError(_("Parts have no parts of their own."))
    if item.presenter is not None and item.presenter.meeting_id != item.meeting_id:
        raise DomainError(_("The presenter is not listed in the attendance of this meeting."))


def _placed(item: Item, items: list[Item], *, after: Item | None = None) -> list[Item]:
    """The items with one put last of its parent, or after another one."""
    known = {other.pk for other in items}
    if after is not None and after.pk in known:
        place = next(index for index, other in enumerate(items) if other.pk == after.pk)
        item.parent_id = item.parent_id or after.parent_id
        return in_tree_order([*items[: place + 1], item, *items[place + 1 :]])
    return in_tree_order([*items, item])


def _lengths(before: Item, after: Item) -> list[int]:
    """How long the text was and is, in characters: the log holds short values only."""
    return [sum(len(plain_text(text)) for text in (item.body, item.quotation)) for item in (before, after)]


def _changes(before: Item, after: Item) -> dict[str, list]:
    changes: dict[str, list] = {}
    if str(before) != str(after):
        changes["item"] = [str(before), str(after)]
    for name in (*FACTS, "number_is_typed"):
        old, new = getattr(before, name), getattr(after, name)
        if name not in _UNTOLD and old != new:
            changes[name] = [_plain(old), _plain(new)]
    if (before.body, before.quotation) != (after.body, after.quotation):
        changes["text"] = _lengths(before, after)
    if before.internal_note != after.internal_note:
        changes["note"] = [len(before.internal_note), len(after.internal_note)]
    return changes


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value
