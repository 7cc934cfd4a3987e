import datetime

import pytest
from django.core.exceptions import ValidationError

from core.audit import key_of
from core.errors import DomainError, EditConflict
from core.fuzzydates import parse
from meetings.enums import ActionState, OutcomeKind, OwnerKind
from meetings.models import DecisionSeries, Outcome
from meetings.owners import Owner, find_owner, suggested
from meetings.services import (
    add_goal,
    edit_goal,
    edit_outcome,
    number_decisions,
    record_outcome,
    remove_goal,
    remove_outcome,
    settle_action,
)
from tests.factories.meetings import (
    STARTS,
    ActionFactory,
    AttendanceFactory,
    GoalFactory,
    ItemFactory,
    MeetingFactory,
    OutcomeFactory,
)
from tests.factories.network import GroupFactory, OrganisationFactory, PersonFactory

DAY = datetime.date(2083, 1, 14)
ACTION, DECISION, NOTE = OutcomeKind.ACTION, OutcomeKind.DECISION, OutcomeKind.NOTE


@pytest.fixture
def item(meeting):
    return ItemFactory(meeting=meeting, heading="Kevään tapaamiset")


@pytest.fixture
def aino(network):
    return PersonFactory(network=network, first_name="Aino", last_name="Harjunen")


def test_an_action_keeps_its_owner_and_date(item, aino, secretary, last_entry):
    due = parse("syksy 2083", today=DAY)

    action = record_outcome(
        item,
        kind=ACTION,
        text="Aino kokoaa listan.",
        owner=Owner(OwnerKind.PERSON, aino.name, person=aino),
        due=due,
        actor=secretary,
    )

    stored = Outcome.objects.get(pk=action.pk)
    assert (stored.owner_kind, stored.owner_person, stored.owner_label) == ("person", aino, "Aino Harjunen")
    assert (stored.due, stored.state, stored.in_body) == (due, ActionState.OPEN, False)
    assert last_entry(item.meeting) == (
        "meetings.outcome.recorded",
        {"item": [None, str(item)], "action": [None, key_of(action)]},
    )


@pytest.mark.parametrize("kind", [DECISION, NOTE])
@pytest.mark.parametrize(
    "facts", [{"owner": Owner(OwnerKind.STAFF, "työntekijät")}, {"due": parse("2084", today=DAY)}]
)
def test_only_an_action_has_an_owner_and_a_date(item, secretary, kind, facts):
    with pytest.raises(DomainError, match="Only an action"):
        record_outcome(item, kind=kind, text="Sovittiin.", actor=secretary, **facts)


def test_words_of_heading_text_and_quotation_are_in_the_body(meeting, secretary):
    item = ItemFactory(
        meeting=meeting,
        heading="Listan hyväksyminen",
        body="<p>Lista <b>hyväksyttiin</b>.</p>",
        quotation="<p>Tuomme sen.</p>",
    )

    texts = ["Listan hyväksyminen", "Lista hyväksyttiin.", "Tuomme sen.", "Muuta ei ole"]
    outcomes = [record_outcome(item, kind=NOTE, text=text, actor=secretary) for text in texts]

    assert [outcome.in_body for outcome in outcomes] == [True, True, True, False]


def test_an_edit_keeps_owner_and_date_unless_they_are_given(item, secretary):
    action = ActionFactory(
        item=item, owner_kind=OwnerKind.STAFF, owner_label="työntekijät", due=parse("2084", today=DAY)
    )

    edit_outcome(action, kind=ACTION, text="Toisin sanoin.", version=0, actor=secretary)
    kept = Outcome.objects.get(pk=action.pk)
    edit_outcome(action, kind=ACTION, text="Toisin sanoin.", owner=None, due=None, version=1, actor=secretary)

    emptied = Outcome.objects.get(pk=action.pk)
    assert (kept.owner_label, kept.due_text) == ("työntekijät", "2084")
    assert (emptied.owner_kind, emptied.owner_label, emptied.due) == ("", "", None)


