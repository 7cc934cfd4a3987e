import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.errors import DomainError, EditConflict
from meetings.enums import ItemState
from meetings.models import Item, Meeting
from meetings.services import add_item, edit_item, keep_refused_text, mark_item, move_item, remove_item, restore_text
from network.models import Theme
from tests.factories.meetings import AttendanceFactory, ItemFactory, OutcomeFactory


def save(item, actor, version=0, **changes):
    fields = {"heading": item.heading, "body": item.body, "number": item.number}
    return edit_item(item, **fields | changes, version=version, actor=actor)


def history(item):
    return [(one.version, one.based_on, one.refused, one.body) for one in item.revisions.order_by("pk")]


def listed(meeting):
    return [f"{item.number} {item.heading}" for item in meeting.items.all()]


# --- History ---


def test_each_save_is_kept_and_the_text_of_before_too(meeting, secretary):
    item = ItemFactory(meeting=meeting, body="<p>Tuotu.</p>")

    item = save(item, secretary, body="<p>Yksi.</p>")
    save(item, secretary, version=1, body="<p>Kaksi.</p>")

    assert history(item) == [
        (0, 0, False, "<p>Tuotu.</p>"),
        (1, 0, False, "<p>Yksi.</p>"),
        (2, 1, False, "<p>Kaksi.</p>"),
    ]


def test_a_save_without_a_change_makes_no_version(meeting, secretary):
    item = add_item(meeting, heading="Avaus", body="<p>Avattiin.</p>", actor=secretary)

    item = save(item, secretary, body="<p>Avattiin. </p>")

    assert (item.version, len(history(item))) == (0, 1)


def test_saves_of_one_sitting_are_one_line_of_the_log(meeting, secretary, coordinator):
    item = add_item(meeting, heading="Avaus", actor=secretary)
    for version, (actor, words) in enumerate(
        [(secretary, "a"), (secretary, "b"), (coordinator, "c"), (secretary, "d")]
    ):
        save(item, actor, version=version, body=words, by_itself=True)

    from core.models import LogEntry  # noqa: PLC0415 -- leaf: models are not ready when pytest reads this file

    acts = LogEntry.objects.of(meeting).filter(action="meetings.item.edited").values_list("actor", flat=True)
    assert sorted(acts) == sorted([secretary.pk, coordinator.pk, secretary.pk])
    assert len(history(item)) == 4


def test_a_refused_text_is_kept_once(meeting, secretary, coordinator):
    item = ItemFactory(meeting=meeting, body="")
    save(item, coordinator, body="<p>Ensin.</p>")

    for _again in range(2):
        keep_refused_text(item, heading=item.heading, body="<p>Myöhään.</p>", version=0, actor=secretary)

    assert history(item) == [(1, 0, False, "<p>Ensin.</p>"), (0, 0, True, "<p>Myöhään.</p>")]


def test_restore_makes_an_earlier_text_a_new_version(meeting, secretary, last_entry):
    item = add_item(meeting, heading="Avaus", body="<p>Vanha.</p>", actor=secretary)
    item = save(item, secretary, body="<p>Uusi teksti.</p>")

    item = restore_text(item, revision=item.revisions.get(version=0), version=1, actor=secretary)

    assert (item.body, item.version) == ("<p>Vanha.</p>", 2)
    assert [one[3] for one in history(item)] == ["<p>Vanha.</p>", "<p>Uusi teksti.</p>", "<p>Vanha.</p>"]
    assert last_entry(meeting) == (
        "meetings.item.restored",
        {"item": ["1. Avaus", "1. Avaus"], "text": [12, 6]},
    )


def test_restore_refuses_the_text_of_another_item(meeting, secretary):
    item, other = (add_item(meeting, heading=name, body="a", actor=secretary) for name in ("Yksi", "Kaksi"))

    with pytest.raises(DomainError, match="another item"):
        restore_text(item, revision=other.revisions.get(), version=0, actor=secretary)


def test_restore_refuses_an_older_version(meeting, secretary):
    item = add_item(meeting, heading="Avaus", body="a", actor=secretary)
    save(item, secretary, body="b")

    with pytest.raises(EditConflict):
        restore_text(item, revision=item.revisions.earliest("pk"), version=0, actor=secretary)


def test_places_of_themes_follow_the_marks(meeting, secretary):
    known = Theme.objects.create(network=meeting.network, name="Tukiperheet")
    item = add_item(
        meeting,
        heading="Avaus",
        body='<mark data-theme="tukiperheet">tukiperhe</mark>toiminta ja <mark data-theme="Uusi teema">muu</mark>',
        actor=secretary,
    )
    first = [(one.theme.name, one.phrase, one.position) for one in item.mentions.all()]

    save(item, secretary, body='<mark data-theme="Tukiperheet">perheet</mark>')

    assert first == [("Tukiperheet", "tukiperhe", 0), ("Uusi teema", "muu", 1)]
    assert [(one.theme, one.phrase) for one in item.mentions.all()] == [(known, "perheet")]


