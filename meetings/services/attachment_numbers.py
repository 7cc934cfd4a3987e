"""The numbers of attachments: by the first mention in the minutes, until the minutes are signed.

An attachment is first mentioned where the words of an item refer to it ("Liite 3"), or where the item is to which it
is tied, whichever comes first; those that nothing mentions come last. A new attachment gets the next number. Numbers
are counted anew when attachments are tied, moved or removed, when somebody asks for it, and for the last time when
the minutes are signed; not while a text is being written, which would change words under the writer. References in the
texts follow. Numbers of imported minutes stand in their words and never change.
"""

from copy import copy
from itertools import pairwise

from django.db import transaction

from core.audit import record
from meetings.models import Attachment, Item, Meeting, Outcome
from meetings.references import mentions, mentions_in_html, renumbered, renumbered_html
from meetings.services.numbers import in_tree_order
from meetings.services.parts import lock_minutes, save_order
from meetings.services.texts import keep_text
from network.models import User

_LAST = 10**9


@transaction.atomic
def number_attachments(meeting: Meeting, *, actor: User) -> Meeting:
    """Count the numbers anew by first mention. Raises ``MinutesFrozen`` when the minutes are signed."""
    meeting = lock_minutes(meeting)
    follow_mentions(meeting, actor=actor)
    return meeting


@transaction.atomic
def freeze_numbers(meeting: Meeting, *, actor: User | None = None) -> None:
    """Count the numbers for the last time and keep them: call it when minutes are signed, before they are frozen.

    The meeting's lock must be held, and its minutes still be open. References in the texts follow, so read the items
    anew afterwards.
    """
    follow_mentions(meeting, actor=actor)
    Attachment.objects.filter(meeting=meeting, number__isnull=False).update(number_is_frozen=True)


def next_number(meeting: Meeting) -> int:
    return max((one.number or 0 for one in Attachment.objects.filter(meeting=meeting)), default=0) + 1


def follow_mentions(meeting: Meeting, *, actor: User | None) -> None:
    """Number those that are not frozen after those that are; under the meeting's lock. At most four reads."""
    attachments = list(Attachment.objects.filter(meeting=meeting))
    if meeting.printed or not attachments:
        return
    items = in_tree_order(list(Item.objects.filter(meeting=meeting).prefetch_related("outcomes")))
    places = first_mentions(attachments, items)
    before = [one.number for one in attachments]
    last = max((one.number or 0 for one in attachments if one.number_is_frozen), default=0)
    floating = sorted((one for one in attachments if not one.number_is_frozen), key=lambda one: places[one.pk])
    changed = {}
    for number, one in enumerate(floating, start=last + 1):
        if one.number is not None and one.number != number:
            changed[one.number] = number
        one.number = number
    order = sorted(attachments, key=lambda one: (one.number is None, one.number or one.position))
    save_order(order, "number")
    for item in items if changed else ():
        _renumber(item, changed, actor)
    if changed:
        after = [one.number for one in attachments]
        record("meetings.attachment.numbered", meeting, actor=actor, changes={"numbers": [before, after]})


def first_mentions(attachments: list[Attachment], items: list[Item]) -> dict[int, tuple[int, int, int]]:
    """Where each attachment is first mentioned, by its key: order of the item, place in it, own place."""
    of_number = {one.number: one.pk for one in attachments if one.number}
    places = {}
    for order, item in enumerate(items):
        for place, number in _mentions(item):
            if number in of_number:
                places.setdefault(of_number[number], (order, place))
    order_of = {item.pk: order for order, item in enumerate(items)}
    tied = {one.pk: (order_of.get(one.item_id, _LAST), _LAST) for one in attachments}
    return {one.pk: (*min(places.get(one.pk, tied[one.pk]), tied[one.pk]), one.position) for one in attachments}


def movable(meeting: Meeting) -> dict[int, tuple[bool, bool]]:
    """``{key: (up, down)}`` of the attachments that can be moved: those that the minutes mention at the same place."""
    attachments = list(Attachment.objects.filter(meeting=meeting))
    if meeting.printed or not attachments:
        return {}
    items = in_tree_order(list(Item.objects.filter(meeting=meeting).prefetch_related("outcomes")))
    places = first_mentions(attachments, items)
    same = [
        not (one.number_is_frozen or other.number_is_frozen) and places[one.pk][:2] == places[other.pk][:2]
        for one, other in pairwise(attachments)
    ]
    return {one.pk: moves for one, moves in zip(attachments, pairwise([False, *same, False]), strict=True)}


def unknown_mentions(meeting: Meeting) -> list[int]:
    """Numbers that the texts refer to and no attachment has; nothing for imported minutes, whose words are given."""
    if meeting.printed:
        return []
    known = {one.number for one in meeting.attachments.all()}
    items = Item.objects.filter(meeting=meeting).prefetch_related("outcomes")
    return sorted({number for item in items for _place, number in _mentions(item)} - known)


def _mentions(item: Item) -> list[tuple[int, int]]:
    """Heading, text, quotation and outcomes, one after the other."""
    texts = [mentions(item.heading), mentions_in_html(item.body), mentions_in_html(item.quotation)]
    texts += [mentions(outcome.text) for outcome in item.outcomes.all() if not outcome.in_body]
    found = []
    for part, text in enumerate(texts):
        found += [(part * 10**6 + place, number) for place, number in text]
    return found


def _renumber(item: Item, numbers: dict[int, int], actor: User | None) -> None:
    before = copy(item)
    item.heading = renumbered(item.heading, numbers)
    item.body = renumbered_html(item.body, numbers)
    item.quotation = renumbered_html(item.quotation, numbers)
    if (item.heading, item.body, item.quotation) != (before.heading, before.body, before.quotation):
        # Whoever is writing in it sees both texts side by side instead of overwriting the new numbers.
        item.version += 1
        item.save(update_fields=["heading", "body", "quotation", "version"])
        keep_text(item, before=before, actor=actor)
    outcomes = []
    for outcome in item.outcomes.all():
        text = renumbered(outcome.text, numbers)
        if text != outcome.text:
            outcome.text, outcome.version = text, outcome.version + 1
            outcomes.append(outcome)
    Outcome.objects.bulk_update(outcomes, ["text", "version"])
