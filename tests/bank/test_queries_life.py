"""The line of an order's life and the act that comes next follow from its facts."""

import datetime

import pytest

from bank.enums import SessionKind
from bank.queries import history_of, life_of, next_act, places_shown, session_rows, sessions_of
from bank.services import (
    Work,
    assign_facilitator,
    call_together,
    close_order,
    hold_session,
    invite,
    open_search,
    plan_session,
    postpone_order,
    record_outcome,
)
from core.fuzzydates import parse
from tests.clock import NOW
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import SessionFactory
from tests.factories.methods import MethodFactory

pytestmark = pytest.mark.usefixtures("stopped_clock")


def date(text):
    return parse(text, today=datetime.date(2026, 6, 1))


def line(order):
    return {step.code: (step.state, step.text) for step in life_of(order, order.events.all(), sessions_of(order))}


def act(order):
    found = next_act(order, sessions_of(order))
    return found and (found.code, found.page)


def test_a_new_order_waits_for_its_search(order):
    assert line(order) == {
        "logged": ("done", "15.1.2009"),
        "search_opened": ("current", "not yet"),
        "filled": ("ahead", "not yet"),
        "called_together": ("ahead", "not yet"),
        "session_held": ("ahead", "planned: 15.1.2099"),
        "outcome": ("ahead", "not yet"),
        "closed": ("ahead", "not yet"),
    }


def test_a_step_that_was_passed_over_says_not_recorded(network):
    order = OrderFactory(network=network, carried_out=True, received_on=None)

    steps = line(order)
    assert steps["logged"] == steps["called_together"] == ("skipped", "not recorded")
    assert steps["session_held"] == ("done", "15.1.2009")


def test_what_was_not_held_says_so(network):
    assert line(OrderFactory(network=network, cancelled=True))["session_held"] == ("skipped", "not held")


def test_a_postponed_order_says_that_it_has_no_new_date(network):
    assert line(OrderFactory(network=network, postponed_at=NOW))["session_held"][1] == "postponed, no new date"


def test_calling_together_is_told_with_the_day_it_was_done(network, coordinator):
    order = OrderFactory(network=network, filled_at=NOW)

    order = call_together(order, happened_on=datetime.date(2026, 5, 2), actor=coordinator)

    assert line(order)["called_together"] == ("done", "2.5.2026")


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [
        ({"date": None}, ("current", "no date yet")),
        ({"date": date("1.2.2099")}, ("current", "planned: 1.2.2099")),
        ({"date": None, "waived_at": NOW, "waived_reason": "Perhe muutti"}, ("done", "not needed")),
        ({"date": None, "held": date("1.5.2026")}, ("done", "1.5.2026")),
    ],
)
def test_a_follow_up_is_a_step_of_its_own(network, follow_up, told):
    order = OrderFactory(network=network, carried_out=True, closed_at=None)
    SessionFactory(order=order, kind=SessionKind.FOLLOW_UP, **follow_up)

    assert line(order)["follow_up"] == told


def test_an_enquiry_of_an_older_register_has_a_short_life(network):
    order = OrderFactory(network=network, kind="enquiry")

    assert list(line(order)) == ["logged", "outcome", "closed"]
    assert act(order) == ("outcome", "order-outcome")


def test_the_next_act_goes_from_the_search_to_the_closing(network, coordinator):
    order, acts = OrderFactory(network=network, method=MethodFactory(needs_follow_up=True)), []

    def look():
        order.refresh_from_db()
        acts.append(act(order))

    look()
    open_search(order, actor=coordinator)
    look()
    assign_facilitator(order, member=MemberFactory(network=network), actor=coordinator)
    look()
    session = plan_session(order, date=order.wished, actor=coordinator)
    look()
    call_together(order, actor=coordinator)
    look()
    session.refresh_from_db()
    hold_session(session, held=date("1.5.2026"), version=session.version, actor=coordinator)
    look()
    record_outcome(order, outcome="carried_out", held=date("1.5.2026"), version=order.version, actor=coordinator)
    look()
    follow_up = order.sessions.get(kind="follow_up")
    hold_session(follow_up, held=date("20.5.2026"), version=follow_up.version, actor=coordinator)
    look()
    close_order(order, actor=coordinator)
    look()

    assert acts == [
        ("search", "order-search"),
        ("team", "order-team"),
        ("plan", "session-create"),
        ("call", "order-call"),
        None,  # the day is still to come
        ("outcome", "order-outcome"),
        ("follow_up", "session-update"),
        ("close", "order-close"),
        None,
    ]


