""" "Liite n": numbers by first mention, frozen with the minutes."""

import pytest

from core.errors import DomainError
from meetings.services import (
    add_attachment,
    freeze_numbers,
    number_attachments,
    remove_attachment,
)
from meetings.services.attachment_numbers import movable, unknown_mentions
from meetings.services.parts import MinutesFrozen
from tests.factories.meetings import AttachmentFactory, ItemFactory, OutcomeFactory
from tests.meetings.files import sign


def numbers(meeting):
    return {one.title: one.number for one in meeting.attachments.all()}


def items(meeting, *bodies):
    return [
        ItemFactory(meeting=meeting, heading=f"Asia {place}", body=body, position=place)
        for place, body in enumerate(bodies)
    ]


def test_a_new_attachment_gets_the_next_number(meeting, secretary):
    for title in "AB":
        add_attachment(meeting, title=title, actor=secretary)

    assert numbers(meeting) == {"A": 1, "B": 2}


def test_numbers_follow_the_items_to_which_attachments_are_tied(meeting, secretary):
    first, second = items(meeting, "", "")
    add_attachment(meeting, title="A", item=second, actor=secretary)
    add_attachment(meeting, title="B", actor=secretary)

    add_attachment(meeting, title="C", item=first, actor=secretary)

    assert numbers(meeting) == {"C": 1, "A": 2, "B": 3}


def test_the_first_mention_counts_and_references_follow(meeting, secretary):
    first, second = items(meeting, "<p>Ks. Liite 2 ja <em>liite 1</em>.</p>", "<p>Liitteet 1–2</p>")
    outcome = OutcomeFactory(item=first, text="Ks. Liite 2", in_body=True)
    for title in "AB":
        add_attachment(meeting, title=title, actor=secretary)

    number_attachments(meeting, actor=secretary)

    for row in (first, second, outcome):
        row.refresh_from_db()
    assert numbers(meeting) == {"B": 1, "A": 2}
    assert (first.body, second.body) == ("<p>Ks. Liite 1 ja <em>liite 2</em>.</p>", "<p>Liitteet 2–1</p>")
    assert (first.version, first.revisions.filter(refused=False).count(), outcome.text) == (1, 2, "Ks. Liite 1")


def test_numbering_again_changes_nothing(meeting, secretary):
    (item,) = items(meeting, "<p>Liite 2, Liite 1</p>")
    for title in "AB":
        add_attachment(meeting, title=title, actor=secretary)
    number_attachments(meeting, actor=secretary)

    number_attachments(meeting, actor=secretary)

    item.refresh_from_db()
    assert (item.version, item.body, numbers(meeting)) == (1, "<p>Liite 1, Liite 2</p>", {"B": 1, "A": 2})


def test_only_what_is_mentioned_at_the_same_place_can_be_moved(meeting, secretary):
    items(meeting, "<p>Liite 1</p>")
    for title in "ABC":
        add_attachment(meeting, title=title, actor=secretary)

    moves = {one.title: movable(meeting)[one.pk] for one in meeting.attachments.all()}

    assert moves == {"A": (False, False), "B": (False, True), "C": (True, False)}


def test_numbers_freeze_with_the_minutes(meeting, secretary):
    first, second = items(meeting, "", "")
    add_attachment(meeting, title="A", item=second, actor=secretary)

    freeze_numbers(meeting, actor=secretary)
    # A correction is open: what comes now gets a number after those that people know.
    add_attachment(meeting, title="B", item=first, actor=secretary)
    number_attachments(meeting, actor=secretary)

    assert numbers(meeting) == {"A": 1, "B": 2}


def test_signed_numbers_do_not_go_away(meeting, secretary):
    attachment = add_attachment(meeting, title="A", actor=secretary)
    freeze_numbers(meeting, actor=secretary)
    attachment.refresh_from_db()

    with pytest.raises(DomainError, match="Withdraw it"):
        remove_attachment(attachment, actor=secretary)


def test_words_and_numbers_of_imported_minutes_never_change(meeting, secretary):
    meeting.printed = {"labels": {}}
    meeting.save()
    (item,) = items(meeting, "<p>Liite 8, Liite 2</p>")
    AttachmentFactory(meeting=meeting, title="A", number=2)
    AttachmentFactory(meeting=meeting, title="B", number=None)

    add_attachment(meeting, title="C", item=item, actor=secretary)
    freeze_numbers(meeting, actor=secretary)

    item.refresh_from_db()
    assert numbers(meeting) == {"A": 2, "B": None, "C": 3}
    assert item.body == "<p>Liite 8, Liite 2</p>"


def test_an_imported_attachment_without_a_number_stays_without_when_the_minutes_are_signed(meeting, secretary):
    AttachmentFactory(meeting=meeting, title="A", number=None, number_is_frozen=True)
    AttachmentFactory(meeting=meeting, title="B", number=4, number_is_frozen=True)
    add_attachment(meeting, title="C", actor=secretary)

    freeze_numbers(meeting, actor=secretary)

    assert numbers(meeting) == {"A": None, "B": 4, "C": 5}


def test_signed_minutes_are_not_numbered_anew(meeting, secretary):
    sign(meeting, secretary)

    with pytest.raises(MinutesFrozen):
        number_attachments(meeting, actor=secretary)


def test_mentions_of_what_is_not_listed_are_told(meeting, secretary):
    items(meeting, "<p>Liite 1 ja liite 4</p>")
    add_attachment(meeting, title="A", actor=secretary)

    assert unknown_mentions(meeting) == [4]
