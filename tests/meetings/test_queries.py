"""What the secretary does next, from the plan to the mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.enums import ItemState, MeetingState, MinutesState, NextStep
from meetings.models import Meeting
from meetings.queries import may_be_held, next_step, unwritten_item
from tests.factories.meetings import (
    ActionFactory,
    AttendanceFactory,
    GoalFactory,
    ItemFactory,
    MinutesMailFactory,
    MinutesVersionFactory,
)


def step_of(meeting, **facts):
    """The next step as the page finds it, with ``facts`` stored in the meeting."""
    Meeting.objects.filter(pk=meeting.pk).update(**facts)
    return next_step(Meeting.objects.get(pk=meeting.pk), timezone.now())


@pytest.fixture
def tomorrow():
    return {"starts_at": timezone.now() + timedelta(days=1), "ends_at": None}


@pytest.fixture
def yesterday():
    return {"starts_at": timezone.now() - timedelta(days=1), "ends_at": None}


def test_before_the_meeting_its_items_are_planned_and_people_invited(meeting, tomorrow):
    empty = step_of(meeting, **tomorrow)
    ItemFactory(meeting=meeting, body="")

    assert empty == NextStep.ADD_ITEM
    assert step_of(meeting) == NextStep.INVITE
    assert step_of(meeting, state=MeetingState.INVITED) == NextStep.ADD_ITEM


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.INVITED])
def test_when_it_has_begun_the_attendance_is_looked_through_first(meeting, yesterday, state):
    AttendanceFactory(meeting=meeting)
    ItemFactory(meeting=meeting)

    assert step_of(meeting, state=state, **yesterday) == NextStep.ATTENDANCE


def test_of_a_held_meeting_attendance_and_items_are_written_then_it_is_signed(meeting, yesterday):
    steps = [step_of(meeting, state=MeetingState.HELD, **yesterday)]
    AttendanceFactory(meeting=meeting)
    steps.append(step_of(meeting))
    item = ItemFactory(meeting=meeting, body="")
    steps.append(step_of(meeting))
    ActionFactory(item=item)
    steps.append(step_of(meeting))

    assert steps == [NextStep.ATTENDANCE, NextStep.ADD_ITEM, NextStep.WRITE, NextStep.SIGN]


def test_signed_minutes_are_sent_and_then_the_next_meeting_is_called(meeting):
    version = MinutesVersionFactory(meeting=meeting)
    before = step_of(meeting, state=MeetingState.HELD, minutes_state=MinutesState.FINAL)
    MinutesMailFactory(version=version)

    assert before == NextStep.SEND
    assert step_of(meeting) == NextStep.FOLLOW


def test_a_corrected_version_is_sent_again(meeting):
    MinutesMailFactory(version=MinutesVersionFactory(meeting=meeting))
    MinutesVersionFactory(meeting=meeting, number=2)

    assert step_of(meeting, minutes_state=MinutesState.FINAL) == NextStep.SEND


def test_a_cancelled_meeting_has_no_next_step(meeting):
    assert step_of(meeting, state=MeetingState.CANCELLED) is None


def test_the_unwritten_item_is_the_first_that_says_nothing_and_is_open(meeting):
    ItemFactory(meeting=meeting, position=1)
    ItemFactory(meeting=meeting, position=2, body="", quotation="<p>Kunnan puheenvuoro.</p>")
    ItemFactory(meeting=meeting, position=3, body="", state=ItemState.POSTPONED)
    ActionFactory(item=ItemFactory(meeting=meeting, position=4, body=""))
    GoalFactory(item=ItemFactory(meeting=meeting, position=5, body=""))
    assert unwritten_item(meeting) is None

    empty = ItemFactory(meeting=meeting, position=6, body="")
    ItemFactory(meeting=meeting, position=7, body="")

    assert unwritten_item(meeting) == empty


@pytest.mark.parametrize(
    ("state", "days", "may"),
    [
        (MeetingState.PLANNED, 0, True),
        (MeetingState.INVITED, -3, True),
        (MeetingState.INVITED, 1, False),
        (MeetingState.HELD, 0, False),
        (MeetingState.CANCELLED, 0, False),
    ],
)
def test_a_meeting_may_be_held_from_its_day_on(meeting, state, days, may):
    today = timezone.localdate()
    meeting.state, meeting.starts_at = state, timezone.now() + timedelta(days=days)

    assert may_be_held(meeting, today) is may
