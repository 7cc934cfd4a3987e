"""Mails about a meeting: they say that something waits and link to it; what is said stands on the page."""

from functools import partial

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.mail import Mail, register_mail
from meetings.calendar import CANCEL, REQUEST, answer_url, calendar_file
from meetings.enums import MeetingState
from meetings.models import Invitation
from network.enums import NoticeKind
from network.services import register_notice

INVITE, CALL_OFF = "meetings.invite", "meetings.call_off"


def compose(template: str, method: str, state: str, invitation: Invitation) -> Mail | None:
    """The mail to one recipient, in the recipient's language, with the calendar file.

    ``None`` when the meeting is no longer in the state that is told of: the next mail says what is true.
    """
    meeting = invitation.meeting
    if meeting.state != state:
        return None
    with translation.override(language_of(invitation)):
        context = {"url": answer_url(invitation), "network": str(meeting.network)}
        subject = render_to_string(f"meetings/email/{template}_subject.txt", context).strip()
        body = render_to_string(f"meetings/email/{template}.txt", context)
    content = calendar_file(meeting, invitation, method=method)
    file = ("kokous.ics", content, f"text/calendar; method={method}; charset=utf-8")
    return Mail(to=invitation.email, subject=subject, body=body, files=(file,))


def language_of(invitation: Invitation) -> str:
    """The language of the recipient's account; that of the meeting for somebody without one."""
    user = invitation.person.user if invitation.person else None
    return user.language if user else invitation.meeting.language


register_notice(INVITE, kind=NoticeKind.INVITATION, words=_("You are invited to a meeting."))
register_mail(INVITE, compose=partial(compose, "invitation", REQUEST, MeetingState.INVITED))
register_mail(CALL_OFF, compose=partial(compose, "cancellation", CANCEL, MeetingState.CANCELLED))
