"""The own pages of those who have no account."""

import uuid

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bank.models import AddressCode, FeedbackRequest
from tests.bank.outside.conftest import CONCERN, wrong
from tests.factories.bank import ConcernFactory, OrderQuestionFactory, OutsideOrdererFactory
from tests.factories.bank_life import FeedbackRequestFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(network):
    return OutsideOrdererFactory(order__network=network, order__summary="Salainen päivä")


def open_page(visitor, url):
    visitor.post(url)
    return visitor.post(url, {"code": visitor.code}, follow=True)


def test_the_page_says_nothing_before_the_address_is_confirmed(visitor, outside):
    url = outside.get_absolute_url()

    closed = visitor.get(url)
    opened = open_page(visitor, url)

    page = closed.content.decode()
    for words in (outside.email, "Salainen", outside.order.organisation_label, str(outside.order)):
        assert words not in page
    assert (opened.context["order"], mail.outbox[0].to) == (outside.order, [outside.email])


def test_opening_the_link_of_a_mail_does_nothing(visitor, outside):
    visitor.get(outside.get_absolute_url())

    assert (mail.outbox, AddressCode.objects.count()) == ([], 0)


def test_a_wrong_code_and_a_code_for_another_address_do_not_open_the_page(visitor, network, outside):
    url = outside.get_absolute_url()
    visitor.post(url)
    refused = visitor.post(url, {"code": wrong(visitor.code)})
    other = OutsideOrdererFactory(order__network=network)
    visitor.post(other.get_absolute_url())
    crossed = visitor.post(url, {"code": visitor.code})

    assert [response.status_code for response in (refused, crossed)] == [422, 422]
    assert "order" not in visitor.get(url).context


def test_a_confirmed_address_opens_its_own_orders_and_no_others(visitor, network, outside):
    own = OutsideOrdererFactory(order__network=network, email=outside.email)
    other = OutsideOrdererFactory(order__network=network)
    open_page(visitor, outside.get_absolute_url())

    assert visitor.get(own.get_absolute_url()).context["order"] == own.order
    assert "order" not in visitor.get(other.get_absolute_url()).context


def test_the_page_asks_how_it_went_until_that_is_told(visitor, outside):
    asked = FeedbackRequestFactory(order=outside.order)
    FeedbackRequestFactory(order=outside.order, slip=True)
    url = outside.get_absolute_url()
    open_page(visitor, url)

    before = visitor.get(url).text
    FeedbackRequest.objects.filter(pk=asked.pk).update(answered_at=timezone.now())

    assert asked.get_absolute_url() in before
    assert "/palaute/" not in visitor.get(url).text


def test_another_networks_key_and_an_unknown_one_are_missing(visitor, network, other_network, outside):
    elsewhere = OutsideOrdererFactory(order__network=other_network)

    for slug, key in [("oma", elsewhere.key), ("toinen", outside.key), ("oma", uuid.uuid4()), ("ei-ole", outside.key)]:
        url = reverse("outside:order-page", args=[slug, key])
        assert [visitor.get(url).status_code, visitor.post(url).status_code] == [404, 404]
    assert mail.outbox == []


def test_the_orderer_answers_a_question_on_the_page(visitor, coordinator, outside):
    question = OrderQuestionFactory(order=outside.order, text="Montako tulee?")
    url = outside.get_absolute_url()
    unconfirmed = visitor.post(url, {"text": "Kaksitoista."})
    opened = open_page(visitor, url)

    answered = visitor.post(url, {"text": "Kaksitoista."}, follow=True)

    question.refresh_from_db()
    assert "order" not in unconfirmed.context
    assert opened.context["own"].open_question == question
    assert (question.answer, question.answered_by, answered.context["own"].open_question) == (
        "Kaksitoista.",
        None,
        None,
    )
    late = visitor.post(url, {"text": "Kolmetoista."})
    assert late.context["form"].non_field_errors() == ["The question has been answered already."]


def test_an_answer_with_an_identity_code_is_refused(visitor, outside, identity_code):
    OrderQuestionFactory(order=outside.order)
    open_page(visitor, outside.get_absolute_url())

    refused = visitor.post(outside.get_absolute_url(), {"text": f"Asia {identity_code}"})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["text"])


def test_the_page_shows_no_concern(visitor, outside):
    ConcernFactory(order=outside.order, text=CONCERN)

    assert CONCERN not in open_page(visitor, outside.get_absolute_url()).content.decode()


def test_the_contact_person_opens_the_page_signed_in(client_as, orderer, network, outside):
    outside.order.contact = PersonFactory(network=network, user=orderer)
    outside.order.save()

    assert client_as(orderer).get(outside.get_absolute_url()).context["order"] == outside.order
