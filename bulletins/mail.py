"""The mail that says that there is a bulletin: its title and a link, and how to get no more of them."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from bulletins.models import BulletinMail
from bulletins.queries import is_unsubscribed
from core.mail import Mail, address_of, register_mail
from network.enums import NoticeKind
from network.services import register_notice

BULLETIN_MAIL = "bulletins.bulletin_mail"


def compose(mail: BulletinMail) -> Mail | None:
    """In the language of the receiver's account, or else that of the bulletin.

    Nothing when the bulletin was withdrawn meanwhile, or the address unsubscribed.
    """
    version = mail.version
    if version.withdrawn_at or is_unsubscribed(version.network, mail.email):
        return None
    user = mail.person.user if mail.person else None
    language = version.language_for(user.language if user else "fi")
    unsubscribe_url = address_of(reverse("public-bulletins:unsubscribe", args=[mail.key]))
    with translation.override(language):
        context = {
            "title": version.content["languages"][language]["title"],
            "network": str(version.network),
            "url": f"{address_of(version.get_absolute_url())}?kieli={language}",
            "unsubscribe_url": unsubscribe_url,
        }
        subject = render_to_string("bulletins/email/bulletin_subject.txt", context).strip()
        body = render_to_string("bulletins/email/bulletin.txt", context).strip() + "\n"
    # RFC 8058: the button of a mail program posts there, without a page in between.
    headers = (("List-Unsubscribe", f"<{unsubscribe_url}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return Mail(mail.email, subject, body, headers=headers)


def _sent(mail: BulletinMail) -> None:
    BulletinMail.objects.filter(pk=mail.pk, sent_at=None).update(sent_at=timezone.now())


register_notice(BULLETIN_MAIL, kind=NoticeKind.BULLETIN, words=_("A bulletin of the network has been published."))
register_mail(BULLETIN_MAIL, compose=compose, sent=_sent)
