"""The pages on which feedback is given, the slip, and the results."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bank.models import Feedback
from core.models import LogEntry
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import FeedbackFactory, FeedbackRequestFactory


@pytest.fixture(autouse=True)
def english_pages(settings):
    settings.LANGUAGE_CODE = "en"
    cache.clear()


@pytest.fixture
def slip(order):
    return FeedbackRequestFactory(order=order, slip=True)


def test_nothing_is_answered_beforehand(client, slip):
    content = client.get(slip.get_absolute_url()).content.decode()

    assert "checked" not in content
    assert content.count('type="radio"') == 20


def test_a_participant_answers_without_account_cookie_or_trace(client, slip):
    logged = LogEntry.objects.count()

    response = client.post(slip.get_absolute_url(), {"heard": "5", "fair": "4", "text": "Sain puhua."})

    given = Feedback.objects.get()
    assert response.url == reverse("feedback:thanks")
    assert (given.side, given.answers, given.text) == ("participant", {"heard": 5, "fair": 4}, "Sain puhua.")
    assert set(client.cookies) <= {"csrftoken"}
    assert LogEntry.objects.count() == logged


def test_a_coordinator_who_looks_leaves_no_trace_either(client_as, coordinator, slip):
    browser = client_as(coordinator)

    browser.post(slip.get_absolute_url(), {"heard": "5", "text": ""})

    assert Feedback.objects.count() == 1
    assert not LogEntry.objects.filter(action__contains="feedback").exists()


def test_the_page_of_a_code_tells_no_more_than_network_method_and_date(client, slip):
    content = client.get(slip.get_absolute_url()).content.decode()

    assert str(slip.order.network) in content
    assert slip.order.summary not in content
    assert slip.order.organisation_label not in content
    assert slip.order.contact_label not in content


def test_a_code_is_typed_in_small_letters_and_with_spaces(client, slip):
    typed = f" {slip.code[:3].lower()} {slip.code[3:].lower()}"

    response = client.post(reverse("feedback:code"), {"code": typed})

    assert response.url == slip.get_absolute_url()


@pytest.mark.parametrize("code", ["", "ZZZZZZ", "x" * 21, "<b>"])
def test_a_code_of_no_slip_is_refused_at_its_field(client, slip, code):
    response = client.post(reverse("feedback:code"), {"code": code})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])


def test_the_language_comes_with_the_address_and_stays(client, slip):
    url = f"{slip.get_absolute_url()}?kieli=sv"

    page = client.get(url).content.decode()
    response = client.post(url, {"heard": "5", "text": ""})

    assert "Jag blev hörd." in page
    assert response.url == f"{reverse('feedback:thanks')}?kieli=sv"
    assert "django_language" not in client.cookies


@pytest.mark.parametrize("data", [{}, {"heard": "6"}, {"heard": "x"}, {"text": "x" * 1001}])
def test_an_answer_that_says_nothing_or_too_much_is_refused(client, slip, data):
    response = client.post(slip.get_absolute_url(), {"text": ""} | data)

    assert response.status_code == 422
    assert not Feedback.objects.exists()


def test_an_identity_code_in_the_words_is_refused_and_not_echoed(client, slip, identity_code):
    response = client.post(slip.get_absolute_url(), {"text": f"Hän on {identity_code}"})

    assert list(response.context["form"].errors) == ["text"]
    assert identity_code not in str(response.context["form"].errors)
    assert not Feedback.objects.exists()


def test_after_the_last_day_the_page_says_so(client, order):
    slip = FeedbackRequestFactory(order=order, slip=True, closes_on=datetime.date(2009, 1, 1))

    response = client.get(slip.get_absolute_url())

    assert "The time for answering is over" in response.content.decode()
    assert "<form" not in response.content.decode().partition("<main")[2].partition("</main")[0]


def test_too_many_tries_are_stopped(client, db):
    codes = [client.get(reverse("feedback:thanks")).status_code for _number in range(121)]

    assert (set(codes[:120]), codes[120]) == ({200}, 429)


def test_the_orderer_answers_by_the_key_of_the_mail_once(client, order):
    request = FeedbackRequestFactory(order=order)

    client.post(request.get_absolute_url(), {"easy": "4", "text": ""})
    again = client.post(request.get_absolute_url(), {"easy": "1", "text": ""})
    page = client.get(request.get_absolute_url()).content.decode()

    assert [given.answers for given in Feedback.objects.all()] == [{"easy": 4}]
    assert again.status_code == 422
    assert "You have answered. Thank you." in page


def test_the_slip_is_made_once_and_shows_code_address_and_picture(client_as, coordinator, order):
    browser = client_as(coordinator)
    args = [order.network.slug, order.pk]

    before = browser.get(reverse("bank:order-slip", args=args)).status_code
    first, second = (browser.post(reverse("bank:order-slip-make", args=args)) for _number in range(2))
    content = browser.get(first.url).content.decode()

    slip = order.feedback_requests.get()
    assert (before, first.url, second.url) == (404, reverse("bank:order-slip", args=args), first.url)
    assert slip.code in content
    assert "<svg" in content
    assert "style=" not in content
    assert order.summary not in content.partition('class="slip"')[2]


def test_whoever_leads_hands_out_the_slip_and_others_do_not(client_as, facilitator, orderer, network):
    order = OrderFactory(network=network, contact__user=orderer)
    SlotFactory(order=order, member=MemberFactory(network=network, person__user=facilitator))
    url = reverse("bank:order-slip-make", args=[network.slug, order.pk])

    codes = [client_as(user).post(url).status_code for user in (orderer, facilitator)]

    assert codes == [403, 302]


def test_results_show_small_figures_to_coordinators_alone(client_as, coordinator, member, network):
    order = OrderFactory(network=network)
    FeedbackFactory.create_batch(4, order=order, answers={"heard": 5}, text="Omat sanani")
    url = reverse("bank:feedback-results", args=[network.slug])

    inside, outside = (client_as(user).get(url) for user in (coordinator, member))

    counts = [response.context["groups"][0].sides[0].count for response in (inside, outside)]
    assert counts == [4, None]
    assert ("4 answers" in inside.content.decode(), "4 answers" in outside.content.decode()) == (True, False)
    assert all("Omat sanani" not in response.content.decode() for response in (inside, outside))


@pytest.mark.parametrize("year", ["2009", "x", "²026", "99999"])
def test_results_of_a_year_without_answers_say_what_would_be_here(client_as, coordinator, network, year):
    response = client_as(coordinator).get(reverse("bank:feedback-results", args=[network.slug]), {"vuosi": year})

    assert response.status_code == 200
    assert "No feedback yet" in response.content.decode()


def test_no_page_of_feedback_is_kept_by_a_browser_or_a_search_engine(slip):
    response = Client().get(slip.get_absolute_url())

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_form_lets_the_browser_say_where_it_comes_from(client, slip):
    """With "no-referrer" a browser posts from the origin "null", which the protection against forgery refuses."""
    assert "no-referrer" not in client.get(slip.get_absolute_url()).content.decode()
