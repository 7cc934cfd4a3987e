"""A visitor without an account, and what one writes."""

import re
import uuid

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.factories.network import MunicipalityFactory

CONCERN = "Poissaolot Q7Z huolettavat."


@pytest.fixture(autouse=True)
def _no_rate_limits():
    """The limits count in the cache, across tests."""
    cache.clear()


@pytest.fixture
def visitor(django_capture_on_commit_callbacks):
    """A browser whose mails are sent at once, as by a worker."""
    return Visitor(django_capture_on_commit_callbacks)


class Visitor:
    def __init__(self, capture, client=None):
        self.capture, self.client = capture, client or Client(headers={"accept-language": "en"})

    def get(self, url, **kwargs):
        return self.client.get(url, **kwargs)

    def post(self, url, data=None, **kwargs):
        with self.capture(execute=True):
            return self.client.post(url, data or {}, **kwargs)

    @property
    def code(self):
        """The six digits of the newest mail."""
        return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


@pytest.fixture
def form(network, coordinator):
    """What a day-care manager writes."""
    return {
        "submission": str(uuid.uuid4()),
        "name": "Maija Esimerkki",
        "organisation": "Rannan päiväkoti",
        "municipality": MunicipalityFactory(name_fi="Rantala").pk,
        "email": "Maija@Example.org",
        "phone": "050 000 0000",
        "kind": "client_work",
        "agreed_with_client": "on",
        "concern": CONCERN,
        "wished": "syksy 2099",
        "place": "kirjasto",
        "participants": "6 työntekijää",
    }


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"
