"""The page of an order and the acts on it, as each kind of reader meets them."""

import datetime

import pytest
from django.utils import timezone

from bank.models import Order
from core.models import ViewLog
from tests.bank.order_pages.conftest import address, main_of
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import FeedbackFactory, FeedbackRequestFactory, SessionFactory
from tests.factories.methods import MethodFactory


def test_the_coordinator_gets_the_next_act_and_the_others_in_a_menu(browser, order):
    response = browser.get(order.get_absolute_url())

    labels = [label for label, _url, _post in response.context["menu"]]
    assert response.context["act"].code == "search"
    assert labels == ["Fill the team", "Plan a session", "Postpone", "Record the outcome", "Return and wipe"]
    assert main_of(response).count("btn-primary") == 1


def test_an_ended_order_offers_to_close_and_to_reopen(browser, network):
    order = OrderFactory(network=network, carried_out=True, closed_at=None)

    response = browser.get(order.get_absolute_url())

    labels = [label for label, _url, _post in response.context["menu"]]
    assert response.context["act"].code == "close"
    assert labels == ["Ask for feedback", "Plan a follow-up meeting", "Reopen"]


@pytest.mark.parametrize("sessions", [1, 4])
def test_the_page_reads_a_constant_number_of_queries(browser, order, sessions, django_assert_max_num_queries):
    for _number in range(sessions):
        SessionFactory(order=order, kind="pre_meeting")
        SlotFactory(order=order)
        FeedbackFactory(order=order)

    with django_assert_max_num_queries(28):
        browser.get(order.get_absolute_url())


def test_a_facilitator_sees_what_leading_needs_and_nothing_for_coordinators(client_as, facilitator, led):
    partner = SlotFactory(order=led, member__show_phone=True, member__person__phone="040 77")
    hidden = SlotFactory(order=led, member__show_phone=False, member__person__phone="040 88")

    response = client_as(facilitator).get(led.get_absolute_url())

    content = response.content.decode()
    assert partner.name_label in content
    assert hidden.name_label in content
    assert ("040 77" in content, "040 88" in content) == (True, False)
    assert "Huolenaihe." not in content
    assert address("order-concern", led) in content
    assert "history" not in response.context
    assert "results" not in response.context
    assert main_of(response).count("btn-primary") == 1
    assert address("session-hold", led, led.sessions.get().pk) in content
    assert not ViewLog.objects.exists()


def test_an_orderer_sees_no_hours_no_history_and_is_asked_for_feedback(client_as, orderer, network):
    order = OrderFactory(network=network, carried_out=True, contact__user=orderer)
    session = SessionFactory(order=order, held=order.held)
    session.facilitators.create(name_label="Maija Esimerkki", minutes=150)
    request = FeedbackRequestFactory(order=order)

    response = client_as(orderer).get(order.get_absolute_url())

    content = response.content.decode()
    assert ("Maija Esimerkki, led" in content, "2 h 30 min" in content) == (True, False)
    assert "history" not in response.context
    assert request.get_absolute_url() in content


@pytest.mark.parametrize("answers", [4, 5])
def test_words_of_participants_are_shown_to_the_coordinator_after_five(browser, network, answers):
    order = OrderFactory(network=network, carried_out=True)
    for number in range(answers):
        FeedbackFactory(order=order, text=f"Sana {number}")

    content = browser.get(order.get_absolute_url()).content.decode()

    assert ("Sana 1" in content) == (answers == 5)


def test_acts_that_need_no_form_are_a_click(browser, network):
    order = OrderFactory(network=network)

    browser.post(address("order-search", order))
    order.refresh_from_db()
    opened = order.search_opened_at
    Order.objects.update(filled_at=timezone.now())
    browser.post(address("order-call", order))

    order.refresh_from_db()
    assert opened is not None
    assert order.called_together_at is not None


def test_a_click_that_is_refused_says_why(browser, order):
    response = browser.post(address("order-call", order), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "A facilitator is still missing or has not confirmed. Fill the team first."
    ]


def test_closing_without_the_follow_up_is_refused(browser, network):
    method = MethodFactory(needs_follow_up=True)
    order = OrderFactory(network=network, carried_out=True, closed_at=None, method=method)

    response = browser.post(address("order-close", order), follow=True)

    order.refresh_from_db()
    assert order.closed_at is None
    assert "The follow-up meeting belongs to this method" in str(next(iter(response.context["messages"])))


