"""What was held before anybody recorded it."""

import datetime

import pytest

from bank.models import Declaration, Order
from bank.queries import life_of, sessions_of, status_of
from bank.services import Ending, log_held_order, name_leaders, record_late, reopen_order
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import parse
from core.models import Job
from methods.models import FacilitatorRule
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.methods import MethodFactory

HELD = parse("15.4.2026", today=datetime.date(2026, 6, 1))
CARRIED_OUT = Ending("carried_out", held=HELD)


def test_one_act_logs_the_order_who_led_and_how_it_ended(network, coordinator, facts, consultant):
    order = log_held_order(
        network, facts=facts | {"received_on": None}, leaders=[consultant], ending=CARRIED_OUT, actor=coordinator
    )

    slot, session = order.slots.get(), order.sessions.get()
    assert (status_of(order), order.held, order.received_on) == ("carried_out", HELD, None)
    assert (slot.member, slot.name_label, session.held) == (consultant, consultant.person.name, HELD)
    assert [(one.member, one.part) for one in session.facilitators.all()] == [(consultant, "led")]


def test_steps_that_nobody_recorded_say_so(network, coordinator, facts, consultant):
    order = log_held_order(
        network, facts=facts | {"received_on": None}, leaders=[consultant], ending=CARRIED_OUT, actor=coordinator
    )

    steps = {step.code: (step.state, step.text) for step in life_of(order, order.events.all(), sessions_of(order))}
    skipped = ("skipped", "not recorded")
    assert [steps[name] for name in ("logged", "search_opened", "filled", "called_together")] == [skipped] * 4
    assert steps["session_held"] == ("done", "15.4.2026")


def test_the_leaders_take_the_places_of_the_method(network, coordinator, facts):
    method = MethodFactory()
    FacilitatorRule.objects.create(version=method.versions.get(), category="consultant", count=2)
    pair = MemberFactory.create_batch(2, network=network)

    order = log_held_order(
        network, facts=facts | {"method": method}, leaders=pair, ending=CARRIED_OUT, actor=coordinator
    )

    assert [slot.member for slot in order.slots.order_by("pk")] == pair


def test_what_was_delivered_is_a_fact_of_its_own(network, coordinator, facts, consultant):
    ordered, delivered = MethodFactory(), MethodFactory(name_fi="Ennakointidialogi")

    order = log_held_order(
        network,
        facts=facts | {"method": ordered},
        leaders=[consultant],
        ending=Ending("carried_out", held=HELD, delivered_method=delivered),
        actor=coordinator,
    )

    assert (order.method, order.delivered_method, order.delivered_label) == (ordered, delivered, "Ennakointidialogi")


def test_nobody_is_asked_and_no_mail_is_queued(network, coordinator, facts, consultant):
    order = log_held_order(network, facts=facts, leaders=[consultant], ending=CARRIED_OUT, actor=coordinator)

    assert (order.invitations.count(), Job.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        (Ending("carried_out", held=None), "Write when it was held."),
        (Ending("otherwise"), "Choose a reason: the register shows why the order did not happen as ordered."),
        (Ending("not_carried_out", reason="no_payer"), "Write what happened instead."),
    ],
)
def test_an_ending_that_is_not_whole_logs_nothing(network, coordinator, facts, consultant, ending, message):
    with pytest.raises(DomainError) as refused:
        log_held_order(network, facts=facts, leaders=[consultant], ending=ending, actor=coordinator)

    assert str(refused.value) == message
    assert not Order.objects.exists()


def test_what_was_carried_out_needs_somebody_who_led(network, coordinator, facts):
    with pytest.raises(DomainError, match="the register shows who led"):
        log_held_order(network, facts=facts, ending=CARRIED_OUT, actor=coordinator)


def test_the_orderer_never_led(network, coordinator, facts):
    orderer = MemberFactory(network=network, person=facts["contact"])

    with pytest.raises(DomainError, match="must be an outsider"):
        log_held_order(network, facts=facts, leaders=[orderer], ending=CARRIED_OUT, actor=coordinator)


def test_a_declared_insider_never_led(order, coordinator, consultant):
    Declaration.objects.create(
        order=order, member=consultant, outside_case=False, outside_matter=True, outside_unit=True
    )

    with pytest.raises(DomainError, match="declared not to be an outsider"):
        name_leaders(order, leaders=[consultant], actor=coordinator)


def test_somebody_of_another_bank_never_led(order, coordinator, other_network):
    with pytest.raises(DomainError, match="is not in the bank"):
        name_leaders(order, leaders=[MemberFactory(network=other_network)], actor=coordinator)


@pytest.mark.parametrize("ended", [True, False])
def test_a_team_that_is_there_is_not_written_over(network, coordinator, consultant, ended):
    order = OrderFactory(network=network, carried_out=ended)
    if not ended:
        SlotFactory(order=order)

    with pytest.raises(TransitionNotAllowed):
        name_leaders(order, leaders=[consultant], actor=coordinator)


def test_an_open_order_gets_its_leaders_with_its_outcome(order, coordinator, consultant):
    ended = record_late(
        order, leaders=[consultant, consultant], ending=CARRIED_OUT, version=order.version, actor=coordinator
    )

    assert [slot.member for slot in ended.slots.all()] == [consultant]
    assert list(ended.events.values_list("step", flat=True)) == ["assigned", "session_held", "outcome"]


def test_an_order_reopened_after_a_late_entry_has_its_team(network, coordinator, facts, consultant):
    order = log_held_order(network, facts=facts, leaders=[consultant], ending=CARRIED_OUT, actor=coordinator)
    assert order.filled_at is None

    order = reopen_order(order, reason="Väärä päivä", actor=coordinator)

    assert (order.filled_at is not None, status_of(order)) == (True, "filled")
