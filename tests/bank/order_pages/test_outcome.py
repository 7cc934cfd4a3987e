"""Recording how an order ended."""

import pytest

from bank.models import FeedbackRequest
from tests.bank.order_pages.conftest import address
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.bank_life import FeedbackRequestFactory
from tests.factories.methods import MethodFactory


def outcome(**changes):
    return {"version": 0, "outcome": "carried_out", "held": "15.4.2026", "reason": "", "note": ""} | changes


def test_the_difference_stands_beside_each_choice(browser, order):
    content = browser.get(address("order-outcome", order)).content.decode()

    assert content.count("choice-help") == 4
    assert "The order was withdrawn beforehand." in content


def test_an_outcome_with_another_method_and_feedback_asked(browser, network):
    order = OrderFactory(network=network, slots=[MemberFactory(network=network)])
    delivered = MethodFactory()

    browser.post(address("order-outcome", order), outcome(delivered_method=delivered.pk, ask_feedback="on"))

    order.refresh_from_db()
    assert (order.outcome, order.delivered_method) == ("carried_out", delivered)
    assert {request.side for request in FeedbackRequest.objects.all()} == {"orderer", "facilitator"}


def test_an_outcome_recorded_again_asks_nobody_again(browser, network):
    order = OrderFactory(network=network, slots=[MemberFactory(network=network)])
    FeedbackRequestFactory(order=order)

    form = browser.get(address("order-outcome", order)).context["form"]
    browser.post(address("order-outcome", order), outcome(ask_feedback="on"))

    order.refresh_from_db()
    assert "ask_feedback" not in form.fields
    assert (order.outcome, FeedbackRequest.objects.count()) == ("carried_out", 1)


def test_no_feedback_is_asked_for_what_was_not_held(browser, network):
    order = OrderFactory(network=network)

    browser.post(
        address("order-outcome", order),
        outcome(outcome="cancelled", held="", reason="orderer_withdrew", ask_feedback="on"),
    )

    order.refresh_from_db()
    assert (order.outcome, FeedbackRequest.objects.count()) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"held": ""}, "held"),
        ({"held": "15.4.2099"}, "held"),
        ({"outcome": "otherwise", "note": "Lomakkeilla"}, "reason"),
        ({"outcome": "otherwise", "reason": "in_another_way"}, "note"),
        ({"outcome": "not_carried_out", "reason": "no_facilitators"}, "note"),
        ({"outcome": "cancelled", "reason": ""}, "reason"),
        ({"outcome": "cancelled", "reason": "other"}, "note"),
        ({"outcome": "cancelled", "reason": "not_recorded"}, "reason"),
    ],
)
def test_an_outcome_is_refused_at_its_field(browser, network, changes, field):
    order = OrderFactory(network=network, slots=[MemberFactory(network=network)])

    response = browser.post(address("order-outcome", order), outcome(**changes))

    order.refresh_from_db()
    assert (response.status_code, field in response.context["form"].errors, order.outcome) == (422, True, "")


def test_an_order_without_a_team_asks_who_led(browser, network, consultant):
    order = OrderFactory(network=network, overdue=True)

    refused = browser.post(address("order-outcome", order), outcome())
    browser.post(address("order-outcome", order), outcome(leader_1_text=consultant.person.last_name))

    order.refresh_from_db()
    assert list(refused.context["form"].errors) == ["leader_1"]
    assert (order.outcome, order.slots.get().member) == ("carried_out", consultant)
