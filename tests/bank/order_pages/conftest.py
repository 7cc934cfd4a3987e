"""The page of an order, and readers of it."""

import pytest
from django.urls import reverse

from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import SessionFactory


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
