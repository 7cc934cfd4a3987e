"""Questions, enquiries, agreements and phone orders, as coordinators and orderers meet them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.models import Agreement, Enquiry, Order, OrderQuestion
from tests.factories.bank import AgreementFactory, EnquiryFactory, MemberFactory, OrderFactory, OrderQuestionFactory
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_as, coordinator):
    client = client_as(coordinator)
    client.cookies["language"] = "en"  # messages are compared with their source text
    return client


@pytest.fixture
def call(network):
    """What is written down during a phone call."""
    return {
        "version": "0",
        "organisation": OrganisationFactory(network=network, name="Rantalan kunta").pk,
        "contact": PersonFactory(network=network).pk,
        "kind": "planning",
        "summary": "Suunnittelupäivä",
        "source": "phone",
        "received_on": "15.1.2026",
    }


def address(name, network, *args, query=""):
    return reverse(f"bank:{name}", args=[network.slug, *args]) + query


def said(response):
    return [str(message) for message in response.context["messages"]]


# --- Phone orders ---


def test_an_order_is_logged_as_a_phone_call_unless_told(browser, network, call):
    begun = browser.get(address("order-create", network)).context["form"]

    browser.post(address("order-create", network), call)

    assert (begun["source"].value(), Order.objects.get().source) == ("phone", "phone")


@pytest.mark.parametrize("field", ["summary", "concern"])
def test_an_order_that_seems_to_tell_of_a_client_is_asked_about_and_logged_by_a_tick(browser, network, call, field):
    url, call = address("order-create", network), call | {field: "Ö. perheen asia"}

    asked = browser.post(url, call, headers={"accept-language": "en"})
    before = Order.objects.count()
    browser.post(url, call | {"save_anyway": "1"})

    assert (asked.status_code, before, Order.objects.count()) == (422, 0, 1)
    assert asked.context["form"].errors == {
        field: ["This looks like a family or a child named by an initial. Write no data on clients here."]
    }
    assert 'name="save_anyway"' in asked.content.decode()


def test_client_work_needs_the_clients_agreement(browser, network, call):
    refused = browser.post(address("order-create", network), call | {"kind": "client_work"})
    browser.post(address("order-create", network), call | {"kind": "client_work", "agreed_with_client": "on"})

    assert list(refused.context["form"].errors) == ["agreed_with_client"]
    assert Order.objects.get().agreed_with_client is True


def test_agreed_with_the_client_is_no_fact_of_other_orders(browser, network, call):
    browser.post(address("order-create", network), call | {"agreed_with_client": "on"})

    assert Order.objects.get().agreed_with_client is None


def test_an_order_of_before_the_question_can_still_be_edited(browser, network, call):
    order = OrderFactory(network=network, kind="client_work", source="")

    saved = browser.post(
        address("order-update", network, order.pk), call | {"kind": "client_work", "source": "", "place": "talo"}
    )

    order.refresh_from_db()
    assert (saved.status_code, order.place, order.source) == (302, "talo", "")


# --- Agreements ---


def test_an_order_without_an_agreement_warns_and_is_logged(browser, network, call):
    logged = browser.post(address("order-create", network), call, follow=True)

    warning = "No agreement with the bank is known for Rantalan kunta: agree on who pays."
    assert warning in said(logged)
    assert logged.context["lacks_agreement"] is True
    assert warning in logged.content.decode()


def test_an_order_with_an_agreement_does_not_warn(browser, network, call):
    AgreementFactory(network=network, organisation_id=call["organisation"], organisation=None)

    logged = browser.post(address("order-create", network), call, follow=True)

    assert (len(said(logged)), logged.context["lacks_agreement"]) == (1, False)


@pytest.mark.parametrize(("day", "warns"), [("14.1.2026", True), ("15.1.2026", False)])
def test_the_order_form_asks_for_the_agreement_of_the_chosen_organisation_and_day(browser, network, day, warns):
    agreement = AgreementFactory(network=network, valid_from=date(2026, 1, 15))
    unit = OrganisationFactory(network=network, parent=agreement.organisation)
    url = address("agreement-check", network)

    response = browser.get(url, {"organisation": unit.pk, "received_on": day})

    assert ("agree on who pays" in response.content.decode()) == warns


@pytest.mark.parametrize("organisation", ["", "0", "²", "x"])
def test_the_check_of_nothing_says_nothing(browser, network, organisation):
    response = browser.get(address("agreement-check", network), {"organisation": organisation, "received_on": "?"})

    assert response.content.decode().strip() == ""


def test_the_check_says_nothing_of_another_networks_organisation(browser, network, other_network):
    elsewhere = OrganisationFactory(network=other_network, name="Vieras")

    response = browser.get(address("agreement-check", network), {"organisation": elsewhere.pk})

    assert response.content.decode().strip() == ""


def test_a_refused_order_form_still_warns(browser, network, call):
    refused = browser.post(address("order-create", network), call | {"kind": ""})

    assert (refused.status_code, refused.context["lacks_agreement"]) == (422, True)


def test_neither_the_orderer_nor_a_facilitator_is_told_of_agreements(client_as, orderer, network):
    order = OrderFactory(network=network, contact__user=orderer)

    assert client_as(orderer).get(order.get_absolute_url()).context["lacks_agreement"] is False


def test_an_agreement_is_added_edited_and_ended(browser, network):
    town = OrganisationFactory(network=network)
    data = {"organisation": town.pk, "payer": "Kunta", "working_time": "40 h vuodessa", "valid_from": "1.1.2026"}
    browser.post(address("agreement-create", network), data)
    agreement = Agreement.objects.get()

    browser.post(address("agreement-update", network, agreement.pk), data | {"payer": "Alue", "version": 0})
    overlap = browser.post(address("agreement-create", network), data)
    browser.post(address("agreement-end", network, agreement.pk), {"last_day": "31.12.2026"})

    agreement.refresh_from_db()
    assert (agreement.payer, agreement.valid_to, agreement.version) == ("Alue", date(2026, 12, 31), 2)
    assert list(overlap.context["form"].errors) == ["valid_from"]


@pytest.mark.parametrize("day", ["30.2.2026", "31.12.2024", ""])
def test_an_agreement_ends_on_no_impossible_day(browser, network, day):
    agreement = AgreementFactory(network=network, valid_from=date(2026, 1, 1))

    refused = browser.post(address("agreement-end", network, agreement.pk), {"last_day": day})

    agreement.refresh_from_db()
    assert (refused.status_code, agreement.valid_to) == (422, None)


def test_two_savers_of_one_agreement(browser, network):
    agreement = AgreementFactory(network=network, payer="Alue", version=3)
    data = {"organisation": agreement.organisation_id, "payer": "Kunta", "version": 2}

    conflict = browser.post(address("agreement-update", network, agreement.pk), data)

    assert (conflict.status_code, [(row[1], row[2]) for row in conflict.context["conflict"]]) == (
        409,
        [("Alue", "Kunta")],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_agreement_list_query_count(browser, network, other_network, django_assert_num_queries, count):
    AgreementFactory.create_batch(count, network=network)
    AgreementFactory(network=other_network)

    with django_assert_num_queries(6):  # session, user, roles, networks, agreements, who runs the bank
        response = browser.get(address("agreement-list", network))

    assert len(response.context["object_list"]) == count


# --- Questions ---


def test_the_coordinator_asks_and_records_an_answer_given_by_phone(browser, network):
    order = OrderFactory(network=network, contact__email="")

    asked = browser.post(address("order-question", network, order.pk), {"text": "Montako tulee?"}, follow=True)
    browser.post(address("order-answer", network, order.pk), {"text": "Kaksitoista."})

    assert said(asked) == ["The orderer has no e-mail address: ask by phone, and record the answer here."]
    assert OrderQuestion.objects.get().answer == "Kaksitoista."


def test_the_orderer_sees_and_answers_the_question_of_an_own_order(client_as, orderer, network):
    order = OrderFactory(network=network, contact__user=orderer)
    OrderQuestionFactory(order=order, text="Montako tulee?")
    browser = client_as(orderer)

    page = browser.get(order.get_absolute_url()).content.decode()
    browser.post(address("order-answer", network, order.pk), {"text": "Kaksitoista."})

    assert ("Montako tulee?" in page, OrderQuestion.objects.get().answered_by) == (True, orderer)


def test_a_colleagues_order_its_questions_and_concern_are_missing_for_an_orderer(client_as, orderer, network):
    order = OrderFactory(network=network, concern="Huoli Q7Z")
    OrderQuestionFactory(order=order)
    browser = client_as(orderer)

    for name in ("order-detail", "order-answer", "order-concern"):
        assert browser.get(address(name, network, order.pk)).status_code == 404
    assert browser.get(address("order-list", network)).context["page"].rows == []


def test_answering_what_is_not_asked_goes_back_to_the_order(browser, network):
    order = OrderFactory(network=network)
    url = address("order-answer", network, order.pk)

    assert [browser.get(url).url, browser.post(url, {"text": "Kaksi."}).url] == [order.get_absolute_url()] * 2


def test_facilitators_do_not_see_what_was_asked(client_as, facilitator, network):
    member = MemberFactory(network=network, person__user=facilitator)
    order = OrderFactory(network=network, slots=[member])
    OrderQuestionFactory(order=order, text="Montako tulee?")

    assert "Montako tulee?" not in client_as(facilitator).get(order.get_absolute_url()).content.decode()


# --- Enquiries ---


def test_waiting_enquiries_are_listed_and_all_on_request(browser, network, other_network):
    waiting = EnquiryFactory(network=network)
    closed = EnquiryFactory(network=network, closed_at=timezone.now())
    EnquiryFactory(network=other_network)

    rows = [
        browser.get(address("enquiry-list", network, query=query)).context["page"].rows for query in ("", "?kaikki=1")
    ]

    assert rows == [[waiting], [closed, waiting]]


@pytest.mark.parametrize("count", [1, 3])
def test_enquiry_list_query_count(browser, network, django_assert_num_queries, count):
    EnquiryFactory.create_batch(count, network=network, municipality=MunicipalityFactory())

    with django_assert_num_queries(6):  # session, user, roles, networks, enquiries, count
        browser.get(address("enquiry-list", network))


def test_an_enquiry_is_answered_and_closed_on_its_page(browser, network):
    answered, closed = EnquiryFactory.create_batch(2, network=network)

    browser.post(answered.get_absolute_url(), {"text": "Tunnit ja matkat."})
    again = browser.post(answered.get_absolute_url(), {"text": "Toisin."})
    browser.post(address("enquiry-close", network, closed.pk))

    assert Enquiry.objects.get(pk=answered.pk).answer == "Tunnit ja matkat."
    assert again.status_code == 422
    assert list(Enquiry.objects.waiting()) == []


def test_an_enquiry_by_phone_is_logged(browser, network):
    browser.post(
        address("enquiry-create", network), {"text": "Mitä maksaa?", "name": "Kalle", "phone": "050 000 0000"}
    )

    assert Enquiry.objects.get().phone == "050 000 0000"


def test_an_enquiry_becomes_an_order_that_is_filled_in_already(browser, network, call):
    organisation = OrganisationFactory(network=network, name="Päiväkoti Pihlaja")
    person = PersonFactory(network=network, email="kalle@example.org")
    enquiry = EnquiryFactory(network=network, email="kalle@example.org", organisation_label="päiväkoti pihlaja")
    url = address("order-create", network, query=f"?kysely={enquiry.pk}")

    form = browser.get(url).context["form"]
    logged = browser.post(url, call | {"organisation": organisation.pk, "contact": person.pk})

    enquiry.refresh_from_db()
    assert (form.initial["organisation"], form.initial["contact"]) == (organisation, person)
    assert (logged.status_code, enquiry.order.contact) == (302, person)


def test_an_order_of_an_enquiry_may_stand_with_the_names_as_written(browser, network, call):
    enquiry = EnquiryFactory(network=network)
    url = address("order-create", network, query=f"?kysely={enquiry.pk}")

    browser.post(url, call | {"organisation": "", "contact": ""})

    order = Order.objects.get()
    assert (order.contact_label, order.organisation_label) == (enquiry.name, enquiry.organisation_label)


@pytest.mark.parametrize("key", ["0", "²", "x", "9" * 30])
def test_an_enquiry_that_is_not_there_is_an_ordinary_order(browser, network, key):
    response = browser.get(address("order-create", network, query=f"?kysely={key}"))

    assert response.context["enquiry"] is None


def test_another_networks_enquiry_is_not_taken(browser, network, other_network):
    elsewhere = EnquiryFactory(network=other_network)

    response = browser.get(address("order-create", network, query=f"?kysely={elsewhere.pk}"))

    assert response.context["enquiry"] is None
