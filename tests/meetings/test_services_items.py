import pytest

from core.audit import key_of
from core.errors import DomainError, EditConflict
from meetings.enums import OutcomeKind
from meetings.models import Item
from meetings.services import (
    add_item,
    edit_item,
    edit_outcome,
    move_item,
    record_outcome,
    remove_item,
    remove_outcome,
)
from meetings.services.items import NumberTaken
from tests.factories.meetings import ItemFactory, OutcomeFactory


@pytest.fixture
def items(meeting, secretary):
    """Three items, numbered by themselves: Avaus, Talousarvio, Muut asiat."""
    return [add_item(meeting, heading=heading, actor=secretary) for heading in ("Avaus", "Talousarvio", "Muut asiat")]


def edit(item, secretary, version=0, **changes):
    return edit_item(
        item,
        **({"heading": item.heading, "body": item.body, "number": item.number} | changes),
        version=version,
        actor=secretary,
    )


def listed(meeting):
    return [str(item) for item in meeting.items.all()]


def test_items_are_numbered_by_themselves(meeting, items, last_entry):
    assert listed(meeting) == ["1. Avaus", "2. Talousarvio", "3. Muut asiat"]
    assert last_entry(meeting) == ("meetings.item.added", {"item": [None, "3. Muut asiat"]})


def test_a_typed_number_stays_and_the_next_go_on_from_it(meeting, items, secretary):
    edit(items[1], secretary, number="7 a")

    assert listed(meeting) == ["1. Avaus", "7 a. Talousarvio", "8. Muut asiat"]


def test_an_emptied_number_is_counted_again(meeting, items, secretary):
    edit(items[1], secretary, number="7 a")

    edit(items[1], secretary, version=1, number="")

    assert listed(meeting) == ["1. Avaus", "2. Talousarvio", "3. Muut asiat"]


def test_typing_the_counted_number_types_none(meeting, items, secretary):
    edit(items[2], secretary, number="3")

    move_item(items[2], up=True, actor=secretary)

    assert listed(meeting) == ["1. Avaus", "2. Muut asiat", "3. Talousarvio"]


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_number_in_use_is_refused(meeting, items, secretary, number):
    with pytest.raises(NumberTaken, match=number):
        edit(items[2], secretary, number=number)

    assert listed(meeting) == ["1. Avaus", "2. Talousarvio", "3. Muut asiat"]


def test_add_item_refuses_a_number_in_use(meeting, items, secretary):
    with pytest.raises(NumberTaken):
        add_item(meeting, heading="Neljäs", number="1", actor=secretary)

    assert len(listed(meeting)) == 3


def test_move_item_counts_anew_and_leaves_typed_numbers(meeting, items, secretary, last_entry):
    edit(items[0], secretary, number="A")

    move_item(items[2], up=True, actor=secretary)

    assert listed(meeting) == ["A. Avaus", "1. Muut asiat", "2. Talousarvio"]
    assert last_entry(meeting) == ("meetings.item.moved", {"item": ["2. Muut asiat", "1. Muut asiat"]})


def test_move_item_beyond_the_end_does_nothing(meeting, items, secretary, last_entry):
    move_item(items[0], up=True, actor=secretary)

    assert last_entry(meeting)[0] == "meetings.item.added"


def test_edit_item_logs_lengths_and_not_the_text(meeting, items, secretary, last_entry):
    edit(items[0], secretary, heading="Alku", body="Puheenjohtaja avasi kokouksen.")

    assert last_entry(meeting) == (
        "meetings.item.edited",
        {"item": ["1. Avaus", "1. Alku"], "text": [0, 30]},
    )


def test_edit_item_refuses_an_older_version(items, secretary):
    edit(items[0], secretary, body="Ensimmäisen teksti.")

    with pytest.raises(EditConflict) as refusal:
        edit(items[0], secretary, body="Toisen teksti.")

    assert refusal.value.current.body == "<p>Ensimmäisen teksti.</p>"


def test_edit_item_refuses_what_is_gone(items, secretary):
    Item.objects.filter(pk=items[0].pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        edit(items[0], secretary)


def test_remove_item_keeps_heading_and_keys_of_decisions_in_the_log(meeting, items, secretary, last_entry):
    outcome = OutcomeFactory(item=items[1], text="Talousarvio hyväksyttiin.")

    remove_item(items[1], actor=secretary)

    assert listed(meeting) == ["1. Avaus", "2. Muut asiat"]
    assert last_entry(meeting) == (
        "meetings.item.removed",
        {"item": ["2. Talousarvio", None], "outcomes": [[key_of(outcome)], None]},
    )


def test_remove_item_refuses_what_is_gone(items, secretary):
    Item.objects.filter(pk=items[0].pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        remove_item(items[0], actor=secretary)


def test_record_outcome_writes_a_decision(meeting, items, secretary, last_entry):
    outcome = record_outcome(items[1], kind=OutcomeKind.DECISION, text="Hyväksyttiin.", actor=secretary)

    assert list(items[1].outcomes.all()) == [outcome]
    assert last_entry(meeting) == (
        "meetings.outcome.recorded",
        {"item": [None, "2. Talousarvio"], "decision": [None, key_of(outcome)]},
    )


def test_record_outcome_refuses_an_item_that_is_gone(items, secretary):
    Item.objects.filter(pk=items[1].pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        record_outcome(items[1], kind=OutcomeKind.NOTE, text="Merkittiin.", actor=secretary)


def test_edit_outcome_changes_kind_and_words(meeting, secretary, last_entry):
    outcome = OutcomeFactory(item=ItemFactory(meeting=meeting, heading="Avaus"), text="Hoidetaan.")

    outcome = edit_outcome(outcome, kind=OutcomeKind.ACTION, text="Kunnat hoitavat.", version=0, actor=secretary)

    assert (outcome.kind, outcome.text, outcome.version) == (OutcomeKind.ACTION, "Kunnat hoitavat.", 1)
    assert last_entry(meeting)[1] == {
        "item": [None, "1. Avaus"],
        "outcome": [None, key_of(outcome)],
        "kind": ["decision", "action"],
    }


def test_edit_outcome_refuses_an_older_version(meeting, secretary):
    outcome = OutcomeFactory(item__meeting=meeting, version=1)

    with pytest.raises(EditConflict):
        edit_outcome(outcome, kind=OutcomeKind.NOTE, text="Toinen.", version=0, actor=secretary)


def test_remove_outcome_names_it_in_the_log_without_its_words(meeting, secretary, last_entry):
    item = ItemFactory(meeting=meeting, heading="Avaus")
    outcome = OutcomeFactory(item=item, text="Hyväksyttiin.")
    key = key_of(outcome)

    remove_outcome(outcome, actor=secretary)

    assert not item.outcomes.exists()
    assert last_entry(meeting) == (
        "meetings.outcome.removed",
        {"item": [None, "1. Avaus"], "decision": [key, None]},
    )


def test_remove_outcome_refuses_what_is_gone(meeting, secretary):
    outcome = OutcomeFactory(item__meeting=meeting)
    type(outcome).objects.filter(pk=outcome.pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        remove_outcome(outcome, actor=secretary)
