"""A day tomorrow for which people still sign up, and two workshops with a place each."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
from tests.workshops.signing_up.hands import DAY


@pytest.fixture
def day(network):
    tomorrow = timezone.now() + DAY
    return WorkshopDayFactory(
        network=network,
        signup_until=timezone.localdate(),
        meeting__starts_at=tomorrow,
        meeting__ends_at=tomorrow + datetime.timedelta(hours=6),
    )


@pytest.fixture
def first(day):
    return WorkshopFactory(day=day, places=1)


@pytest.fixture
def second(day):
    return WorkshopFactory(day=day, places=1)
