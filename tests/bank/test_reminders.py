"""Facilitators are reminded once of a question, two days before the day to reply by."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from bank.enums import Answer, InvitationEnd
from bank.models import Invitation
from bank.reminders import remind_of_invitations
from bank.tasks import remind_of_invitations as task
from core import jobs
from core.models import Job
from tests.clock import NOW
from tests.factories.bank import MemberFactory
from tests.factories.bank_teams import AskedFactory, PlaceFactory

pytestmark = pytest.mark.usefixtures("stopped_clock")

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def asked(network, facilitator, today):
    facilitator.language = "en"
    facilitator.save()
    return AskedFactory(
        slot=PlaceFactory(order__network=network, order__summary="YHTEENVETO"),
        member=MemberFactory(network=network, person__user=facilitator),
        sent_at=timezone.now() - 5 * DAY,
        reply_by=today + 2 * DAY,
    )


def run_all():
    for job in Job.objects.order_by("pk"):
        jobs.run(job.pk)


def test_a_reminder_links_to_the_answer_and_says_nothing_of_the_order(asked, facilitator, today):
    assert remind_of_invitations(today) == 1
    run_all()

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([facilitator.email], f"Your answer is still needed: {asked.order.network}")
    assert asked.get_absolute_url() in sent.body
    assert "YHTEENVETO" not in sent.body


def test_it_is_sent_once(asked, today):
    counts = [remind_of_invitations(today + days * DAY) for days in (0, 0, 1, 2)]
    run_all()

    assert (counts, len(mail.outbox)) == ([1, 0, 0, 0], 1)


@pytest.mark.parametrize(("days", "reminded"), [(-1, 0), (0, 1), (1, 1), (2, 1), (3, 0)])
def test_it_comes_two_days_before_and_never_after(asked, today, days, reminded):
    Invitation.objects.update(reply_by=today + days * DAY)

    assert remind_of_invitations(today) == reminded


@pytest.mark.parametrize(
    "fields",
    [
        {"answer": Answer.DECLINED, "answered_at": NOW},
        {"answer": Answer.ACCEPTED, "answered_at": NOW},
        {"end": InvitationEnd.WITHDRAWN, "ended_at": NOW},
        {"sent_at": NOW},  # asked today for an answer at once
    ],
)
def test_nobody_is_reminded_for_nothing(asked, today, fields):
    Invitation.objects.update(**fields)

    assert remind_of_invitations(today) == 0


def test_a_member_without_an_address_is_left_alone(network, today):
    AskedFactory(
        slot=PlaceFactory(order__network=network),
        member__person__email="",
        sent_at=timezone.now() - 5 * DAY,
        reply_by=today,
    )

    assert remind_of_invitations(today) == 0


def test_an_answer_that_comes_before_the_mail_stops_it(asked, today):
    remind_of_invitations(today)
    Invitation.objects.update(answer=Answer.DECLINED, answered_at=timezone.now())

    run_all()

    assert mail.outbox == []


def test_the_task_reminds_of_today(asked):
    task()

    assert Job.objects.get().kind == "bank.remind"
