"""A date is one fact: of the order and of its meeting; who had agreed to another one is asked again."""

import datetime

import pytest

from bank.enums import SessionKind
from bank.models import Booking
from bank.queries import possible_overlaps, status_of
from bank.services import (
    assign_facilitator,
    edit_order,
    move_session,
    plan_session,
    postpone_order,
    record_outcome,
    reopen_order,
)
from core.errors import DomainError
from core.fuzzydates import parse
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory

TODAY = datetime.date(2026, 6, 1)


def date(text):
    return parse(text, today=TODAY)


@pytest.fixture
def filled(order, coordinator):
    """An order whose only place is held and confirmed."""
    assign_facilitator(order, member=MemberFactory(network=order.network), actor=coordinator)
    order.refresh_from_db()
    return order


def edited(order, coordinator, **facts):
    return edit_order(order, facts=facts, concern=None, version=order.version, actor=coordinator)


def test_editing_the_date_moves_the_planned_meeting(filled, coordinator):
    plan_session(filled, date=date("15.1.2099 klo 9–12"), actor=coordinator)
    filled.refresh_from_db()

    order = edited(filled, coordinator, wished=date("16.1.2099 klo 9–12"))

    session, booking = order.sessions.get(), Booking.objects.get()
    assert (order.wished, session.date) == (date("16.1.2099 klo 9–12"),) * 2
    assert booking.starts_at.astimezone(datetime.UTC).date() == datetime.date(2099, 1, 16)


def test_editing_the_date_asks_the_team_again_and_takes_the_calling_back(filled, coordinator):
    plan_session(filled, date=filled.wished, actor=coordinator)
    filled.refresh_from_db()
    assert filled.filled_at is not None

    order = edited(filled, coordinator, wished=date("16.1.2099"))

    assert (order.filled_at, order.called_together_at) == (None, None)
    assert order.invitations.to_be_confirmed().count() == 1


def test_editing_the_place_asks_the_team_again(filled, coordinator):
    order = edited(filled, coordinator, place="Toinen talo")

    assert order.filled_at is None
    assert order.invitations.to_be_confirmed().count() == 1


def test_editing_other_facts_asks_nobody(filled, coordinator):
    order = edited(filled, coordinator, payer="Kaupunki")

    assert order.filled_at is not None
    assert not order.invitations.to_be_confirmed().exists()


def test_editing_the_date_of_a_postponed_order_takes_it_on(filled, coordinator):
    plan_session(filled, date=filled.wished, actor=coordinator)
    filled.refresh_from_db()
    order = postpone_order(filled, version=filled.version, actor=coordinator)

    order = edited(order, coordinator, wished=date("20.3.2099"))

    assert order.postponed_at is None
    assert order.sessions.get().date == date("20.3.2099")


def test_editing_the_date_to_a_promised_time_is_refused_with_whom_and_when(filled, coordinator):
    member = filled.slots.get().member
    other = OrderFactory(network=filled.network, summary="Salainen asia")
    assign_facilitator(other, member=member, actor=coordinator)
    plan_session(other, date=date("20.3.2099 klo 9–12"), actor=coordinator)
    plan_session(filled, date=filled.wished, actor=coordinator)
    filled.refresh_from_db()

    with pytest.raises(DomainError) as refused:
        edited(filled, coordinator, wished=date("20.3.2099 klo 11–14"))

    assert str(refused.value) == (
        f"{member.person.name} is already promised to another order at that time: 20.3.2099 at 9.00–12.00."
    )
    filled.refresh_from_db()
    assert filled.wished != date("20.3.2099 klo 11–14")


def test_a_whole_day_is_named_by_its_day_alone(filled, coordinator):
    member = filled.slots.get().member
    other = OrderFactory(network=filled.network)
    assign_facilitator(other, member=member, actor=coordinator)
    plan_session(other, date=date("20.3.2099"), actor=coordinator)

    with pytest.raises(DomainError, match=r": 20\.3\.2099\.$"):
        plan_session(filled, date=date("20.3.2099 klo 9"), actor=coordinator)


def test_moving_the_meeting_moves_the_order_and_asks_again(filled, coordinator):
    session = plan_session(filled, date=filled.wished, actor=coordinator)

    move_session(session, date=date("1.2.2099"), place="", version=session.version, actor=coordinator)

    filled.refresh_from_db()
    assert (filled.wished, filled.filled_at) == (date("1.2.2099"), None)


