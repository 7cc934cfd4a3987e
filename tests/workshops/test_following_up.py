"""Next steps become actions of the municipality, and the municipality tells what came of them."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.errors import DomainError
from core.models import LogEntry
from meetings.enums import ActionState, MinutesState, OwnerKind
from meetings.models import Outcome, OutcomeEvent
from meetings.queries import open_actions_of
from meetings.services import add_item, remove_outcome
from meetings.services.parts import MinutesFrozen
from network.enums import GroupKind
from tests.factories.bank import on_day
from tests.factories.meetings import STARTS
from tests.factories.network import GroupFactory, MunicipalityFactory
from tests.factories.workshops import FollowUpFactory
from tests.workshops.pages import group_of
from workshops.enums import Showing
from workshops.models import FollowUpNews
from workshops.queries import news_of, steps_of
from workshops.services import make_action, make_actions, tell_news

# --- Actions ---


def test_step_becomes_an_action_of_the_organisation(step, organisation, secretary):
    due = on_day(timezone.localdate() + timedelta(days=90))
    step.when = due
    step.save()

    action = make_action(step, actor=secretary).action

    assert (action.text, action.owner_kind, action.owner_organisation) == (
        step.text, OwnerKind.ORGANISATION, organisation,
    )  # fmt: skip
    assert (action.due, action.state) == (due, ActionState.OPEN)
    assert (action.item.heading, action.item.meeting) == ("Jatkotyö", step.day.meeting)


def test_words_of_phones_get_into_no_log(step, organisation, secretary):
    make_action(step, actor=secretary)
    tell_news(step, state=ActionState.DONE, text="Uutinen puhelimesta", key=uuid.uuid4())

    logged = str(list(LogEntry.objects.values_list("changes", flat=True)))
    assert (step.text in logged, "Uutinen puhelimesta" in logged) == (False, False)


def test_working_group_does_it_where_there_is_exactly_one(step, group, secretary):
    assert make_action(step, actor=secretary).action.owner_group == group


def test_of_two_working_groups_neither_is_taken_without_asking(step, group, organisation, secretary):
    other = group_of(organisation)

    first, second = (make_action(one, owner=owner, actor=secretary).action
                     for one, owner in ((step, None), (FollowUpFactory(day=step.day), other)))  # fmt: skip

    assert (first.owner_organisation, second.owner_group) == (organisation, other)


@pytest.mark.parametrize("facts", [{"kind": GroupKind.DEVELOPMENT_GROUP}, {"ended_on": date(2020, 1, 1)}])
def test_other_and_ended_groups_are_no_working_groups(step, organisation, secretary, facts):
    group_of(organisation, **facts)

    assert make_action(step, actor=secretary).action.owner_organisation == organisation


def test_successor_does_what_an_ended_municipality_promised(day, siuntio, organisation, secretary):
    ended = MunicipalityFactory(name_fi="Vanhakunta", successor=siuntio)
    step = FollowUpFactory(day=day, municipality=ended, municipality_label="Vanhakunta")

    assert make_action(step, actor=secretary).action.owner_organisation == organisation


def test_action_is_seen_in_the_groups_next_agenda(step, group, secretary):
    make_action(step, actor=secretary)

    action = step.day.follow_ups.get().action
    next_day = STARTS.date() + timedelta(days=30)
    assert open_actions_of(group.pk, next_day) == [action]


def test_action_says_the_points_and_who_does_it(step, organisation, secretary):
    step.points, step.who, step.edited_text = ["Perhetyö", "Nuoret"], "perhetyön esimies", "Tiivis verkosto"
    step.save()

    action = make_action(step, actor=secretary).action

    assert action.text == "Tiivis verkosto\nPerhetyö\nNuoret\n(perhetyön esimies)"


def test_what_is_too_long_for_an_action_leaves_its_points_out(step, organisation, secretary):
    step.text, step.points = "x" * 1995, ["Perhetyö", "a"]
    step.save()

    assert make_action(step, actor=secretary).action.text == f"{step.text}\na"


def test_action_again_is_the_same_one(step, organisation, secretary):
    first = make_action(step, actor=secretary)

    assert make_action(step, actor=secretary).action == first.action
    assert Outcome.objects.count() == 1


def test_action_taken_off_the_minutes_can_be_made_again(step, organisation, secretary):
    remove_outcome(make_action(step, actor=secretary).action, actor=secretary)
    step.refresh_from_db()

    assert make_action(step, actor=secretary).action.item.meeting.items.count() == 1


def test_all_steps_of_a_municipality_become_actions_under_one_item(step, organisation, secretary):
    FollowUpFactory(day=step.day, municipality=step.municipality)
    FollowUpFactory(day=step.day, municipality=step.municipality, showing=Showing.HIDDEN)
    FollowUpFactory(day=step.day, municipality_label="Kerava")
    made = {"municipality": "Siuntio", "owner": None, "actor": secretary}

    assert [make_actions(step.day, **made), make_actions(step.day, **made)] == [2, 0]
    assert step.day.meeting.items.count() == 1
    assert LogEntry.objects.of(step.day).filter(action="workshops.follow_up.made_action").count() == 2


def test_item_that_has_the_name_already_is_taken(step, organisation, secretary):
    item = add_item(step.day.meeting, heading="Jatkotyö", actor=secretary)

    assert make_action(step, actor=secretary).action.item == item


def test_item_is_named_in_the_language_of_the_minutes(step, organisation, secretary):
    step.day.meeting.language = "sv"
    step.day.meeting.save()

    assert make_action(step, actor=secretary).action.item.heading == "Fortsatt arbete"


@pytest.mark.parametrize("state", [Showing.WAITING, Showing.HIDDEN])
def test_step_that_is_not_shown_is_no_action(step, organisation, secretary, state):
    step.showing = state
    step.save()

    with pytest.raises(DomainError):
        make_action(step, actor=secretary)


def test_municipality_without_an_organisation_is_told_what_to_do(step, secretary):
    with pytest.raises(DomainError, match="Siuntio"):
        make_action(step, actor=secretary)
    assert Outcome.objects.count() == 0


def test_step_of_nobody_needs_a_group(day, organisation, group, secretary):
    step = FollowUpFactory(day=day, municipality_label="")

    with pytest.raises(DomainError):
        make_action(step, actor=secretary)

    assert make_action(step, owner=group, actor=secretary).action.owner_group == group


def test_owner_of_another_network_is_refused(step, other_network, secretary):
    with pytest.raises(DomainError):
        make_action(step, owner=GroupFactory(network=other_network), actor=secretary)


def test_signed_minutes_take_no_actions(step, organisation, secretary):
    step.day.meeting.minutes_state = MinutesState.FINAL
    step.day.meeting.save()

    with pytest.raises(MinutesFrozen):
        make_action(step, actor=secretary)


# --- What came of it ---


def test_news_are_kept_and_the_action_is_settled(step, organisation, secretary):
    make_action(step, actor=secretary)

    tell_news(step, state=ActionState.DONE, text="Ryhmä kokoontuu.", key=uuid.uuid4())

    (told,) = FollowUpNews.objects.all()
    event = OutcomeEvent.objects.get()
    assert (told.state, told.text) == (ActionState.DONE, "Ryhmä kokoontuu.")
    assert (event.state, event.note, event.actor) == (ActionState.DONE, "Ryhmä kokoontuu.", None)
    assert Outcome.objects.get().state == ActionState.DONE


def test_news_of_signed_minutes_settle_the_action_too(step, organisation, secretary):
    make_action(step, actor=secretary)
    step.day.meeting.minutes_state = MinutesState.FINAL
    step.day.meeting.save()

    tell_news(step, state=ActionState.DROPPED, key=uuid.uuid4())

    assert Outcome.objects.get().state == ActionState.DROPPED


def test_long_news_are_whole_and_their_note_is_short(step, organisation, secretary):
    make_action(step, actor=secretary)

    tell_news(step, state=ActionState.OPEN, text="a" * 1000, key=uuid.uuid4())

    assert (len(FollowUpNews.objects.get().text), len(OutcomeEvent.objects.get().note)) == (1000, 300)


def test_going_on_without_words_is_told_and_changes_no_action(step, organisation, secretary):
    make_action(step, actor=secretary)

    tell_news(step, state=ActionState.OPEN, key=uuid.uuid4())

    assert (FollowUpNews.objects.count(), OutcomeEvent.objects.count()) == (1, 0)


def test_same_news_twice_count_once(step):
    key = uuid.uuid4()

    first, again = (tell_news(step, state=ActionState.DONE, key=key) for _time in range(2))

    assert (first, FollowUpNews.objects.count()) == (again, 1)


def test_log_names_a_step_and_holds_no_words_of_it(step, organisation, secretary):
    make_action(step, actor=secretary)
    tell_news(step, state=ActionState.DONE, text="Valmis", key=uuid.uuid4())

    told, made = LogEntry.objects.of(step.day)[:2]
    assert made.changes == {"line": [None, f"workshops.followup:{step.pk}"], "owner": [None, organisation.name]}
    assert told.changes == {"line": [None, f"workshops.followup:{step.pk}"], "state": [None, "done"]}


def test_news_of_a_hidden_step_are_refused(step):
    step.showing = Showing.HIDDEN
    step.save()

    with pytest.raises(DomainError):
        tell_news(step, state=ActionState.DONE, key=uuid.uuid4())


def test_two_years_after_the_day_nothing_is_told(step):
    meeting = step.day.meeting
    meeting.starts_at = timezone.now() - timedelta(days=740)
    meeting.ends_at = None
    meeting.save()

    with pytest.raises(DomainError):
        tell_news(step, state=ActionState.DONE, key=uuid.uuid4())


def test_news_with_an_identity_code_are_refused(step, identity_code):
    with pytest.raises(ValidationError):
        tell_news(step, state=ActionState.DONE, text=f"Soita {identity_code}", key=uuid.uuid4())


def test_news_for_the_summary_are_by_municipality(day, step):
    FollowUpFactory(day=day, municipality_label="Kerava")
    untold = FollowUpFactory(day=day)
    for state in (ActionState.OPEN, ActionState.DONE):
        tell_news(step, state=state, key=uuid.uuid4())

    (siuntio,) = news_of(day)

    assert (siuntio.label, siuntio.lines) == ("Siuntio", [step])
    assert [one.state for one in siuntio.lines[0].told] == [ActionState.DONE, ActionState.OPEN]
    assert [one.label for one in steps_of(day, timezone.localdate())] == ["Kerava", "Siuntio"]
    assert untold in steps_of(day, timezone.localdate())[1].lines
