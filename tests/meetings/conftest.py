"""A meeting of the tests' own network."""

import pytest
from django.utils import translation

from tests.factories.meetings import (
    MeetingFactory,
)
from tests.factories.network import GroupFactory
from tests.meetings.minutes_data import invented_minutes


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


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    """``with run_jobs():`` — what the transaction announces is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def browser(client_as, secretary):
    """The secretary's browser."""
    return client_as(secretary)


@pytest.fixture
def data():
    """Invented minutes that use every field, as data."""
    return invented_minutes()