def test_moving_the_meeting_to_another_place_asks_again(filled, coordinator):
    session = plan_session(filled, date=filled.wished, actor=coordinator)

    move_session(session, date=session.date, place="Kirjasto", version=session.version, actor=coordinator)

    filled.refresh_from_db()
    assert filled.filled_at is None
    assert filled.invitations.to_be_confirmed().count() == 1


def test_moving_a_pre_meeting_asks_nobody(filled, coordinator):
    session = plan_session(filled, kind=SessionKind.PRE_MEETING, date=date("1.1.2099"), actor=coordinator)

    move_session(session, date=date("2.1.2099"), place="", version=session.version, actor=coordinator)

    filled.refresh_from_db()
    assert filled.filled_at is not None
    assert not filled.invitations.to_be_confirmed().exists()


def test_a_meeting_is_not_left_without_a_date(filled, coordinator):
    session = plan_session(filled, date=filled.wished, actor=coordinator)

    with pytest.raises(DomainError, match="postpone the order"):
        move_session(session, date=None, place="", version=session.version, actor=coordinator)


def test_an_inexact_overlap_warns_and_tells_nothing_of_the_other_order(filled, coordinator):
    member = filled.slots.get().member
    other = OrderFactory(network=filled.network, wished=date("maaliskuu 2099"), summary="Salainen asia")
    SlotFactory(order=other, member=member)

    session = plan_session(filled, date=date("20.3.2099 klo 9–12"), actor=coordinator)

    assert possible_overlaps(session) == [f"{member.person.name} may be engaged elsewhere: maaliskuu 2099."]


@pytest.mark.parametrize("other", ["huhtikuu 2099", "mahdollisimman pian"])
def test_a_date_that_cannot_meet_warns_of_nothing(filled, coordinator, other):
    SlotFactory(
        order=OrderFactory(network=filled.network, wished=date(other)),
        member=filled.slots.get().member,
    )

    session = plan_session(filled, date=date("20.3.2099 klo 9–12"), actor=coordinator)

    assert possible_overlaps(session) == []


def test_two_exact_times_of_a_day_warn_of_nothing(filled, coordinator):
    member = filled.slots.get().member
    other = OrderFactory(network=filled.network)
    assign_facilitator(other, member=member, actor=coordinator)
    plan_session(other, date=date("20.3.2099 klo 9–12"), actor=coordinator)

    session = plan_session(filled, date=date("20.3.2099 klo 13–15"), actor=coordinator)

    assert possible_overlaps(session) == []


def test_the_outcome_sets_the_day_of_the_meeting_that_was_held(filled, coordinator):
    plan_session(filled, date=date("1.5.2026"), actor=coordinator)
    filled.refresh_from_db()

    order = record_outcome(
        filled, outcome="carried_out", held=date("4.5.2026"), version=filled.version, actor=coordinator
    )

    assert order.sessions.get().held == order.held == date("4.5.2026")


def test_a_meeting_recorded_as_held_was_not_when_the_outcome_says_so(filled, coordinator):
    plan_session(filled, date=date("1.5.2026"), actor=coordinator)
    session = filled.sessions.get()
    session.held = date("1.5.2026")
    session.save()
    filled.refresh_from_db()

    order = record_outcome(
        filled, outcome="cancelled", reason="orderer_withdrew", version=filled.version, actor=coordinator
    )

    session.refresh_from_db()
    assert (session.is_held, session.cancelled_at is not None, order.held) == (False, True, None)


@pytest.mark.parametrize("reason", ["", "  "])
def test_reopening_needs_a_reason(network, coordinator, reason):
    order = OrderFactory(network=network, cancelled=True)

    with pytest.raises(DomainError, match="why the outcome is taken back"):
        reopen_order(order, reason=reason, actor=coordinator)


def test_reopening_keeps_the_reason_in_the_history(network, coordinator):
    order = reopen_order(OrderFactory(network=network, cancelled=True), reason="Kirjattu väärin", actor=coordinator)

    event = order.events.get(step="reopened")
    assert (event.reason, event.actor, status_of(order)) == ("Kirjattu väärin", coordinator, "received")
