"""Mails to those who sign up: a link, once for each change."""

from django.core import mail

from core import jobs
from core.models import Job
from tests.workshops.signing_up.hands import enter, mails_of
from workshops.models import SignUp
from workshops.services import cancel_sign_up, move_sign_up


def test_mail_of_a_sign_up_is_a_link_in_the_language_of_the_day(day, first, django_capture_on_commit_callbacks):
    day.meeting.language = "sv"
    day.meeting.save()
    with django_capture_on_commit_callbacks(execute=True):
        one = enter(day, first, email="oma@example.org", name="Oma Nimi")

    (sent,) = mail.outbox
    assert sent.to == ["oma@example.org"]
    assert str(one.key) in sent.body
    assert "Din anmälan" in sent.body
    assert "Oma Nimi" not in sent.body + sent.subject
    assert str(first) not in sent.body


def test_whoever_gets_a_place_from_the_waiting_list_is_told_once_each_time(day, first):
    one, waits = enter(day, first), enter(day, first)

    cancel_sign_up(one, actor=None)

    assert (mails_of(one), mails_of(waits)) == (
        ["workshops.signed_up"],
        ["workshops.sign_up_news", "workshops.signed_up"],
    )


def test_whoever_is_moved_or_cancelled_by_a_host_is_told(day, first, second, secretary):
    one = move_sign_up(enter(day, first), workshop=second, actor=secretary)
    cancel_sign_up(one, by_host=True, actor=secretary)

    assert mails_of(one) == ["workshops.sign_up_news"] * 2 + ["workshops.signed_up"]


def test_nobody_without_an_address_gets_a_mail(day, first):
    one, waits = enter(day, first), enter(day, first, email="")

    cancel_sign_up(one, actor=None)

    assert mails_of(waits) == []


def test_mail_whose_address_is_gone_is_not_sent(day, first):
    one = enter(day, first)
    SignUp.objects.update(email="")

    jobs.run(Job.objects.get(object_id=one.pk).pk)

    assert mail.outbox == []