def test_an_action_that_becomes_a_decision_loses_owner_and_date(item, secretary):
    action = ActionFactory(item=item, owner_kind=OwnerKind.STAFF, owner_label="työntekijät")

    edit_outcome(action, kind=DECISION, text=action.text, version=0, actor=secretary)

    assert Outcome.objects.get(pk=action.pk).owner_kind == ""


def test_two_editors_of_an_outcome_conflict(item, secretary):
    action = ActionFactory(item=item)
    edit_outcome(action, kind=ACTION, text="Ensin.", version=0, actor=secretary)

    with pytest.raises(EditConflict):
        edit_outcome(action, kind=ACTION, text="Sitten.", version=0, actor=secretary)


# --- Measures of goals ---


def test_goals_are_numbered_and_have_measures(item, secretary, last_entry):
    add_goal(item, text="Tuki tulee ajoissa", actor=secretary)
    goal = add_goal(item, text="Verkosto tunnetaan", points=["esite", "kiertue"], actor=secretary)

    measure = record_outcome(item, kind=ACTION, text="Esite painetaan.", goal=goal, actor=secretary)

    assert [goal.number for goal in item.goals.all()] == ["1", "2"]
    assert list(goal.measures.all()) == [measure]


def test_a_measure_is_an_action(item, secretary):
    goal = GoalFactory(item=item)

    with pytest.raises(DomainError, match="A measure of a goal is an action"):
        record_outcome(item, kind=DECISION, text="Sovittiin.", goal=goal, actor=secretary)


def test_a_measure_stays_an_action(item, secretary):
    measure = ActionFactory(item=item, goal=GoalFactory(item=item))

    with pytest.raises(DomainError, match="A measure of a goal is an action"):
        edit_outcome(measure, kind=NOTE, text="Sovittiin.", version=0, actor=secretary)


def test_a_goal_of_another_item_takes_no_measure(item, secretary):
    with pytest.raises(DomainError, match="not in this item"):
        record_outcome(item, kind=ACTION, text="Esite.", goal=GoalFactory(), actor=secretary)


def test_a_goal_is_edited_and_removed(item, secretary, last_entry):
    goal = GoalFactory(item=item)

    edit_goal(goal, text="Toisin", number="3", points=["a"], version=0, actor=secretary)
    goal.refresh_from_db()
    remove_goal(goal, actor=secretary)

    assert (goal.text, goal.number, goal.points, goal.version) == ("Toisin", "3", ["a"], 1)
    assert last_entry(item.meeting) == ("meetings.goal.removed", {"goal": ["Toisin", None]})
    assert not item.goals.exists()


def test_a_goal_with_measures_is_not_removed(item, secretary):
    goal = GoalFactory(item=item)
    ActionFactory(item=item, goal=goal)

    with pytest.raises(DomainError, match="has measures"):
        remove_goal(goal, actor=secretary)


def test_two_editors_of_a_goal_conflict(item, secretary):
    goal = GoalFactory(item=item)
    edit_goal(goal, text="Ensin", number="1", points=[], version=0, actor=secretary)

    with pytest.raises(EditConflict):
        edit_goal(goal, text="Sitten", number="1", points=[], version=0, actor=secretary)


# --- Numbers of decisions ---


def test_decisions_are_numbered_in_the_order_of_the_items(meeting):
    first, second = ItemFactory(meeting=meeting, position=0), ItemFactory(meeting=meeting, position=1)
    child = ItemFactory(meeting=meeting, position=5, parent=first)
    later = OutcomeFactory(item=second)
    in_child, in_first = OutcomeFactory(item=child), OutcomeFactory(item=first)
    ActionFactory(item=first)

    assert number_decisions(meeting) == 3

    numbered = Outcome.objects.filter(number__isnull=False).select_related("series").order_by("number")
    assert list(numbered) == [in_first, in_child, later]
    assert [decision.number_text for decision in numbered] == ["1/2083", "2/2083", "3/2083"]


