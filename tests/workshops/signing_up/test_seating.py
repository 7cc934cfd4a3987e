"""Who sits where: the waiting list, people moved by a host, and who was there."""

import pytest
from django.utils import timezone

from core.errors import TransitionNotAllowed
from core.models import LogEntry
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import WorkshopFactory
from tests.workshops.signing_up.hands import DAY, act_of, enter, seat
from workshops.enums import Seat
from workshops.services import (
    SignUpRefused,
    WorkshopFull,
    cancel_sign_up,
    edit_day,
    edit_workshop,
    mark_attended,
    move_sign_up,
)

# --- Cancelling and the waiting list ---


def test_first_choices_come_before_second_ones_then_the_order_of_sign_up(day, first, second):
    one, other = enter(day, first), enter(day, second)
    second_choice = enter(day, second, first)
    first_choices = [enter(day, first) for _one in range(2)]

    cancel_sign_up(one, actor=None)
    assert [seat(waits)[0] for waits in (second_choice, *first_choices)] == ["waiting", "placed", "waiting"]

    cancel_sign_up(first_choices[0], actor=None)
    cancel_sign_up(first_choices[1], actor=None)
    assert seat(second_choice) == (Seat.PLACED, first)
    assert seat(other) == (Seat.PLACED, second)


def test_who_waits_is_passed_over_while_the_municipality_is_full(day):
    day.places_per_municipality = 1
    day.save()
    workshop, kerava = WorkshopFactory(day=day, places=2), MunicipalityFactory()
    enter(day, workshop, municipality=kerava)
    leaves = enter(day, workshop)
    passed, taken = enter(day, workshop, municipality=kerava), enter(day, workshop)

    cancel_sign_up(leaves, actor=None)

    assert (seat(passed)[0], seat(taken)[0]) == ("waiting", "placed")


def test_nobody_is_given_a_place_after_the_day(day, first, secretary):
    one, waits = enter(day, first), enter(day, first)
    day.meeting.starts_at, day.meeting.ends_at = timezone.now() - 2 * DAY, None
    day.meeting.save()

    cancel_sign_up(one, by_host=True, actor=secretary)

    assert seat(waits)[0] == Seat.WAITING


def test_waiting_list_moves_when_a_workshop_grows(day, first, secretary):
    enter(day, first)
    waits = enter(day, first)

    edit_workshop(first, places=2, version=0, actor=secretary)

    assert seat(waits) == (Seat.PLACED, first)
    assert act_of(waits) == "workshops.sign_up.placed"


def test_waiting_list_moves_when_the_limit_of_municipalities_goes(day, secretary):
    day.places_per_municipality = 1
    day.save()
    workshop = WorkshopFactory(day=day)
    enter(day, workshop)
    waits = enter(day, workshop)

    edit_day(day, meeting_facts={}, places_per_municipality=None, version=0, meeting_version=0, actor=secretary)

    assert seat(waits) == (Seat.PLACED, workshop)


# --- Moving, attendance ---


def test_host_moves_somebody_and_the_place_goes_to_who_waits(day, first, second, secretary):
    one, waits = enter(day, first), enter(day, first)

    move_sign_up(one, workshop=second, actor=secretary)

    assert (seat(one), seat(waits)) == ((Seat.PLACED, second), (Seat.PLACED, first))
    assert act_of(one) == "workshops.sign_up.moved"


def test_over_the_limit_needs_a_confirmation(day, first, second, secretary):
    enter(day, first)
    one = enter(day, second)

    with pytest.raises(WorkshopFull):
        move_sign_up(one, workshop=first, actor=secretary)

    assert move_sign_up(one, workshop=first, over_limit=True, actor=secretary).workshop == first


def test_moving_to_the_same_workshop_changes_nothing(day, first, secretary):
    one = enter(day, first)

    move_sign_up(one, workshop=first, actor=secretary)

    assert act_of(one) == "workshops.sign_up.made"


def test_moving_to_another_day_is_refused(day, first, secretary):
    with pytest.raises(SignUpRefused):
        move_sign_up(enter(day, first), workshop=WorkshopFactory(), actor=secretary)


def test_cancelled_one_is_not_moved(day, first, second, secretary):
    one = cancel_sign_up(enter(day, first), actor=None)

    with pytest.raises(TransitionNotAllowed):
        move_sign_up(one, workshop=second, actor=secretary)


def test_attendance_is_marked_and_corrected(day, first, secretary):
    one = enter(day, first)

    marks = [mark_attended(one, attended=there, actor=secretary).attended for there in (True, False)]

    assert marks == [True, False]
    assert act_of(one) == "workshops.sign_up.attended"


def test_same_mark_twice_is_logged_once(day, first, secretary):
    one = enter(day, first)

    for _time in range(2):
        mark_attended(one, attended=True, actor=secretary)

    assert LogEntry.objects.of(one).filter(action="workshops.sign_up.attended").count() == 1


def test_cancelled_one_was_not_there(day, first, secretary):
    one = cancel_sign_up(enter(day, first), actor=None)

    with pytest.raises(TransitionNotAllowed):
        mark_attended(one, attended=True, actor=secretary)
