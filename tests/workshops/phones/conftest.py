"""An open day with its code, and a municipality of its network."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import WorkshopDayFactory
from workshops.enums import Answering


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def siuntio(network):
    place = MunicipalityFactory(name_fi="Siuntio", name_sv="Sjundeå")
    network.municipalities.add(place)
    return place


@pytest.fixture
def day(network):
    facts = {"title": "Työpajapäivä", "starts_at": timezone.now(), "ends_at": None}
    return WorkshopDayFactory(
        network=network, answering=Answering.OPEN, code="KDTY26", **{f"meeting__{name}": facts[name] for name in facts}
    )
