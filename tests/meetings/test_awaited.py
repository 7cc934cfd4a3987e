"""Reminders of attachments that were promised for later."""

from datetime import date

import pytest
from django.core import mail

from meetings.awaited import remind_of_attachments
from meetings.services import (
    add_attachment,
    edit_attachment,
    receive_file,
)
from tests.meetings.files import checked


@pytest.fixture
def awaited(meeting, secretary):
    return add_attachment(meeting, title="Luvut", expected=True, remind_on=date(2083, 3, 1), actor=secretary)


def test_who_wanted_it_is_reminded_once_and_without_content(awaited, secretary, run_jobs):
    for day in (date(2083, 2, 28), date(2083, 3, 1), date(2083, 3, 2)):
        with run_jobs():
            remind_of_attachments(day)

    (sent,) = mail.outbox
    assert (sent.to, "Luvut" in sent.subject + sent.body) == ([secretary.email], False)
    assert f"/{awaited.meeting_id}/liitteet/" in sent.body


def test_a_new_day_reminds_again(awaited, secretary, run_jobs):
    with run_jobs():
        remind_of_attachments(date(2083, 3, 1))
    edit_attachment(awaited, title="Luvut", remind_on=date(2083, 4, 1), version=0, actor=secretary)

    with run_jobs():
        remind_of_attachments(date(2083, 4, 1))

    assert len(mail.outbox) == 2


def test_nobody_is_reminded_of_what_has_come(awaited, secretary, run_jobs):
    receive_file(awaited, upload=checked(), version=0, actor=secretary)

    with run_jobs():
        remind_of_attachments(date(2083, 3, 1))

    assert mail.outbox == []


def test_nobody_is_reminded_who_writes_no_minutes_any_more(awaited, secretary, run_jobs):
    secretary.roles.all().delete()

    with run_jobs():
        remind_of_attachments(date(2083, 3, 1))

    assert mail.outbox == []
