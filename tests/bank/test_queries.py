import datetime

import pytest

from bank.enums import Outcome, Status
from bank.models import Order
from bank.queries import coming_orders, status_of
from core.fuzzydates import parse
from tests.factories.bank import AHEAD, MemberFactory, OrderFactory, on_day

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