def test_a_number_never_changes(meeting, item):
    decision = OutcomeFactory(item=item)
    number_decisions(meeting)
    before = ItemFactory(meeting=meeting, position=0)
    item.position = 9
    item.save()
    added = OutcomeFactory(item=before)

    assert number_decisions(meeting) == 1

    decision.refresh_from_db()
    added.refresh_from_db()
    assert (decision.number, added.number) == (1, 2)


def test_numbers_are_those_of_the_group_and_the_year(network, meeting):
    same = MeetingFactory(network=network, group=meeting.group)
    another = MeetingFactory(network=network, group=GroupFactory(network=network))
    next_year = MeetingFactory(network=network, group=meeting.group, starts_at=STARTS.replace(year=2084), ends_at=None)
    groupless = MeetingFactory(network=network, group=None)
    meetings = [meeting, same, another, next_year, groupless]
    decisions = [OutcomeFactory(item__meeting=one) for one in meetings]

    for one in meetings:
        number_decisions(one)

    numbers = [Outcome.objects.get(pk=decision.pk).number_text for decision in decisions]
    assert numbers == ["1/2083", "2/2083", "1/2083", "1/2084", "1/2083"]
    assert DecisionSeries.objects.count() == 4


def test_a_numbered_decision_is_neither_removed_nor_made_an_action(meeting, item, secretary):
    decision = OutcomeFactory(item=item)
    number_decisions(meeting)

    with pytest.raises(DomainError, match="has a number"):
        remove_outcome(decision, actor=secretary)
    with pytest.raises(DomainError, match="stays a decision"):
        edit_outcome(decision, kind=NOTE, text="Muuta.", version=0, actor=secretary)


# --- What became of an action ---


def test_an_action_is_settled_in_a_later_meeting(network, item, secretary, last_entry):
    action = ActionFactory(item=item)
    later = MeetingFactory(network=network, starts_at=STARTS + datetime.timedelta(days=30), ends_at=None)

    event = settle_action(action, state=ActionState.DONE, note="Lista on koottu.", meeting=later, actor=secretary)

    action.refresh_from_db()
    assert (action.state, action.version) == (ActionState.DONE, 1)
    assert (event.meeting, event.note, event.actor) == (later, "Lista on koottu.", secretary)
    assert last_entry(item.meeting) == (
        "meetings.outcome.settled",
        {"outcome": [None, key_of(action)], "state": ["open", "done"]},
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("open", "dropped"), ("done", "open"), ("done", "dropped"), ("dropped", "open"), ("dropped", "done")],
)
def test_every_state_can_be_left(item, secretary, before, after):
    action = ActionFactory(item=item, state=before)

    settle_action(action, state=after, actor=secretary)

    assert Outcome.objects.get(pk=action.pk).state == after


def test_news_of_an_action_that_goes_on_are_recorded(item, secretary):
    action = ActionFactory(item=item)

    event = settle_action(action, state=ActionState.OPEN, note="Puolet on tehty.", actor=secretary)

    assert list(action.events.all()) == [event]


def test_nothing_new_is_refused(item, secretary):
    with pytest.raises(DomainError, match="Write what is new"):
        settle_action(ActionFactory(item=item), state=ActionState.OPEN, actor=secretary)


def test_a_state_that_there_is_not_is_refused(item, secretary):
    with pytest.raises(DomainError, match="cannot be put"):
        settle_action(ActionFactory(item=item), state="lost", actor=secretary)


def test_only_an_action_is_followed_up(item, secretary):
    with pytest.raises(DomainError, match="Only an action"):
        settle_action(OutcomeFactory(item=item), state=ActionState.DONE, actor=secretary)