def test_an_outcome_leaves_the_text_with_its_words_and_comes_back(meeting, secretary):
    item = add_item(meeting, heading="Nimi", body="<p>Nimi hyväksyttiin.</p>", actor=secretary)
    outcome = OutcomeFactory(item=item, text="Nimi hyväksyttiin.", in_body=True)

    item = save(item, secretary, body="<p>Keskusteltiin.</p>")
    outcome.refresh_from_db()
    gone = outcome.in_body
    save(item, secretary, version=1, body="<p>Nimi <em>hyväksyttiin</em>.</p>")
    outcome.refresh_from_db()

    assert (gone, outcome.in_body) == (False, True)


def test_an_item_refuses_hostile_text_by_cleaning_and_a_code_by_name(meeting, secretary, identity_code):
    item = add_item(meeting, heading="Avaus", body="<script>alert(1)</script><p onclick='x'>a</p>", actor=secretary)

    with pytest.raises(ValidationError, match="identity code"):
        save(item, secretary, body=f"<p>{identity_code[:8]}<b>{identity_code[8:]}</b></p>")

    assert Item.objects.get().body == "<p>a</p>"


# --- Numbers and order ---


@pytest.fixture
def items(meeting, secretary):
    return [add_item(meeting, heading=name, actor=secretary) for name in ("Avaus", "Talous", "Muut")]


@pytest.fixture
def invited(meeting, items):
    Meeting.objects.filter(pk=meeting.pk).update(invited_at=timezone.now())
    return items


def test_parts_are_numbered_within_their_item_and_stand_after_it(meeting, items, secretary):
    for name in ("Kalusteet", "Matkat"):
        add_item(meeting, heading=name, parent=items[1], actor=secretary)

    assert listed(meeting) == ["1 Avaus", "2 Talous", "2.1 Kalusteet", "2.2 Matkat", "3 Muut"]


def test_parts_move_with_their_item_and_among_themselves(meeting, items, secretary):
    parts = [add_item(meeting, heading=name, parent=items[1], actor=secretary) for name in ("Kalusteet", "Matkat")]

    move_item(parts[1], up=True, actor=secretary)
    move_item(items[1], up=True, actor=secretary)

    assert listed(meeting) == ["1 Talous", "1.1 Matkat", "1.2 Kalusteet", "2 Avaus", "3 Muut"]


def test_an_item_becomes_a_part_and_the_numbers_close_up(meeting, items, secretary):
    save(items[2], secretary, parent=items[0], number="")

    assert listed(meeting) == ["1 Avaus", "1.1 Muut", "2 Talous"]


def test_numbers_stay_after_the_invitation_whatever_the_order(meeting, invited, secretary):
    move_item(invited[2], up=True, actor=secretary)
    remove_item(invited[0], actor=secretary)

    assert listed(meeting) == ["3 Muut", "2 Talous"]


def test_late_items_get_the_number_before_them_and_a_letter(meeting, invited, secretary):
    add_item(meeting, heading="Myöhäinen", after=invited[1], actor=secretary)
    add_item(meeting, heading="Viimeinen", actor=secretary)
    add_item(meeting, heading="Aivan viimeinen", actor=secretary)
    add_item(meeting, heading="Osa", parent=invited[0], actor=secretary)

    assert listed(meeting) == [
        "1 Avaus",
        "1.0 a Osa",
        "2 Talous",
        "2 a Myöhäinen",
        "3 Muut",
        "3 a Viimeinen",
        "3 b Aivan viimeinen",
    ]


def test_editing_a_text_after_the_invitation_keeps_the_number(meeting, invited, secretary):
    item = save(invited[1], secretary, number="", body="<p>a</p>")

    assert item.number == "2"


def test_a_part_has_no_parts(meeting, items, secretary):
    part = add_item(meeting, heading="Osa", parent=items[0], actor=secretary)

    with pytest.raises(DomainError, match="no parts of their own"):
        add_item(meeting, heading="Osan osa", parent=part, actor=secretary)


def test_a_presenter_is_somebody_of_the_meeting(meeting, secretary):
    with pytest.raises(DomainError, match="not listed in the attendance"):
        add_item(meeting, heading="Avaus", presenter=AttendanceFactory(), actor=secretary)


def test_marking_an_item_tells_when_it_was_dealt_with(items, secretary, last_entry, meeting):
    item = mark_item(items[1], state=ItemState.TREATED, actor=secretary)

    assert (item.state, item.treated_at is None) == (ItemState.TREATED, False)
    assert last_entry(meeting) == (
        "meetings.item.marked",
        {"item": [None, "2. Talous"], "state": ["open", "treated"]},
    )


# --- What follows a text ---
