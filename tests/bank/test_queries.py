import datetime

import pytest

from bank.enums import Category, Outcome, Status
from bank.models import Order
from bank.queries import candidates, coming_orders, overdue_queue, status_of, unfilled_queue
from core.fuzzydates import parse
from tests.factories.bank import AHEAD, BEHIND, MemberFactory, OrderFactory, SlotFactory, on_day
from tests.factories.methods import FacilitatorRuleFactory
from tests.factories.network import PersonFactory

TODAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"wished": None}, Status.RECEIVED),
        ({"wished": on_day(datetime.date(2026, 6, 1))}, Status.RECEIVED),
        ({"wished": on_day(datetime.date(2026, 5, 31))}, Status.OVERDUE),
        ({"wished": parse("kevät 2026", today=TODAY)}, Status.OVERDUE),
        ({"wished": parse("kesä 2026", today=TODAY)}, Status.RECEIVED),
        ({"wished": parse("tulossa", today=TODAY)}, Status.RECEIVED),
        ({"searching": True}, Status.SEARCHING),
        ({"searching": True, "filled": True}, Status.FILLED),
        ({"filled": True, "asked": True}, Status.QUESTION),
        ({"filled": True, "asked": True, "convened": True}, Status.CONVENED),
        ({"overdue": True, "convened": True}, Status.OVERDUE),
        ({"overdue": True, "postponed": True}, Status.POSTPONED),
        ({"carried_out": True}, Status.CARRIED_OUT),
        ({"cancelled": True}, Status.CANCELLED),
    ],
)
def test_status_is_derived_and_the_filter_agrees(network, given, status):
    order = OrderFactory(network=network, **given)

    found = {s for s in Status if Order.objects.with_status(s, TODAY).filter(pk=order.pk).exists()}

    assert (status_of(order, TODAY), found) == (status, {status})


def test_candidates_qualified_first_then_the_least_loaded(network, coordinator):
    method = FacilitatorRuleFactory(category=Category.CONVENER).method
    order = OrderFactory(network=network, method=method)
    unqualified = MemberFactory(network=network)
    busy = MemberFactory(network=network, qualified=[Category.CONVENER])
    free = MemberFactory(network=network, qualified=[Category.CONVENER])
    SlotFactory(order=OrderFactory(network=network), member=busy)
    SlotFactory(order=OrderFactory(network=network, carried_out=True), member=free)

    found = candidates(order, coordinator)

    assert [(c.member, c.qualified, c.open_orders) for c in found] == [
        (free, True, 0),
        (busy, True, 1),
        (unqualified, False, 0),
    ]


def test_candidates_say_why_somebody_cannot_be_picked(network, coordinator):
    person = PersonFactory(network=network)
    orderer, taken = MemberFactory(network=network, person=person), MemberFactory(network=network)
    order = OrderFactory(network=network, contact=person, slots=[taken])

    refusals = {c.member: c.refusal for c in candidates(order, coordinator)}

    assert refusals == {
        orderer: "Is the orderer: a facilitator must be an outsider.",
        taken: "Already picked for this order.",
    }


def test_candidates_are_of_this_bank_and_still_in_it(network, other_network, coordinator):
    MemberFactory(network=other_network)
    MemberFactory(network=network, left_on=datetime.date(2010, 1, 1))

    assert candidates(OrderFactory(network=network), coordinator) == []


@pytest.mark.parametrize("count", [1, 3])
def test_candidates_query_count(network, coordinator, django_assert_num_queries, count):
    MemberFactory.create_batch(count, network=network)
    order = Order.objects.select_related("network").prefetch_related("slots").get(pk=OrderFactory(network=network).pk)
    coordinator.network_ids()

    with django_assert_num_queries(3):  # loads, members with people, qualifications
        candidates(order, coordinator)


def test_overdue_queue_oldest_first(network, other_network, coordinator):
    newer = OrderFactory(network=network, wished=on_day(datetime.date(2010, 1, 1)))
    older = OrderFactory(network=network, wished=on_day(BEHIND))
    OrderFactory(network=network, wished=on_day(AHEAD))
    OrderFactory(network=network, carried_out=True)
    OrderFactory(network=other_network, wished=on_day(BEHIND))

    queue = overdue_queue(network, coordinator, limit=5)

    assert ([row.order for row in queue.rows], queue.has_more) == ([older, newer], False)


def test_unfilled_queue_holds_open_orders_with_a_place_to_fill(network, consultant, coordinator):
    waiting = OrderFactory(network=network)
    OrderFactory(network=network, slots=[consultant], filled=True)
    SlotFactory(order=(reserve_only := OrderFactory(network=network)), role="reserve")
    OrderFactory(network=network, postponed=True)
    OrderFactory(network=network, kind="enquiry")
    OrderFactory(network=network, overdue=True)

    queue = unfilled_queue(network, coordinator, limit=1)

    assert ([row.order for row in queue.rows], queue.has_more) == ([waiting], True)
    assert [row.order for row in unfilled_queue(network, coordinator).rows] == [waiting, reserve_only]


def test_coming_orders_soonest_first(network, coordinator):
    today = datetime.datetime.now(tz=datetime.UTC).date()
    later = OrderFactory(network=network, wished=on_day(today + datetime.timedelta(days=20)))
    soon = OrderFactory(network=network, wished=on_day(today + datetime.timedelta(days=3)))
    OrderFactory(network=network, wished=on_day(AHEAD))

    assert coming_orders(network, coordinator) == [soon, later]


def test_orders_are_seen_by_the_three_parties_only(network, as_role):
    own = as_role("orderer")
    consultant_user = as_role("facilitator")
    member = MemberFactory(network=network, person__user=consultant_user)
    order = OrderFactory(network=network, contact__user=own, slots=[member])
    stranger_order = OrderFactory(network=network)

    seen = {kind: set(Order.objects.visible_to(as_role(kind))) for kind in ("secretary", "member", "editor", "admin")}

    assert set(Order.objects.visible_to(own)) == {order}
    assert set(Order.objects.visible_to(consultant_user)) == {order}
    assert set(Order.objects.visible_to(as_role("coordinator"))) == {order, stranger_order}
    assert seen == {kind: set() for kind in seen}


def test_an_ended_role_sees_nothing(network, coordinator):
    OrderFactory(network=network)
    coordinator.roles.update(valid_to=datetime.date(2010, 1, 1))

    assert not Order.objects.visible_to(coordinator).exists()


def test_outcomes_are_all_statuses():
    assert set(Outcome.values) < set(Status.values)
