"""Attachments that were promised: who wanted to be reminded gets a mail on that day, with a link and no content."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from core.mail import Mail, address_of, register_mail, send_mail
from meetings.enums import AttachmentState
from meetings.models import Attachment

REMIND = "meetings.attachment_awaited"


def remind_of_attachments(day: date) -> int:
    """Queue a mail for each that is due by ``day``; returns how many. Safe to call as often as one likes."""
    due = Attachment.objects.awaited(day).filter(reminded_at__isnull=True, remind_whom__is_active=True)
    due = list(due.order_by("pk")[:500])
    for attachment in due:
        send_mail(REMIND, attachment, actor=None, key=attachment.remind_on.isoformat())
    return len(due)


def compose(attachment: Attachment) -> Mail | None:
    """The mail, or nothing when the attachment has come meanwhile or the receiver may not write minutes any more."""
    meeting, user = attachment.meeting, attachment.remind_whom
    waits = attachment.state == AttachmentState.EXPECTED and attachment.remind_on
    if not waits or user is None or not user.is_active or not user.has_perm("meetings.change_meeting", meeting):
        return None
    with translation.override(user.language):
        context = {
            "url": address_of(reverse("meetings:attachment-list", args=[meeting.network.slug, meeting.pk])),
            "network": str(meeting.network),
        }
        subject = render_to_string("meetings/email/attachment_subject.txt", context)
        return Mail(user.email, subject, render_to_string("meetings/email/attachment.txt", context))


def _sent(attachment: Attachment) -> None:
    Attachment.objects.filter(pk=attachment.pk).update(reminded_at=timezone.now())


register_mail(REMIND, compose=compose, sent=_sent)
