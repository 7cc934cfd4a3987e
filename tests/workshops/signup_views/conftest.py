"""A day tomorrow for which people sign up on pages."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory


@pytest.fixture(autouse=True)
def _no_rate_limits():
    """They count in the cache, across tests."""
    cache.clear()


@pytest.fixture
def day(network):
    return WorkshopDayFactory(
        network=network,
        signup_until=timezone.localdate(),
        meeting__starts_at=timezone.now() + datetime.timedelta(days=1),
        meeting__place_name="Kirjasto",
        meeting__place_address="",
    )


@pytest.fixture
def workshop(day):
    return WorkshopFactory(day=day, places=1, presenters="Meri Malli", room="Sali 2")


@pytest.fixture
def host(client_as, secretary):
    return client_as(secretary)