def test_postponing_without_a_date_keeps_the_team(browser, network):
    order = OrderFactory(network=network, slots=[MemberFactory(network=network)])

    browser.post(address("order-postpone", order), {"version": 0, "new_date": "", "reason": "Koulu pyysi"})

    order.refresh_from_db()
    assert order.postponed_at is not None
    assert order.slots.get().name_label
    assert order.events.get(step="postponed").reason == "Koulu pyysi"


def test_postponing_twice_is_refused(browser, network):
    order = OrderFactory(network=network, postponed_at=timezone.now())

    response = browser.post(address("order-postpone", order), {"version": 0})

    assert (response.status_code, len(response.context["form"].non_field_errors())) == (422, 1)


def test_reopening_asks_for_a_reason(browser, network):
    order = OrderFactory(network=network, cancelled=True)

    refused = browser.post(address("order-reopen", order), {"reason": ""})
    browser.post(address("order-reopen", order), {"reason": "Kirjattu väärään tilaukseen"})

    order.refresh_from_db()
    assert (refused.status_code, list(refused.context["form"].errors), order.outcome) == (422, ["reason"], "")


def test_planning_offers_the_wished_date_and_warns_of_a_possible_overlap(browser, network):
    member = MemberFactory(network=network)
    order = OrderFactory(network=network, slots=[member])
    other = OrderFactory(network=network, slots=[member], summary="Salainen asia")
    url = address("session-create", order)

    form = browser.get(url).context["form"]
    response = browser.post(url, {"kind": "meeting", "date": "15.1.2099", "place": ""}, follow=True)

    assert form["date"].value() == other.wished.text
    assert sorted(str(message) for message in response.context["messages"]) == sorted(
        [f"{member.person.name} may be engaged elsewhere: 15.1.2099.", "The session was planned."]
    )
    assert "Salainen asia" not in response.content.decode()


def test_a_second_meeting_is_not_offered(browser, network):
    order = OrderFactory(network=network)
    SessionFactory(order=order)

    response = browser.post(address("session-create", order), {"kind": "meeting", "date": "15.1.2099"})

    assert list(response.context["form"].errors) == ["kind"]


def test_a_session_moved_from_an_older_page_shows_both(browser, network):
    order = OrderFactory(network=network)
    session = SessionFactory(order=order, version=3)

    response = browser.post(
        address("session-update", order, session.pk), {"version": 2, "date": "20.1.2099", "place": "Toinen"}
    )

    assert response.status_code == 409
    assert [yours for _label, _theirs, yours in response.context["conflict"]] == ["20.1.2099", "Toinen"]


def test_waiving_asks_why_and_calling_off_need_not(browser, network):
    order = OrderFactory(network=network, carried_out=True)
    waived, cancelled = (SessionFactory(order=order, kind="follow_up", date=None) for _number in range(2))

    refused = browser.post(address("session-waive", order, waived.pk), {"reason": ""})
    browser.post(address("session-waive", order, waived.pk), {"reason": "Perhe muutti"})
    browser.post(address("session-cancel", order, cancelled.pk), {"reason": ""})

    waived.refresh_from_db()
    cancelled.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert (waived.waived_reason, cancelled.cancelled_at is not None) == ("Perhe muutti", True)


def test_the_meeting_itself_is_not_called_off_alone(browser, network):
    order = OrderFactory(network=network)
    session = SessionFactory(order=order)

    response = browser.post(address("session-cancel", order, session.pk), {"reason": ""})

    session.refresh_from_db()
    assert (response.status_code, session.cancelled_at) == (422, None)


def test_editing_an_order_to_a_promised_time_is_refused_above_the_form(browser, network, coordinator):
    member = MemberFactory(network=network)
    order, other = (OrderFactory(network=network, slots=[member]) for _number in range(2))
    for one, day in ((order, "20.3.2099 klo 9–12"), (other, "21.3.2099 klo 9–12")):
        browser.post(address("session-create", one), {"kind": "meeting", "date": day, "place": ""})
    order.refresh_from_db()

    response = browser.post(
        address("order-update", order),
        {
            "version": order.version, "organisation": order.organisation_id, "contact": order.contact_id,
            "kind": order.kind, "summary": order.summary, "received_on": "15.1.2009",
            "wished": "21.3.2099 klo 10–11", "place": order.place,
        },
    )  # fmt: skip

    assert response.context["form"].non_field_errors() == [
        f"{member.person.name} is already promised to another order at that time: 21.3.2099 at 9.00–12.00."
    ]
    order.refresh_from_db()
    assert order.wished_earliest == order.sessions.get().date_earliest == datetime.date(2099, 3, 20)