def test_an_inexact_date_of_the_meeting_is_agreed_on_first(network):
    order = OrderFactory(network=network, search_opened_at=NOW, filled_at=NOW, wished=date("syksy 2099"))
    SessionFactory(order=order)

    assert act(order) == ("plan", "session-update")


def test_a_postponed_order_gets_a_new_date_next(network, coordinator):
    order = OrderFactory(network=network, search_opened_at=NOW, filled_at=NOW)
    plan_session(order, date=order.wished, actor=coordinator)
    order.refresh_from_db()

    order = postpone_order(order, version=order.version, actor=coordinator)

    assert act(order) == ("plan", "session-create")


def test_an_overdue_order_gets_its_outcome_next(network):
    assert act(OrderFactory(network=network, overdue=True)) == ("outcome", "order-outcome")


def test_a_pre_meeting_left_open_is_recorded_before_closing(network):
    order = OrderFactory(network=network, carried_out=True, closed_at=None)
    SessionFactory(order=order, kind=SessionKind.PRE_MEETING)

    assert act(order) == ("session", "session-hold")


def test_places_tell_their_state_and_the_coordinator_who_was_asked(order, coordinator):
    SlotFactory(order=order, member=None, name_label="", category="consultant")
    free = SlotFactory(order=order, member=None, name_label="")
    held = SlotFactory(order=order, member__show_phone=True, member__person__phone="040 1")
    asked = MemberFactory(network=order.network)
    invite(order, slot=free, member=asked, reply_by=datetime.date(2099, 1, 1), actor=coordinator)

    for_coordinator = places_shown(order, with_asked=True)
    for_others = places_shown(order, with_asked=False)

    words = {place.slot.pk: place.word for place in for_coordinator}
    assert sorted(words.values()) == ["Agreed", "Asked", "To be filled"]
    assert words[held.pk] == "Agreed"
    lines = [line for place in for_coordinator for line in place.asked]
    assert lines == [f"{asked.person.name}, answers by 1.1.2099"]
    assert [line for place in for_others for line in place.asked] == []
    assert [place.phone for place in for_others if place.phone] == ["040 1"]


def test_a_phone_that_may_not_be_shown_is_not(order):
    SlotFactory(order=order, member__show_phone=False, member__person__phone="040 1")

    assert [place.phone for place in places_shown(order, with_asked=True)] == [""]


def test_an_ended_order_has_no_open_places(network):
    order = OrderFactory(network=network, carried_out=True)
    SlotFactory(order=order, member=None, name_label="")
    held = SlotFactory(order=order)

    assert [(place.slot, place.word) for place in places_shown(order, with_asked=True)] == [(held, "")]


def test_hours_are_told_only_to_whoever_may_see_them(order, consultant, coordinator):
    session = SessionFactory(order=order)
    work = [Work(consultant.person.name, consultant, "led", 150, 60, 40)]
    hold_session(
        session, held=date("1.5.2026"), participants=[("workers", 6)], work=work, version=0, actor=coordinator
    )

    with_hours, without = (session_rows(sessions_of(order), with_hours=may)[0] for may in (True, False))

    name = consultant.person.name
    assert with_hours.people == [f"{name}, led, 2 h 30 min, travel 1 h, 40 km"]
    assert without.people == [f"{name}, led"]
    assert without.participants == "Workers 6"


def test_history_tells_who_when_why_and_whom(order, consultant, coordinator):
    assign_facilitator(order, member=consultant, actor=coordinator)

    rows = history_of(order, order.events.select_related("actor"))

    told = [(row.event.step, row.whom, row.actor) for row in rows if row.event]
    assert ("accepted", consultant.person.name, coordinator) in told
    assert told[-1][0] == "search_opened"
