"""The secret address of a calendar: made, renewed, switched off; only its hash is kept."""

import pytest

from core.errors import DomainError
from core.models import LogEntry
from network.models import CalendarFeed
from network.services import close_feed, open_feed
from network.services.erasing import erase_account


def acts():
    return list(LogEntry.objects.filter(action__startswith="network.calendar").values_list("action", flat=True))


def test_open_feed_keeps_the_hash_alone(member):
    secret = open_feed(member, actor=member)

    feed = CalendarFeed.objects.get()
    assert list(CalendarFeed.objects.with_secret(secret)) == [feed]
    assert secret not in (feed.secret_hash, str(feed))
    assert len(secret) >= 40
    assert acts() == ["network.calendar.opened"]


def test_open_feed_again_ends_the_earlier_address(member):
    earlier = open_feed(member, actor=member)
    newer = open_feed(member, actor=member)

    assert list(CalendarFeed.objects.with_secret(earlier)) == []
    assert [feed.user for feed in CalendarFeed.objects.with_secret(newer)] == [member]
    assert acts() == ["network.calendar.opened", "network.calendar.renewed"]


def test_close_feed_ends_the_address_and_refuses_a_second_time(member):
    secret = open_feed(member, actor=member)

    close_feed(member, actor=member)

    assert list(CalendarFeed.objects.with_secret(secret)) == []
    assert acts()[-1] == "network.calendar.closed"
    with pytest.raises(DomainError):
        close_feed(member, actor=member)


def test_feed_of_a_closed_account_opens_nothing(member):
    secret = open_feed(member, actor=member)
    member.is_active = False
    member.save()

    assert list(CalendarFeed.objects.with_secret(secret)) == []


def test_erasing_an_account_takes_its_feed_along(member):
    open_feed(member, actor=member)

    erase_account(member)

    assert list(CalendarFeed.objects.all()) == []


def test_feed_is_seen_by_its_owner_alone(member, admin):
    open_feed(member, actor=member)

    assert list(CalendarFeed.objects.visible_to(admin)) == []
    assert [feed.user for feed in CalendarFeed.objects.visible_to(member)] == [member]
