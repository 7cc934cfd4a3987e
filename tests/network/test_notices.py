"""Notices: written once, mailed as chosen, a digest a day, read by their owner, let go after 90 days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from core.jobs import run, sweep
from core.models import Job, LogEntry
from core.retention import run as follow_rules
from network.enums import MailTime, NoticeKind
from network.models import Digest, Notice, User
from network.services import choose_mails, end_role, grant_role, mail_times, notify, queue_digests, read_notices
from network.services.erasing import erase_account
from tests.factories.network import NoticeFactory, RoleFactory, UserFactory

ABOUT = "network.role_given"


@pytest.fixture
def user(network):
    return RoleFactory(network=network, user__last_login=timezone.now()).user


@pytest.fixture
def tell(network, django_capture_on_commit_callbacks):
    def make(user, key="1", **facts):
        with django_capture_on_commit_callbacks(execute=True):
            return notify(user, about=ABOUT, network=network, path="/v/oma/", key=key, actor=None, **facts)

    return make


@pytest.fixture
def digests(django_capture_on_commit_callbacks):
    def make(day):
        with django_capture_on_commit_callbacks(execute=True):
            return queue_digests(day)

    return make


def choose(user, time, kind=NoticeKind.ROLE):
    choose_mails(user, times={kind: time}, actor=user)


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def test_notice_is_mailed_at_once_by_default_and_says_no_content(tell, user, mailoutbox):
    tell(user)

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([user.email], "1 uusi ilmoitus Verkostossa")]
    assert "- Roolien muutokset: 1" in mailoutbox[0].body
    assert "/ilmoitukset/" in mailoutbox[0].body


def test_same_cause_is_one_notice_and_one_mail(tell, user, mailoutbox):
    first, second = tell(user), tell(user)

    assert (first.pk, len(mailoutbox)) == (second.pk, 1)


@pytest.mark.parametrize("time", [MailTime.DAILY, MailTime.OFF])
def test_notice_is_not_mailed_at_once_when_chosen_otherwise(tell, user, mailoutbox, time):
    choose(user, time)
    own = []

    tell(user)
    tell(user, key="2", at_once=lambda: own.append("sent"))

    assert (mailoutbox, own) == ([], [])
    assert list(user.notices.values_list("mail", flat=True)) == [time, time]


def test_choices_are_by_kind(user):
    choose(user, MailTime.OFF)

    times = mail_times(user)

    assert times.pop("role") == "off"
    assert set(times.values()) == {"at_once"}


def test_digest_is_one_mail_in_the_language_of_the_account(tell, digests, user, mailoutbox):
    User.objects.filter(pk=user.pk).update(language="sv")
    user.refresh_from_db()
    choose(user, MailTime.DAILY)
    tell(user, key="1")
    tell(user, key="2")

    queued = digests(tomorrow())

    assert queued == 1
    assert [mail.subject for mail in mailoutbox] == ["2 nya meddelanden i Verkosto"]
    assert "- Ändringar i roller: 2" in mailoutbox[0].body


def test_digest_is_sent_once_however_often_beat_fires(tell, digests, user, mailoutbox):
    choose(user, MailTime.DAILY)
    tell(user)

    assert [digests(tomorrow()), digests(tomorrow())] == [1, 0]
    assert (len(mailoutbox), Digest.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_queue_one_digest(network):
    user = RoleFactory(network=network).user
    NoticeFactory(user=user, network=network, mail=MailTime.DAILY)
    begin = Barrier(2)

    def beat(_number):
        begin.wait(5)
        try:
            return queue_digests(tomorrow())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as beats:
        assert sorted(beats.map(beat, range(2))) == [0, 1]

    assert (Digest.objects.count(), Job.objects.filter(kind="network.digest").count()) == (1, 1)


def test_digest_of_a_worker_that_died_has_the_same_message_id(user, network, mailoutbox):
    NoticeFactory(user=user, network=network, mail=MailTime.DAILY)
    queue_digests(tomorrow())
    job = Job.objects.get(kind="network.digest")

    run(job.pk)
    # It died after sending and before the end of its job was stored.
    Job.objects.filter(pk=job.pk).update(state="queued", done_at=None)
    sweep()
    run(job.pk)

    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 1


def test_digest_holds_nothing_that_was_read_or_told_before(tell, digests, user, mailoutbox):
    tell(user, key="at once")
    choose(user, MailTime.DAILY)
    tell(user, key="read")
    read_notices(user, actor=user)
    mailoutbox.clear()

    assert digests(tomorrow()) == 0
    assert mailoutbox == []


def test_digest_waits_for_seven_oclock(digests, user, network):
    notice = NoticeFactory(user=user, network=network, mail=MailTime.DAILY)
    today = timezone.localdate()
    seven = timezone.make_aware(datetime.combine(today, datetime.min.time())) + timedelta(hours=7)
    Notice.objects.filter(pk=notice.pk).update(created_at=seven)

    assert [digests(today), digests(tomorrow())] == [0, 1]


def test_read_notices_reads_only_ones_own(network, user, admin):
    own, others = NoticeFactory(user=user, network=network), NoticeFactory(user=admin, network=network)

    assert read_notices(user, keys=[own.pk, others.pk], actor=user) == 1

    others.refresh_from_db()
    assert others.read_at is None


def test_role_given_and_ended_is_told(network, admin, user):
    role = grant_role(user, network=network, kind="secretary", actor=admin)
    end_role(role, actor=admin)

    assert list(user.notices.order_by("pk").values_list("about", flat=True)) == [
        "network.role_given",
        "network.role_ended",
    ]


def test_administrator_who_takes_a_role_is_told_of_to_the_others_at_once(
    network, admin, mailoutbox, django_capture_on_commit_callbacks
):
    other = RoleFactory(network=network, kind="admin", user__last_login=timezone.now()).user
    choose(other, MailTime.OFF)

    with django_capture_on_commit_callbacks(execute=True):
        role = grant_role(admin, network=network, kind="coordinator", actor=admin)

    assert [notice.about for notice in other.notices.all()] == ["network.role_taken"]
    assert list(admin.notices.all()) == []
    assert [mail.to for mail in mailoutbox] == [[other.email]]
    assert [entry.action for entry in LogEntry.objects.of(role)] == ["network.role.taken", "network.role.granted"]


def test_notices_go_after_ninety_days(network, user):
    kept, old = NoticeFactory(user=user, network=network), NoticeFactory(user=user, network=network)
    Notice.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=91))
    Notice.objects.filter(pk=kept.pk).update(created_at=timezone.now() - timedelta(days=89))
    Digest.objects.create(user=user, day=timezone.localdate() - timedelta(days=90))

    follow_rules(timezone.localdate())

    assert (list(Notice.objects.all()), Digest.objects.count()) == ([kept], 0)


def test_erasing_an_account_takes_its_notices_and_choices_along(network, user):
    NoticeFactory(user=user, network=network)
    choose(user, MailTime.DAILY)

    erase_account(user)

    assert (user.notices.count(), user.mail_choices.count()) == (0, 0)


def test_whoever_has_never_signed_in_gets_no_mail_of_a_notice(tell, network, mailoutbox):
    tell(UserFactory())

    assert mailoutbox == []
