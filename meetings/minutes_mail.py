"""The mail that says that minutes can be read. It holds a link and nothing of what they say."""

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.mail import Mail, address_of, register_mail
from meetings.models import MinutesMail
from network.enums import NoticeKind
from network.services import register_notice

MINUTES_MAIL = "meetings.minutes_mail"
COMMENTS_WAIT = "meetings.comments_wait"


def signs_in(mail: MinutesMail) -> bool:
    """Whether the recipient can sign in to the network; the others open the minutes with the mail's key."""
    user = mail.person.user if mail.person else None
    return bool(user and user.is_active and mail.version.meeting.network_id in user.network_ids())


def compose(mail: MinutesMail) -> Mail:
    """In the language of the receiver's account; in that of the minutes for somebody without one."""
    user = mail.person.user if mail.person else None
    with translation.override(user.language if user else mail.version.meeting.language):
        by_key = not signs_in(mail)
        path = reverse("published:mailed", args=[mail.key]) if by_key else mail.version.get_absolute_url()
        last = timezone.localtime(mail.expires_at)
        words = {
            "network": str(mail.version.network),
            "link": address_of(path),
            "day": f"{last.day}.{last.month}.{last.year}",
        }
        body = _("Hello,\n\nthe minutes of a meeting in %(network)s are ready to be read:\n%(link)s\n\n")
        if by_key:
            body += _("The address is yours alone. It opens the minutes until %(day)s.\n\n")
        body += _(
            "This mail holds nothing of what the minutes say. You get it because somebody chose you as a recipient.\n"
        )
        return Mail(mail.email, _("Minutes to read: %(network)s") % words, body % words)


def _sent(mail: MinutesMail) -> None:
    MinutesMail.objects.filter(pk=mail.pk, sent_at=None).update(sent_at=timezone.now())


register_notice(MINUTES_MAIL, kind=NoticeKind.MINUTES, words=gettext_lazy("Minutes are ready to be read."))
register_notice(COMMENTS_WAIT, kind=NoticeKind.MINUTES, words=gettext_lazy("A draft of minutes waits for comments."))
register_mail(MINUTES_MAIL, compose=compose, sent=_sent)
