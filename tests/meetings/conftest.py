"""A meeting of the tests' own network."""

import pytest
from django.utils import translation

from tests.factories.meetings import MeetingFactory
from tests.factories.network import GroupFactory


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are read as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def meeting(network):
    group = GroupFactory(network=network, name="Perhetyön kehittämisryhmä")
    return MeetingFactory(network=network, group=group, title="Perhetyön kehittämisryhmän kokous")


@pytest.fixture
def last_entry():
    """``last_entry(meeting)``: ``(act, changes)`` of the newest line of its log."""
    from core.models import LogEntry  # noqa: PLC0415 -- leaf: models are not ready when pytest reads this file

    def read(target):
        entry = LogEntry.objects.of(target).first()
        return entry.action, entry.changes

    return read


@pytest.fixture
def english_pages(settings):
    """Pages answer in English, so that their words can be compared with the source texts."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
