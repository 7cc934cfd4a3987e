"""Comments on a draft of minutes."""

from datetime import timedelta

import pytest

from core.errors import DomainError, TransitionNotAllowed
from core.models import LogEntry
from meetings import services
from meetings.enums import MeetingState, MinutesState
from tests.factories.meetings import (
    AttendanceFactory,
    ItemFactory,
)
from tests.factories.network import PersonFactory
from tests.meetings.conftest import SIGNED_STATES, put


def test_a_draft_opens_for_comments_until_a_day(held, secretary, today, last_entry):
    until = today + timedelta(days=7)

    services.open_for_comments(held, until=until, actor=secretary)

    held.refresh_from_db()
    assert (held.minutes_state, held.comments_until) == (MinutesState.COMMENTS, until)
    assert last_entry(held) == ("meetings.minutes.opened_for_comments", {"until": [None, until.isoformat()]})


@pytest.mark.parametrize("state", [MinutesState.COMMENTS, *SIGNED_STATES])
def test_only_a_draft_opens_for_comments(held, secretary, today, state):
    with pytest.raises(TransitionNotAllowed):
        services.open_for_comments(put(held, state), until=today, actor=secretary)


def test_a_past_day_closes_no_comments(held, secretary, today):
    with pytest.raises(DomainError, match="The day is past"):
        services.open_for_comments(held, until=today - timedelta(days=1), actor=secretary)


def test_a_cancelled_meeting_opens_for_no_comments(held, secretary, today):
    held.state = MeetingState.CANCELLED
    held.save()

    with pytest.raises(DomainError, match="cancelled"):
        services.open_for_comments(held, until=today, actor=secretary)


def test_minutes_without_items_open_for_no_comments(meeting, secretary, today):
    with pytest.raises(DomainError, match="no items"):
        services.open_for_comments(meeting, until=today, actor=secretary)


def test_who_was_there_comments(held, member, network, last_entry):
    AttendanceFactory(meeting=held, person=PersonFactory(network=network, user=member))
    put(held, MinutesState.COMMENTS)

    comment = services.comment_minutes(held, text="Puuttuu yksi kunta.", item=held.items.get(), actor=member)

    assert (comment.text, comment.author, comment.item.heading) == ("Puuttuu yksi kunta.", member, "Kevään tapaamiset")
    # What was said stands in the comment alone.
    assert last_entry(held) == ("meetings.comment.written", {"item": [None, "1. Kevään tapaamiset"]})


def test_who_was_not_there_does_not_comment(held, member):
    with pytest.raises(DomainError, match="in the meeting or were invited"):
        services.comment_minutes(put(held, MinutesState.COMMENTS), text="Hei", actor=member)


@pytest.mark.parametrize("state", [MinutesState.DRAFT, *SIGNED_STATES])
def test_comments_are_refused_unless_open(held, secretary, state):
    with pytest.raises(DomainError, match="not open for comments"):
        services.comment_minutes(put(held, state), text="Hei", actor=secretary)


def test_comments_end_after_their_last_day(held, secretary, today):
    put(held, MinutesState.COMMENTS)
    held.comments_until = today - timedelta(days=1)
    held.save()

    with pytest.raises(DomainError, match="time for comments is over"):
        services.comment_minutes(held, text="Hei", actor=secretary)


@pytest.mark.parametrize("where", ["elsewhere", "secretary"])
def test_comments_are_on_items_of_these_minutes(held, secretary, where):
    item = ItemFactory() if where == "elsewhere" else ItemFactory(meeting=held, layer="secretary")

    with pytest.raises(DomainError, match="not in these minutes"):
        services.comment_minutes(put(held, MinutesState.COMMENTS), text="Hei", item=item, actor=secretary)


def test_a_comment_is_settled_once(held, secretary):
    put(held, MinutesState.COMMENTS)
    comment = services.comment_minutes(held, text="Hei", actor=secretary)

    first = services.settle_comment(comment, actor=secretary).settled_at
    second = services.settle_comment(comment, actor=secretary).settled_at

    assert first == second is not None
    assert LogEntry.objects.of(held).filter(action="meetings.comment.settled").count() == 1


def test_minutes_are_taken_back_to_a_draft(held, secretary, last_entry):
    services.take_back_to_draft(put(held, MinutesState.COMMENTS), actor=secretary)

    held.refresh_from_db()
    assert (held.minutes_state, held.comments_until) == (MinutesState.DRAFT, None)
    assert last_entry(held) == ("meetings.minutes.taken_back", {})


@pytest.mark.parametrize("state", [MinutesState.DRAFT, *SIGNED_STATES])
def test_only_minutes_open_for_comments_are_taken_back(held, secretary, state):
    with pytest.raises(TransitionNotAllowed):
        services.take_back_to_draft(put(held, state), actor=secretary)
