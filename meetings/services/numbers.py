"""The numbers of items. A number is not a position: it floats while the meeting is planned and freezes with the
invitation, after which a late item gets the number before it and a letter ("5 a").
"""

import re
from collections.abc import Sequence
from string import ascii_lowercase

from django.utils.translation import gettext as _

from core.errors import DomainError
from meetings.models import Item, Meeting

# After "5 z" comes "5 aa".
_LETTERS = [first + last for first in ("", *ascii_lowercase) for last in ascii_lowercase]


class NumberTaken(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Another item of the meeting has the number."""

    field = "number"

    def __init__(self, number: str) -> None:
        super().__init__(_("Another item has the number %(number)s. Choose another one.") % {"number": number})


def are_frozen(meeting: Meeting) -> bool:
    """Whether people know the items by their numbers already."""
    return meeting.invited_at is not None


def in_tree_order(items: Sequence[Item]) -> list[Item]:
    """The items in their order, each followed by its parts."""
    known = {item.pk for item in items}
    parts: dict[int | None, list[Item]] = {}
    for item in items:
        parts.setdefault(item.parent_id if item.parent_id in known else None, []).append(item)

    def walk(key: int | None) -> list[Item]:
        return [one for item in parts.get(key, []) for one in (item, *(walk(item.pk) if item.pk else []))]

    return walk(None)


def count(items: Sequence[Item], *, frozen: bool = False) -> None:
    """Number the items in their order, parts within theirs ("2.1"); typed numbers stay. Saves nothing.

    With ``frozen`` numbers only items without one get theirs.
    """
    known = {item.pk for item in items}
    siblings: dict[int | None, list[Item]] = {}
    for item in items:
        siblings.setdefault(item.parent_id if item.parent_id in known else None, []).append(item)

    def number(key: int | None, prefix: str) -> None:
        (_letter if frozen else _follow)(siblings.get(key, []), prefix)
        for item in siblings.get(key, []):
            if item.pk and item.pk in siblings:
                number(item.pk, f"{item.number}." if item.number else "")

    number(None, "")


def set_number(item: Item, number: str, items: Sequence[Item], *, frozen: bool = False) -> None:
    """Give the item the typed number, or the one counted when nothing or just that is typed.

    Raises ``NumberTaken``.
    """
    if frozen and item.number and number in ("", item.number):
        return
    item.number_is_typed = False
    if frozen:
        item.number = ""
    count(items, frozen=frozen)
    if number and number != item.number:
        item.number, item.number_is_typed = number, True
        count(items, frozen=frozen)
        if any(other is not item and other.number == number for other in items):
            raise NumberTaken(number)


def _follow(items: list[Item], prefix: str) -> None:
    """Each one more than the one before."""
    last = 0
    for item in items:
        if not item.number_is_typed:
            item.number = f"{prefix}{last + 1}"
        if whole := re.match(r"\d{1,4}", item.number.removeprefix(prefix)):
            last = int(whole.group())


def _letter(items: list[Item], prefix: str) -> None:
    """Late ones after the item before them."""
    taken = {item.number for item in items}
    before = f"{prefix}0"
    for item in items:
        if not item.number and not item.number_is_typed:
            stem = re.sub(r" [a-z]{1,2}$", "", before)
            item.number = next(one for one in (f"{stem} {letter}" for letter in _LETTERS) if one not in taken)
            taken.add(item.number)
        before = item.number or before
