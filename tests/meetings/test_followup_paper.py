"""What becomes of actions of earlier meetings, on the agenda and in the minutes of the later meeting."""

import datetime

import pytest

from core.fuzzydates import parse
from meetings.documents.minutes import minutes_context
from meetings.documents.parts import agenda_context
from meetings.enums import ActionState, Layer, MeetingState
from meetings.exchange import MinutesRefused, minutes_to_json
from meetings.layers import layered
from meetings.minutes_page import page_of
from meetings.models import Meeting
from meetings.services import import_minutes, settle_action
from tests.factories.meetings import STARTS, ActionFactory, MeetingFactory
from tests.factories.network import NetworkFactory


@pytest.fixture
def later(network, meeting):
    starts = STARTS + datetime.timedelta(days=60)
    return MeetingFactory(network=network, group=meeting.group, starts_at=starts, ends_at=None, language="en")


@pytest.fixture
def action(meeting):
    due = parse("1.2.2083", today=STARTS.date())
    return ActionFactory(item__meeting=meeting, text="Kutsutaan koulut", owner_label="Järvikunta", due=due)


def closing(context):
    return {part["label"]: part["values"] for part in context["closing"] if part["values"]}


def test_the_agenda_lists_what_waits_overdue_first(meeting, later, action):
    ActionFactory(item__meeting=meeting, text="Tilataan esite")
    ActionFactory(item__meeting=meeting, text="Salainen", item__layer=Layer.SECRETARY)

    values = agenda_context(later)["actions"]["values"]

    assert values == ["Kutsutaan koulut (Järvikunta, 1.2.2083, overdue)", "Tilataan esite"]


def test_an_action_agreed_after_the_call_comes_to_the_agenda_too(network, meeting, later):
    between = MeetingFactory(
        network=network, group=meeting.group, starts_at=STARTS + datetime.timedelta(days=30), ends_at=None
    )
    before = agenda_context(later)["document"]["version"]
    ActionFactory(item__meeting=between, text="Uusi")

    after = agenda_context(later)

    assert after["actions"]["values"] == ["Uusi"]
    assert after["document"]["version"] != before


def test_the_agenda_of_a_meeting_that_was_held_lists_none(later, action):
    later.state = MeetingState.HELD

    assert agenda_context(later)["actions"]["values"] == []


def test_the_minutes_say_what_was_told_in_the_meeting(later, action, secretary):
    settle_action(action, state=ActionState.OPEN, note="vielä kesken", meeting=later, actor=secretary)
    settle_action(action, state=ActionState.DONE, meeting=later, actor=secretary)

    told = closing(minutes_context(later))["Actions agreed earlier"]

    assert told == ["Kutsutaan koulut (Järvikunta) – open: vielä kesken", "Kutsutaan koulut (Järvikunta) – done"]


def test_the_meeting_that_agreed_the_action_shows_its_state(client_as, member, meeting, later, action, secretary):
    settle_action(action, state=ActionState.DONE, meeting=later, actor=secretary)

    pages = [client_as(member).get(one.get_absolute_url()).content.decode() for one in (meeting, later)]

    assert ["Tehty" in page for page in pages] == [True, True]


def test_what_is_for_the_secretary_only_is_told_to_no_one(later, action, secretary):
    action.item.layer = Layer.SECRETARY
    action.item.save()
    settle_action(action, state=ActionState.DONE, meeting=later, actor=secretary)

    assert "followed_up" not in minutes_to_json(later)


def test_participants_read_what_was_told_and_the_public_does_not(later, action, secretary):
    settle_action(action, state=ActionState.DONE, meeting=later, actor=secretary)
    content = minutes_to_json(later)

    shown = [page_of(layered(content, layer))["followed_up"] for layer in (Layer.PARTICIPANTS, Layer.PUBLIC)]

    assert shown == [["Kutsutaan koulut (Järvikunta) – done"], []]


def test_what_was_told_goes_out_and_comes_back(later, action, secretary):
    settle_action(action, state=ActionState.DROPPED, note="ei tarvita", meeting=later, actor=secretary)
    content = minutes_to_json(later)

    imported = import_minutes(NetworkFactory(), content, actor=secretary)

    assert content["followed_up"] == [
        {"text": "Kutsutaan koulut", "owner": "Järvikunta", "state": "dropped", "note": "ei tarvita"}
    ]
    assert minutes_to_json(Meeting.objects.get(pk=imported.pk)) == content


def test_nothing_told_is_not_written(later, secretary):
    content = minutes_to_json(later)

    with pytest.raises(MinutesRefused, match="leave it out"):
        import_minutes(NetworkFactory(), content | {"followed_up": []}, actor=secretary)
