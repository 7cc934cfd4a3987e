"""Mails about a meeting: they say that something waits and link to it; what is said stands on the page.

Each is a durable job. A job that ran twice sends the same Message-ID, which is made from its key, so that a mail
program shows it once.
"""

from hashlib import sha256

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from core import jobs
from core.models import Job
from meetings.calendar import CANCEL, REQUEST, answer_url, calendar_file, host
from meetings.models import Invitation

INVITE, CALL_OFF = "meetings.invite", "meetings.call_off"
TEMPLATES = {INVITE: "invitation", CALL_OFF: "cancellation"}
METHODS = {INVITE: REQUEST, CALL_OFF: CANCEL}


def message_id(job: Job) -> str:
    return f"<{sha256(job.key.encode()).hexdigest()[:40]}@{host()}>"


def message_of(job: Job) -> EmailMessage:
    """The mail of a job to one recipient, in the recipient's language, with the calendar file."""
    invitation = Invitation.objects.select_related("meeting__network", "person__user").get(pk=job.object_id)
    meeting, template = invitation.meeting, TEMPLATES[job.kind]
    with translation.override(language_of(invitation)):
        context = {"url": answer_url(invitation), "network": str(meeting.network)}
        subject = " ".join(render_to_string(f"meetings/email/{template}_subject.txt", context).split())
        body = render_to_string(f"meetings/email/{template}.txt", context)
    message = EmailMessage(subject, body, to=[invitation.email], headers={"Message-ID": message_id(job)})
    method = METHODS[job.kind]
    content = calendar_file(meeting, invitation, method=method).decode()
    message.attach("kokous.ics", content, f"text/calendar; method={method}; charset=utf-8")
    return message


def language_of(invitation: Invitation) -> str:
    """The language of the recipient's account; that of the meeting for somebody without one."""
    user = invitation.person.user if invitation.person else None
    return user.language if user else invitation.meeting.language


def _send(job: Job) -> None:
    message_of(job).send()


def _sent(job: Job, _result: None) -> None:
    """Nothing more is stored: the job itself says that the mail went out, and when."""


for _kind in TEMPLATES:
    jobs.register_handler(_kind, work=_send, store=_sent)
