import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.enums import Outcome
from bank.queries import method_results
from methods.services import open_version
from tests.factories.bank import MemberFactory, OrderFactory, PauseFactory, QualificationFactory
from tests.factories.bank_life import FeedbackFactory
from tests.factories.methods import FacilitatorRuleFactory, MethodFactory


@pytest.fixture
def method(db):
    return FacilitatorRuleFactory(category="consultant").version.method


def results(network, method, *, small_too=True):
    return method_results(network, method, today=timezone.localdate(), small_too=small_too)


def test_orders_are_told_by_outcome_version_and_what_was_held(network, other_network, method):
    other = MethodFactory()
    OrderFactory.create_batch(2, network=network, method=method)
    OrderFactory(network=network, method=method, carried_out=True, delivered_method=other)
    OrderFactory(network=network, method=method, method_version=None, cancelled=True)
    OrderFactory(network=other_network, method=method)
    OrderFactory(network=network, method=other)

    told = results(network, method)

    assert (told.orders, told.outcomes) == (4, {"open": 2, Outcome.CARRIED_OUT: 1, Outcome.CANCELLED: 1})
    assert told.versions == {1: 3, None: 1}
    assert told.delivered == {other: 1}


def test_small_figures_are_not_told_to_others(network, method):
    OrderFactory.create_batch(7, network=network, method=method)
    OrderFactory.create_batch(2, network=network, method=method, cancelled=True)

    told = results(network, method, small_too=False)

    assert told.orders == 9
    assert told.outcomes == {"open": None, Outcome.CANCELLED: None}


def test_an_order_keeps_the_version_it_was_made_from(network, method, as_role):
    order = OrderFactory(network=network, method=method)
    version = open_version(order.method_version, actor=as_role("editor"))
    type(version).objects.filter(pk=version.pk).update(
        submitted_at=timezone.now(),
        content_reviewed_at=timezone.now(),
        language_reviewed_at=timezone.now(),
        published_from=timezone.now(),
        review_on=timezone.localdate(),
    )

    OrderFactory(network=network, method=method)

    assert results(network, method).versions == {1: 1, 2: 1}


def test_facilitators_are_those_whom_the_method_asks_for(network, other_network, method):
    today = timezone.localdate()
    free, resting, convener, elsewhere = (
        MemberFactory(network=one, qualified=[]) for one in (network, network, network, other_network)
    )
    for member, category in (
        (free, "consultant"),
        (resting, "consultant"),
        (convener, "convener"),
        (elsewhere, "consultant"),
    ):
        QualificationFactory(member=member, category=category)
    PauseFactory(member=resting, valid_from=today, valid_to=today + datetime.timedelta(days=7))

    told = results(network, method)

    assert (told.facilitators, told.paused) == (1, 1)


def test_feedback_is_that_of_what_was_held(network, method):
    held = OrderFactory(network=network, method=MethodFactory(), carried_out=True, delivered_method=method)
    FeedbackFactory(order=held)

    assert [side.count for side in results(network, method).feedback] == [1]
    assert [side.count for side in results(network, method, small_too=False).feedback] == [None]


def test_page_of_a_method(client_as, coordinator, network, method):
    OrderFactory(network=network, method=method)
    url = reverse("bank:method-results", args=[network.slug])

    page = client_as(coordinator).get(url, {"menetelma": method.code})

    assert page.status_code == 200
    assert page.context["results"].orders == 1
    assert client_as(coordinator).get(url, {"menetelma": "tuntematon"}).status_code == 404
    assert method.code in client_as(coordinator).get(url).text


@pytest.mark.parametrize("count", [1, 6])
def test_page_query_count(client_as, coordinator, network, method, count, django_assert_max_num_queries):
    for _one in range(count):
        OrderFactory(network=network, method=method, carried_out=True, delivered_method=MethodFactory())
    client = client_as(coordinator)

    with django_assert_max_num_queries(16):
        client.get(reverse("bank:method-results", args=[network.slug]), {"menetelma": method.code})
