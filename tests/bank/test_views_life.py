"""The page of an order and the acts on it, as each kind of reader meets them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.models import FeedbackRequest, Order
from core.models import ViewLog
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import FeedbackFactory, FeedbackRequestFactory, SessionFactory
from tests.factories.methods import MethodFactory
from tests.factories.network import OrganisationFactory, PersonFactory


@pytest.fixture(autouse=True)
def english_pages(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def browser(client_as, coordinator):
    return client_as(coordinator)


def address(name, order, *args):
    return reverse(f"bank:{name}", args=[order.network.slug, order.pk, *args])


def main_of(response):
    """What the page itself says, without its frame."""
    return response.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.fixture
def led(network, facilitator):
    """An order that the facilitator leads, with a meeting whose day has come."""
    order = OrderFactory(network=network, overdue=True, concern="Huolenaihe.")
    SlotFactory(order=order, member=MemberFactory(network=network, person__user=facilitator))
    SessionFactory(order=order)
    return order


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


def held_order(network, **changes):
    return {
        "version": 0,
        "organisation": OrganisationFactory(network=network).pk,
        "contact": PersonFactory(network=network).pk,
        "kind": "planning",
        "summary": "Teemaneuvonpito",
        "received_on": "",
        "outcome": "carried_out",
        "held": "huhtikuu 2026",
    } | changes


def test_client_work_already_held_asks_for_the_clients_consent(browser, network, consultant):
    url = reverse("bank:order-held", args=[network.slug])
    facts = held_order(network, leader_1=consultant.pk, kind="client_work")

    assert 'name="agreed_with_client"' in main_of(browser.get(url))
    assert list(browser.post(url, facts).context["form"].errors) == ["agreed_with_client"]
    assert browser.post(url, facts | {"agreed_with_client": "on"}).status_code == 302


def test_something_already_held_is_logged_in_one_form(browser, network, consultant):
    response = browser.post(
        reverse("bank:order-held", args=[network.slug]), held_order(network, leader_1=consultant.pk)
    )

    order = Order.objects.get()
    assert response.url == order.get_absolute_url()
    assert (order.outcome, order.held_text, order.received_on) == ("carried_out", "huhtikuu 2026", None)
    assert "not recorded" in browser.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "leader_1"),
        ({"outcome": "not_carried_out", "held": ""}, "reason"),
        ({"held": "1.1.2099"}, "held"),
        ({"received_on": "1.1.2099"}, "received_on"),
        ({"organisation": ""}, "organisation"),
        ({"summary": ""}, "summary"),
    ],
)
def test_a_late_entry_is_refused_at_its_field_and_logs_nothing(browser, network, changes, field):
    response = browser.post(reverse("bank:order-held", args=[network.slug]), held_order(network, **changes))

    assert (response.status_code, field in response.context["form"].errors) == (422, True)
    assert not Order.objects.exists()


def test_the_orderer_as_leader_is_refused_above_the_form(browser, network):
    person = PersonFactory(network=network)
    member = MemberFactory(network=network, person=person)

    response = browser.post(
        reverse("bank:order-held", args=[network.slug]),
        held_order(network, contact=person.pk, leader_1=member.pk),
    )

    assert "must be an outsider" in response.context["form"].non_field_errors()[0]
    assert not Order.objects.exists()


def test_a_leader_of_another_bank_cannot_be_picked(browser, network, other_network):
    stranger = MemberFactory(network=other_network)

    response = browser.post(reverse("bank:order-held", args=[network.slug]), held_order(network, leader_1=stranger.pk))

    assert "leader_1" in response.context["form"].errors


def test_the_member_picker_finds_members_of_the_own_bank(browser, network, other_network):
    own = MemberFactory(network=network, person__last_name="Esimerkki")
    MemberFactory(network=other_network, person__last_name="Esimerkki")

    response = browser.get(reverse("bank:member-picker", args=[network.slug]), {"q": "esim"})

    assert [option["row"] for option in response.context["options"]] == [own]


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


def went(order, **changes):
    slot = order.slots.get()
    return {
        "version": order.sessions.get().version,
        "held": "15.1.2009",
        "count_children": "2",
        "count_workers": "5",
        f"part_{slot.pk}": "led",
        f"work_{slot.pk}": "2,5",
        f"travel_{slot.pk}": "1:15",
        f"km_{slot.pk}": "40",
    } | changes


def test_the_facilitator_who_leads_tells_how_it_went(client_as, facilitator, led):
    response = client_as(facilitator).post(address("session-hold", led, led.sessions.get().pk), went(led))

    session = led.sessions.get()
    one = session.facilitators.get()
    assert response.url == led.get_absolute_url()
    assert session.participants == [{"group": "children", "count": 2}, {"group": "workers", "count": 5}]
    assert (one.part, one.minutes, one.travel_minutes, one.kilometres) == ("led", 150, 75, 40)


def test_how_it_went_starts_with_the_planned_day_and_what_was_told(client_as, facilitator, led):
    url = address("session-hold", led, led.sessions.get().pk)
    browser = client_as(facilitator)

    first = browser.get(url).context["form"]
    browser.post(url, went(led))
    second = browser.get(url).context["form"]

    slot = led.slots.get()
    assert (first["held"].value(), first[f"part_{slot.pk}"].value()) == ("15.1.2009", "led")
    assert [second[f"{name}_{slot.pk}"].value() for name in ("work", "travel", "km")] == ["2:30", "1:15", 40]


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("held", "1.1.2099", "held"),
        ("held", "", "held"),
        ("count_workers", "-1", "count_workers"),
        ("count_workers", "501", "count_workers"),
        ("work", "paljon", "work"),
        ("travel", "1:75", "travel"),
        ("km", "5001", "km"),
        ("part", "", "__all__"),
    ],
)
def test_how_it_went_is_refused_at_its_field(client_as, facilitator, led, name, value, field):
    slot = led.slots.get()
    own = name in ("work", "travel", "km", "part")

    response = client_as(facilitator).post(
        address("session-hold", led, led.sessions.get().pk),
        went(led, **{f"{name}_{slot.pk}" if own else name: value}),
    )

    expected = f"{field}_{slot.pk}" if own and field != "__all__" else field
    assert (response.status_code, list(response.context["form"].errors)) == (422, [expected])
    assert not led.sessions.get().is_held


def test_whoever_is_in_reserve_does_not_tell_how_it_went(client_as, facilitator, network):
    order = OrderFactory(network=network, overdue=True)
    SlotFactory(order=order, role="reserve", member=MemberFactory(network=network, person__user=facilitator))
    session = SessionFactory(order=order)

    response = client_as(facilitator).get(address("session-hold", order, session.pk))

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2", 120), ("2,5", 150), ("2.25", 135), ("2:30", 150), ("2 h 30 min", 150), ("45 min", 45), ("3 h", 180)],
)
def test_hours_are_taken_as_people_write_them(client_as, facilitator, led, typed, minutes):
    slot = led.slots.get()

    client_as(facilitator).post(
        address("session-hold", led, led.sessions.get().pk), went(led, **{f"work_{slot.pk}": typed})
    )

    assert led.sessions.get().facilitators.get().minutes == minutes


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
