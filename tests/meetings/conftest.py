"""A meeting of the tests' own network."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from meetings.enums import MinutesState
from tests.factories.meetings import AttendanceFactory, ItemFactory, MeetingFactory
from tests.factories.network import GroupFactory, PersonFactory
from tests.meetings.minutes_data import invented_minutes

SIGNED_STATES = [MinutesState.FINAL, MinutesState.APPROVED, MinutesState.PUBLISHED]


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


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def held(meeting):
    """A meeting of yesterday with somebody present and an item."""
    meeting.starts_at = timezone.now() - timedelta(days=1)
    meeting.ends_at = None
    meeting.save()
    AttendanceFactory(meeting=meeting, name_label="Olli Osallistuja")
    ItemFactory(meeting=meeting, heading="Kevään tapaamiset")
    return meeting


@pytest.fixture
def signer(secretary, network):
    PersonFactory(network=network, user=secretary, first_name="Maija", last_name="Esimerkki")
    return secretary


def put(meeting, state):
    """The meeting with its minutes in that state."""
    meeting.minutes_state = state
    meeting.comments_until = timezone.localdate() if state == MinutesState.COMMENTS else None
    meeting.save()
    return meeting
