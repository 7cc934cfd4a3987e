import datetime

import pytest
from django.db import IntegrityError, transaction

from bank.enums import Outcome, OutcomeReason, SessionKind, Status
from bank.models import Invitation, Session
from bank.queries import status_of
from bank.services import (
    Work,
    assign_facilitator,
    call_together,
    cancel_session,
    close_order,
    hold_session,
    log_order,
    move_session,
    open_search,
    plan_session,
    postpone_order,
    record_outcome,
    reopen_order,
    waive_session,
)
from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.fuzzydates import parse
from tests.factories.bank import BEHIND, OrderFactory, on_day
from tests.factories.methods import FacilitatorRuleFactory, MethodFactory

HELD = on_day(BEHIND)
COMING = parse("15.1.2099 klo 9-12", today=datetime.date(2098, 1, 1))
TODAY = datetime.date(2098, 1, 1)


@pytest.fixture
def filled(network, consultant, coordinator):
    """An order with its facilitator and an exact date."""
    order = OrderFactory(network=network)
    plan_session(order, date=COMING, actor=coordinator)
    assign_facilitator(order, member=consultant, actor=coordinator)
    order.refresh_from_db()
    return order


@pytest.fixture
def conference(network, consultant, coordinator):
    """A carried out order of a method to which a follow-up belongs."""
    order = OrderFactory(network=network, method=MethodFactory(needs_follow_up=True))
    assign_facilitator(order, member=consultant, actor=coordinator)
    order.refresh_from_db()
    return record_outcome(order, outcome="carried_out", held=HELD, version=order.version, actor=coordinator)


def steps_of(order):
    return list(order.events.values_list("step", flat=True))


def test_an_order_goes_through_its_life(network, consultant, coordinator):
    order = OrderFactory(network=network)
    seen = [status_of(order, TODAY)]
    order = open_search(order, actor=coordinator)
    seen.append(status_of(order, TODAY))
    plan_session(order, date=COMING, actor=coordinator)
    assign_facilitator(order, member=consultant, actor=coordinator)
    order.refresh_from_db()
    seen.append(status_of(order, TODAY))
    order = call_together(order, actor=coordinator)
    seen.append(status_of(order, TODAY))
    order = postpone_order(order, reason="Tilaaja pyysi.", version=order.version, actor=coordinator)
    seen.append(status_of(order, TODAY))
    plan_session(order, date=parse("20.1.2099 klo 9-12", today=TODAY), actor=coordinator)
    order.refresh_from_db()
    seen.append(status_of(order, TODAY))
    order = record_outcome(order, outcome="carried_out", held=HELD, version=order.version, actor=coordinator)
    order = close_order(order, actor=coordinator)
    seen.append(status_of(order, TODAY))

    assert seen == [
        Status.RECEIVED,
        Status.SEARCHING,
        Status.FILLED,
        Status.CONVENED,
        Status.POSTPONED,
        Status.SEARCHING,  # the facilitator is asked to confirm the new date
        Status.CARRIED_OUT,
    ]
    assert steps_of(order) == [
        "search_opened", "session_planned", "invited", "accepted", "filled", "called_together", "postponed",
        "session_planned", "reconfirm", "session_held", "outcome", "closed",
    ]  # fmt: skip


def test_calling_together_needs_the_team_and_the_date(network, consultant, coordinator):
    undated = OrderFactory(network=network, wished=parse("tulossa", today=TODAY))

    with pytest.raises(DomainError, match="A facilitator is still missing"):
        call_together(undated, actor=coordinator)
    assign_facilitator(undated, member=consultant, actor=coordinator)
    with pytest.raises(DomainError, match="The date is missing"):
        call_together(undated, actor=coordinator)


def test_calling_together_twice_is_refused(filled, coordinator):
    call_together(filled, actor=coordinator)

    with pytest.raises(TransitionNotAllowed):
        call_together(filled, actor=coordinator)


def test_postponing_keeps_the_team_and_frees_the_time(filled, consultant, coordinator):
    order = postpone_order(filled, version=filled.version, actor=coordinator)

    meeting = order.sessions.get()
    assert (order.slots.get().member, meeting.bookings.count(), meeting.date) == (consultant, 0, None)


def test_postponing_refuses_the_second_of_two_savers(filled, coordinator):
    postpone_order(filled, version=filled.version, actor=coordinator)

    with pytest.raises(EditConflict):
        postpone_order(filled, version=filled.version, actor=coordinator)


@pytest.mark.parametrize("outcome", [Outcome.CANCELLED, Outcome.NOT_CARRIED_OUT])
def test_what_was_not_held_is_closed_with_its_outcome(filled, coordinator, outcome):
    order = record_outcome(
        filled, outcome=outcome, reason=OutcomeReason.FAMILY_DECLINED, note="Perustyö jatkui.", version=filled.version,
        actor=coordinator,
    )  # fmt: skip

    assert order.closed_at is not None
    assert order.sessions.get().cancelled_at is not None
    assert order.sessions.get().bookings.count() == 0


def test_an_outcome_ends_the_questions_that_wait(network, coordinator, consultant):
    order = OrderFactory(network=network)
    slot = order.slots.create(role="lead")
    Invitation.objects.create(order=order, slot=slot, member=consultant, reply_by=datetime.date(2099, 1, 1))

    record_outcome(order, outcome="cancelled", reason="no_payer", version=0, actor=coordinator)

    assert not Invitation.objects.live().exists()


