"""Signing up for workshops: first choice, second choice, waiting list; changed and cancelled."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from core.errors import EditConflict, TransitionNotAllowed
from core.models import LogEntry
from meetings.enums import MeetingState
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
from tests.workshops.signing_up.hands import DAY, act_of, change, enter, seat
from workshops.enums import Seat
from workshops.models import SignUp, WorkshopDay
from workshops.services import SignUpRefused, add_sign_up, cancel_sign_up, move_sign_up, sign_up

# --- Places ---


def test_first_choice_is_given_while_it_has_room(day, first, second):
    one = enter(day, first, second)

    assert (one.seat, one.workshop) == (Seat.PLACED, first)
    assert act_of(one) == "workshops.sign_up.made"


def test_second_choice_is_given_when_the_first_is_full(day, first, second):
    enter(day, first)

    assert enter(day, first, second).workshop == second


def test_without_a_free_place_one_waits(day, first, second):
    enter(day, first)
    enter(day, second)

    assert enter(day, first, second).seat == Seat.WAITING


def test_workshop_without_a_limit_takes_everybody(day):
    workshop = WorkshopFactory(day=day, places=None)

    assert {enter(day, workshop).workshop for _one in range(3)} == {workshop}


def test_workshop_with_no_places_takes_nobody(day):
    assert enter(day, WorkshopFactory(day=day, places=0)).seat == Seat.WAITING


def test_municipality_has_its_own_limit_in_each_workshop(day, second):
    day.places_per_municipality = 1
    day.save()
    workshop, kerava, vihti = WorkshopFactory(day=day, places=9), MunicipalityFactory(), MunicipalityFactory()

    seats = [enter(day, workshop, second, municipality=one) for one in (kerava, kerava, vihti, None, None)]

    assert [one.workshop for one in seats] == [workshop, second, workshop, workshop, None]


def test_municipality_keeps_its_name_of_the_day_in_the_language_of_the_day(day, first):
    day.meeting.language = "sv"
    day.meeting.save()

    one = enter(day, first, municipality=MunicipalityFactory(name_fi="Siuntio", name_sv="Sjundeå"))

    assert one.municipality_label == "Sjundeå"


# --- Refusals ---


def test_nobody_signs_up_for_a_day_without_a_last_day(day, first):
    day.signup_until = None
    day.save()

    with pytest.raises(SignUpRefused):
        enter(day, first)


def test_nobody_signs_up_after_the_last_day(day, first):
    day.signup_until = timezone.localdate() - DAY
    day.save()

    with pytest.raises(SignUpRefused):
        enter(day, first)


def test_nobody_signs_up_for_a_cancelled_day(day, first):
    day.meeting.state = MeetingState.CANCELLED
    day.meeting.save()

    with pytest.raises(SignUpRefused):
        enter(day, first)


def test_host_adds_people_after_the_last_day_too(day, first, secretary):
    day.signup_until = None
    day.save()

    assert enter(day, first, by=add_sign_up, actor=secretary).workshop == first


def test_address_signs_up_once_however_it_is_written(day, first, second):
    enter(day, first, email="Oma.Nimi@example.org")

    with pytest.raises(SignUpRefused) as refused:
        enter(day, second, email="oma.nimi@Example.org")

    assert refused.value.field == "email"


def test_people_without_an_address_sign_up_each(day, first, second):
    assert [enter(day, one, email="").seat for one in (first, second)] == [Seat.PLACED, Seat.PLACED]


def test_cancelled_address_signs_up_again(day, first):
    cancel_sign_up(enter(day, first, email="oma@example.org"), actor=None)

    assert enter(day, first, email="oma@example.org").workshop == first


@pytest.mark.parametrize("field", ["first", "second"])
def test_workshop_of_another_day_is_refused(day, first, second, field):
    choices = {"first": first, "second": second} | {field: WorkshopFactory()}

    with pytest.raises(SignUpRefused) as refused:
        enter(day, **choices)

    assert refused.value.field == field


def test_same_workshop_twice_is_refused(day, first):
    with pytest.raises(SignUpRefused):
        enter(day, first, first)


def test_form_that_is_sent_twice_counts_once(day, first):
    key = uuid.uuid4()

    assert enter(day, first, key=key, email="") == enter(day, first, key=key, email="")
    assert SignUp.objects.count() == 1


# --- Changing ---


def test_better_place_is_taken_and_the_old_one_goes_to_who_waits(day, first, second):
    one = enter(day, first)
    waits = enter(day, first)

    change(one, first=second)

    assert (seat(one), seat(waits)) == ((Seat.PLACED, second), (Seat.PLACED, first))


def test_place_is_kept_when_the_new_wish_is_full(day, first, second):
    one = enter(day, first)
    enter(day, second)

    assert change(one, first=second, second=first).workshop == first


def test_place_that_is_no_longer_wished_is_given_up(day, first, second):
    one = enter(day, first)
    enter(day, second)

    assert change(one, first=second).seat == Seat.WAITING


def test_place_over_the_limit_is_kept_while_it_is_wished(day, first, second, secretary):
    enter(day, first)
    one = move_sign_up(enter(day, second), workshop=first, over_limit=True, actor=secretary)

    assert change(one, first=first, second=second).workshop == first


def test_other_municipality_counts_by_its_own_limit(day, second):
    day.places_per_municipality = 1
    day.save()
    workshop, kerava = WorkshopFactory(day=day), MunicipalityFactory()
    enter(day, workshop, municipality=kerava)
    one = enter(day, workshop, second, municipality=MunicipalityFactory())

    assert change(one, municipality=kerava).workshop == second


def test_name_is_changed_and_not_told_by_the_log(day, first):
    one = change(enter(day, first), name="Uusi Nimi")

    assert one.name_label == "Uusi Nimi"
    assert LogEntry.objects.of(one)[0].changes == {}


def test_nothing_is_logged_when_nothing_has_changed(day, first):
    one = enter(day, first)

    change(one)

    assert act_of(one) == "workshops.sign_up.made"


def test_change_after_another_one_is_refused(day, first, second):
    one = enter(day, first)
    change(one, first=second)

    with pytest.raises(EditConflict):
        change(one, name="Toinen")


def test_change_is_refused_after_the_last_day_except_by_hosts(day, first, secretary):
    one = enter(day, first)
    WorkshopDay.objects.update(signup_until=timezone.localdate() - DAY)

    with pytest.raises(SignUpRefused):
        change(one, name="Toinen")

    assert change(one, name="Toinen", by_host=True, actor=secretary).name_label == "Toinen"


def test_cancelled_one_is_not_changed(day, first):
    one = cancel_sign_up(enter(day, first), actor=None)

    with pytest.raises(TransitionNotAllowed):
        change(one, name="Toinen")


def test_change_to_an_address_of_another_is_refused(day, first, second):
    one, other = enter(day, first), enter(day, second)

    with pytest.raises(SignUpRefused):
        change(one, email=other.email)


# --- Cancelling and the waiting list ---


def test_cancelling_twice_is_refused(day, first):
    one = cancel_sign_up(enter(day, first), actor=None)

    with pytest.raises(TransitionNotAllowed):
        cancel_sign_up(one, actor=None)


def test_cancelling_after_the_day_is_refused_except_by_hosts(day, first, secretary):
    one = enter(day, first)
    day.meeting.starts_at, day.meeting.ends_at = timezone.now() - 2 * DAY, None
    day.meeting.save()

    with pytest.raises(SignUpRefused):
        cancel_sign_up(one, actor=None)

    assert cancel_sign_up(one, by_host=True, actor=secretary).seat == Seat.CANCELLED


AT_ONCE = 10

# --- Many at once ---


@pytest.mark.django_db(transaction=True)
def test_last_places_are_given_once_when_many_ask_at_the_same_moment(network):
    day = WorkshopDayFactory(network=network, signup_until=timezone.localdate(), meeting__starts_at=timezone.now())
    first, second = WorkshopFactory(day=day, places=1), WorkshopFactory(day=day, places=2)
    barrier = Barrier(AT_ONCE)

    def ask(number):
        barrier.wait()
        try:
            facts = {"name": f"Osallistuja {number}", "organisation": "", "municipality": None, "actor": None}
            sign_up(day, email=f"osallistuja{number}@example.org", first=first, second=second, **facts)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(ask, range(AT_ONCE)))

    assert [first.sign_ups.count(), second.sign_ups.count()] == [1, 2]
    assert day.sign_ups.filter(seat=Seat.WAITING).count() == AT_ONCE - 3
