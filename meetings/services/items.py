"""The numbered items of a meeting."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock
from meetings.models import Item, Meeting
from meetings.richtext import plain_text
from meetings.services.parts import lock_meeting_of, lock_part, next_position, save_order, swap
from network.models import User


class NumberTaken(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Another item of the meeting has the number."""

    field = "number"

    def __init__(self, number: str) -> None:
        super().__init__(_("Another item has the number %(number)s. Choose another one.") % {"number": number})


@transaction.atomic
def add_item(meeting: Meeting, *, heading: str, body: str = "", number: str = "", actor: User) -> Item:
    """Add an item, last. Without ``number`` it gets the next one. Raises ``NumberTaken``."""
    meeting = lock(meeting)
    item = Item(meeting=meeting, heading=heading, body=body, position=next_position(meeting.items))
    items = [*meeting.items.all(), item]
    _set_number(item, number, items)
    item.full_clean()
    item.save()
    record("meetings.item.added", meeting, actor=actor, changes={"item": [None, str(item)]})
    return item


@transaction.atomic
def edit_item(item: Item, *, heading: str, body: str, number: str, version: int, actor: User) -> Item:
    """Change an item's heading, text and number; an empty number is counted.

    Raises ``EditConflict`` when somebody saved after ``version``, ``NumberTaken``, and ``DomainError`` when the item
    has been removed.
    """
    meeting = lock_meeting_of(item)
    item = lock_part(item, version=version)
    before, body_before = str(item), item.body
    item.heading, item.body = heading, body
    items = [item if other.pk == item.pk else other for other in meeting.items.all()]
    _set_number(item, number, items)
    item.version += 1
    item.full_clean()
    item.save()
    save_order(items, "number")
    changes = {"item": [before, str(item)]}
    if item.body != body_before:
        # How long it was and is, in characters: the log holds short values only.
        changes["text"] = [len(plain_text(body_before)), len(plain_text(item.body))]
    record("meetings.item.edited", meeting, actor=actor, changes=changes)
    return item


@transaction.atomic
def move_item(item: Item, *, up: bool, actor: User) -> Meeting:
    """Move an item a step up or down and count the numbers anew; at the end of the list nothing happens."""
    meeting = lock_meeting_of(item)
    if order := swap(meeting.items.all(), item.pk, up=up):
        before = str(next(one for one in order if one.pk == item.pk))
        _count(order)
        save_order(order, "number")
        after = str(next(one for one in order if one.pk == item.pk))
        record("meetings.item.moved", meeting, actor=actor, changes={"item": [before, after]})
    return meeting


@transaction.atomic
def remove_item(item: Item, *, actor: User) -> Meeting:
    """Remove an item with its outcomes; headings and outcomes stay in the log.

    Raises ``DomainError`` when it is gone already.
    """
    meeting = lock_meeting_of(item)
    item = lock_part(item)
    changes = {"item": [str(item), None]}
    if outcomes := [outcome.text for outcome in item.outcomes.all()]:
        changes["outcomes"] = [outcomes, None]
    item.delete()
    items = list(meeting.items.all())
    _count(items)
    save_order(items, "number")
    record("meetings.item.removed", meeting, actor=actor, changes=changes)
    return meeting


def _set_number(item: Item, number: str, items: list[Item]) -> None:
    """Give the item the typed number, or the one counted when nothing or just that is typed."""
    item.number_is_typed = False
    _count(items)
    if number and number != item.number:
        item.number, item.number_is_typed = number, True
        _count(items)
        if any(other is not item and other.number == number for other in items):
            raise NumberTaken(number)


def _count(items: list[Item]) -> None:
    """Number the items in their order: each one more than the one before; typed numbers ("5 a") stay."""
    last = 0
    for item in items:
        if not item.number_is_typed:
            item.number = str(last + 1)
        if whole := re.match(r"\d{1,4}", item.number):
            last = int(whole.group())