def test_an_earlier_meeting_cannot_settle(network, item, secretary):
    earlier = MeetingFactory(network=network, starts_at=STARTS - datetime.timedelta(days=1), ends_at=None)

    with pytest.raises(DomainError, match="before the one"):
        settle_action(ActionFactory(item=item), state=ActionState.DONE, meeting=earlier, actor=secretary)


def test_a_meeting_of_another_network_cannot_settle(item, secretary):
    with pytest.raises(DomainError, match="not in this network"):
        settle_action(ActionFactory(item=item), state=ActionState.DONE, meeting=MeetingFactory(), actor=secretary)


def test_a_followed_up_action_is_neither_removed_nor_made_a_note(item, secretary):
    action = ActionFactory(item=item)
    settle_action(action, state=ActionState.DONE, actor=secretary)

    with pytest.raises(DomainError, match="dropped instead"):
        remove_outcome(action, actor=secretary)
    with pytest.raises(DomainError, match="stays an action"):
        edit_outcome(action, kind=NOTE, text="Muuta.", version=1, actor=secretary)


# --- Whom the words name ---


def test_owners_are_found_by_what_is_typed(network, meeting, secretary, aino):
    guest = AttendanceFactory(meeting=meeting, name_label="Vieras Väinö")
    present = AttendanceFactory(meeting=meeting, name_label="Eero Kivelä", person=PersonFactory(network=network))
    town = OrganisationFactory(network=network, name="Järvikunta")

    found = {
        words: find_owner(meeting, secretary, words)
        for words in ("vieras vaino", "Eero Kivelä", "harjunen", "järvi", "project staff", meeting.group_label)
    }

    assert {
        words: (owner.kind, owner.person or owner.organisation or owner.group) for words, owner in found.items()
    } == {
        "vieras vaino": ("person", None),
        "Eero Kivelä": ("person", present.person),
        "harjunen": ("person", aino),
        "järvi": ("organisation", town),
        "project staff": ("staff", None),
        meeting.group_label: ("group", meeting.group),
    }
    assert found["vieras vaino"].label == guest.name_label


def test_several_that_fit_are_named(network, meeting, secretary, aino):
    PersonFactory(network=network, first_name="Eero", last_name="Harjunen")

    with pytest.raises(ValidationError, match="Several fit: Aino Harjunen, Eero Harjunen"):
        find_owner(meeting, secretary, "harjunen")


def test_nobody_of_another_network_is_found(other_network, meeting, secretary):
    PersonFactory(network=other_network, first_name="Toivo", last_name="Muualta")

    with pytest.raises(ValidationError, match="Nobody of this name"):
        find_owner(meeting, secretary, "Muualta")


def test_those_who_were_there_are_offered_first(meeting):
    AttendanceFactory(meeting=meeting, name_label="Eero Kivelä", organisation_label="Järvikunta")

    assert suggested(meeting) == ["Eero Kivelä", "Järvikunta", meeting.group_label, "project staff"]


# --- Network, group and time are kept by the database ---


def place_of(outcome):
    return Outcome.objects.values_list("network_id", "group_id", "met_at").get(pk=outcome.pk)


def test_an_outcome_knows_its_meeting(meeting, item):
    assert place_of(OutcomeFactory(item=item)) == (meeting.network_id, meeting.group_id, meeting.starts_at)


def test_an_outcome_follows_its_meeting_and_item(network, meeting, item):
    outcome = OutcomeFactory(item=item)
    meeting.starts_at, meeting.ends_at, meeting.group = STARTS + datetime.timedelta(days=2), None, None
    meeting.save()
    moved = place_of(outcome)

    item.meeting = another = MeetingFactory(network=network)
    item.save()

    assert moved == (network.pk, None, meeting.starts_at)
    assert place_of(outcome) == (network.pk, another.group_id, another.starts_at)


def test_saving_a_row_just_made_does_not_forget_its_meeting(item):
    outcome = OutcomeFactory(item=item)

    outcome.save()

    assert place_of(outcome)[0] == item.meeting.network_id
