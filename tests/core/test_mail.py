import pytest
from django.core import mail

from core import jobs
from core.mail import Mail, address_of, register_mail, send_mail
from core.models import Job
from tests.factories.network import NetworkFactory

KIND = "test.mail"


@pytest.fixture
def target(db):
    return NetworkFactory(name_fi="Järviverkosto")


@pytest.fixture(autouse=True)
def _forget_the_kind():
    yield
    jobs._handlers.pop(KIND, None)


def compose(network):
    subject = f"Asia\x0bodottaa: {network.name_fi}"
    return Mail("maija@example.org", subject, f"Katso {address_of('/alku/')}", (("kutsu.ics", b"X", "text/calendar"),))


def test_a_mail_is_one_job_and_is_sent_on_commit(target, django_capture_on_commit_callbacks):
    told = []
    register_mail(KIND, compose=compose, sent=told.append)

    with django_capture_on_commit_callbacks(execute=True):
        first = send_mail(KIND, target, actor=None)
        second = send_mail(KIND, target, actor=None)

    assert first == second
    assert Job.objects.get().state == "done"
    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["maija@example.org"], "Asia odottaa: Järviverkosto", "Katso http://localhost:8000/alku/")
    ]
    assert mail.outbox[0].attachments == [("kutsu.ics", "X", "text/calendar")]
    assert told == [target]


def test_a_mail_sent_twice_has_the_same_message_id(target, django_capture_on_commit_callbacks):
    register_mail(KIND, compose=compose)
    with django_capture_on_commit_callbacks(execute=True):
        job = send_mail(KIND, target, actor=None)

    jobs._handlers[KIND].work(job)

    assert [one.extra_headers["Auto-Submitted"] for one in mail.outbox] == ["auto-generated"] * 2
    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 1


def test_another_key_is_another_mail(target, django_capture_on_commit_callbacks):
    register_mail(KIND, compose=compose)

    with django_capture_on_commit_callbacks(execute=True):
        for key in ("1", "2"):
            send_mail(KIND, target, actor=None, key=key)

    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 2


def test_a_mail_whose_cause_is_gone_is_not_sent(target, django_capture_on_commit_callbacks):
    told = []
    register_mail(KIND, compose=lambda network: None, sent=told.append)

    with django_capture_on_commit_callbacks(execute=True):
        send_mail(KIND, target, actor=None)

    assert (mail.outbox, told, Job.objects.get().state) == ([], [], "done")