def test_ordered_and_delivered_are_two_facts(filled, coordinator):
    other = MethodFactory(name_fi="Teemaneuvonpito")

    order = record_outcome(
        filled, outcome="carried_out", held=HELD, delivered_method=other, version=filled.version, actor=coordinator
    )

    assert (order.method, order.delivered_method, order.delivered_label) == (None, other, "Teemaneuvonpito")


def test_late_entry_makes_the_meeting_and_leaves_the_skipped_steps_out(network, consultant, coordinator):
    order = OrderFactory(network=network, overdue=True)
    assign_facilitator(order, member=consultant, actor=coordinator)
    order.refresh_from_db()

    order = record_outcome(order, outcome="carried_out", held=HELD, version=order.version, actor=coordinator)

    assert (order.called_together_at, order.sessions.get().held_text) == (None, "15.1.2009")


def test_a_follow_up_is_held_or_waived_before_closing(conference, coordinator):
    follow_up = conference.sessions.get(kind=SessionKind.FOLLOW_UP)

    with pytest.raises(DomainError, match="The follow-up meeting belongs to this method"):
        close_order(conference, actor=coordinator)
    with pytest.raises(DomainError, match="Write why"):
        waive_session(follow_up, reason="  ", actor=coordinator)
    waive_session(follow_up, reason="Perhe muutti.", actor=coordinator)

    assert close_order(conference, actor=coordinator).closed_at is not None


def test_a_held_follow_up_lets_the_order_close(conference, coordinator):
    follow_up = conference.sessions.get(kind=SessionKind.FOLLOW_UP)

    hold_session(follow_up, held=HELD, version=follow_up.version, actor=coordinator)

    assert close_order(conference, actor=coordinator).closed_at is not None


def test_a_called_off_follow_up_is_not_enough(conference, coordinator):
    cancel_session(conference.sessions.get(kind=SessionKind.FOLLOW_UP), actor=coordinator)

    with pytest.raises(DomainError, match="The follow-up meeting belongs to this method"):
        close_order(conference, actor=coordinator)


def test_an_open_order_is_not_closed(filled, coordinator):
    with pytest.raises(TransitionNotAllowed):
        close_order(filled, actor=coordinator)


def test_reopening_takes_the_outcome_and_what_followed_back(conference, coordinator):
    order = reopen_order(conference, reason="Väärä tilaus.", actor=coordinator)

    assert (order.outcome, order.held, order.delivered_method, order.closed_at) == ("", None, None, None)
    assert not Session.objects.filter(order=order).exclude(held_precision="").exists()
    assert order.events.get(step="reopened").reason == "Väärä tilaus."


def test_holding_a_session_tells_who_how_many_and_how_long(filled, consultant, coordinator):
    meeting = filled.sessions.get()
    work = [Work(consultant.person.name, member=consultant, minutes=180, travel_minutes=60, kilometres=42)]

    meeting = hold_session(
        meeting, held=HELD, participants=[("huoltajat", 2), ("opettajat", 3)], work=work, version=meeting.version,
        actor=coordinator,
    )  # fmt: skip

    assert meeting.participants == [{"group": "huoltajat", "count": 2}, {"group": "opettajat", "count": 3}]
    assert list(meeting.facilitators.values_list("member", "minutes", "travel_minutes", "kilometres")) == [
        (consultant.pk, 180, 60, 42)
    ]
    filled.refresh_from_db()
    assert filled.held_text == "15.1.2009"


def test_a_session_is_not_held_tomorrow(filled, coordinator):
    with pytest.raises(DomainError, match="cannot be in the future"):
        hold_session(filled.sessions.get(), held=COMING, version=filled.sessions.get().version, actor=coordinator)


def test_moving_the_meeting_moves_the_order_and_asks_the_team(filled, coordinator):
    meeting = filled.sessions.get()
    later = parse("20.1.2099 klo 13-15", today=TODAY)

    move_session(meeting, date=later, place="kirjasto", version=meeting.version, actor=coordinator)

    filled.refresh_from_db()
    assert (filled.wished_text, filled.filled_at) == ("20.1.2099 klo 13-15", None)
    assert filled.invitations.to_be_confirmed().count() == 1
    assert filled.sessions.get().bookings.get().starts_at.hour in (11, 10)  # 13 in Helsinki


@pytest.mark.parametrize("act", [
    lambda session, actor: move_session(session, date=COMING, place="", version=session.version, actor=actor),
    lambda session, actor: waive_session(session, reason="Turha.", actor=actor),
    lambda session, actor: cancel_session(session, actor=actor),
])  # fmt: skip
def test_a_held_session_stays_as_it_was(conference, coordinator, act):
    meeting = conference.sessions.get(kind=SessionKind.MEETING)

    with pytest.raises(TransitionNotAllowed):
        act(meeting, coordinator)


def test_the_steps_of_an_order_are_never_edited(filled):
    event = filled.events.first()
    event.reason = "Toinen."
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        event.delete()
    assert filled.events.first().reason == ""


def test_the_team_is_of_the_methods_rule(network, coordinator):
    method = FacilitatorRuleFactory(category="consultant", count=2).version.method
    order = log_order(network, facts={"method": method, "kind": "planning"}, actor=coordinator)

    assert list(order.slots.values_list("role", "category")) == [("lead", "consultant")] * 2
