"""What led to signed minutes goes twelve months after; the minutes and unsigned drafts stay."""

import datetime

import pytest
from django.utils import timezone

from core.retention import rehearse, run
from meetings.models import Comment, Item, MinutesVersion, Revision
from tests.factories.meetings import CommentFactory, ItemFactory, MeetingFactory, MinutesVersionFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 6, 15)
EDGE = datetime.date(2026, 6, 15)
DAY = datetime.timedelta(days=1)
RULES = ("meetings.comment", "meetings.revision")


def evening(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59)))


@pytest.fixture
def make(network):
    """A meeting with an item, its earlier text and a comment; signed on the days."""

    def make(*signed_on, state="final"):
        meeting = MeetingFactory(network=network, minutes_state=state)
        item = ItemFactory(meeting=meeting)
        Revision.objects.create(item=item, body="<p>Ennen.</p>", version=1, based_on=0)
        CommentFactory(meeting=meeting)
        for number, day in enumerate(signed_on, start=1):
            MinutesVersionFactory(meeting=meeting, number=number, signed_at=evening(day))
        return meeting

    return make


def counts():
    return tuple(rehearse(TODAY)[name] for name in RULES)


@pytest.mark.parametrize(("days", "gone"), [(0, 1), (1, 0)])
def test_earlier_texts_and_comments_go_twelve_months_after_the_signing(make, days, gone):
    meeting = make(EDGE + days * DAY)

    assert counts() == (gone, gone)
    run(TODAY)

    assert (Revision.objects.count(), Comment.objects.count()) == (1 - gone, 1 - gone)
    assert (Item.objects.get().meeting, MinutesVersion.objects.count()) == (meeting, 1)
    assert counts() == (0, 0)


def test_a_correction_begins_the_time_anew(make):
    make(EDGE - 100 * DAY, EDGE + DAY)

    assert counts() == (0, 0)


@pytest.mark.parametrize("state", ["draft", "comments"])
def test_minutes_that_are_being_corrected_keep_what_led_to_them(make, state):
    make(EDGE, state=state)

    assert counts() == (0, 0)


def test_minutes_that_were_never_signed_keep_all(make):
    make(state="draft")

    assert counts() == (0, 0)
