"""Mails of the network app: they say that something waits and link to it (product.md, section 6)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from core.dates import months_before
from core.mail import Mail, address_of, register_mail
from network.enums import WARNED_MONTHS, NoticeKind
from network.models import Digest, Network, Notice, User

UNUSED_ACCOUNT = "network.unused_account"
INVITED = "network.invited"
NOTICE, DIGEST = "network.notice", "network.digest"
OFFICER_CHANGED = "network.data_officer_changed"


def compose_unused(user: User) -> Mail | None:
    """Nothing when the account has been used meanwhile, or is closed."""
    today = timezone.localdate()
    used_on = timezone.localdate(user.last_login or user.date_joined)
    if not user.is_active or used_on > months_before(today, WARNED_MONTHS):
        return None
    with translation.override(user.language):
        context = {
            "url": address_of(reverse("account_login")),
            "used_on": date_format(used_on, "SHORT_DATE_FORMAT"),
        }
        subject = render_to_string("network/email/unused_account_subject.txt", context).strip()
        return Mail(user.email, subject, render_to_string("network/email/unused_account.txt", context).strip() + "\n")


def compose_invited(user: User) -> Mail | None:
    """Nothing when the account has been used meanwhile, is closed, or has no role any more."""
    if user.last_login or not user.is_active or not user.roles_today:
        return None
    with translation.override(user.language):
        context = {"url": address_of(reverse("account_reset_password"))}
        subject = render_to_string("network/email/invited_subject.txt", context).strip()
        return Mail(user.email, subject, render_to_string("network/email/invited.txt", context).strip() + "\n")


def compose_notice(notice: Notice) -> Mail | None:
    """That there is one notice more; nothing when it has been read meanwhile."""
    return _compose_counts(notice.user, [] if notice.read_at else [notice.kind])


def compose_digest(digest: Digest) -> Mail | None:
    """How many notices of what kind came; nothing when all have been read meanwhile."""
    return _compose_counts(digest.user, list(digest.notices.unread().values_list("kind", flat=True)))


def _compose_counts(user: User, kinds: list[str]) -> Mail | None:
    if not kinds or not user.is_active:
        return None
    with translation.override(user.language):
        context = {
            "count": len(kinds),
            "counts": [(kind.label, kinds.count(kind)) for kind in NoticeKind if kind in kinds],
            "url": address_of(reverse("notice-list")),
            "choices_url": address_of(reverse("notice-mails")),
        }
        subject = render_to_string("network/email/digest_subject.txt", context).strip()
        return Mail(user.email, subject, render_to_string("network/email/digest.txt", context).strip() + "\n")


def compose_officer_changed(network: Network) -> Mail | None:
    """To whom was told until now as data protection officer; nothing when an earlier mail has said it."""
    if not network.data_officer_before:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        context = {"network": str(network)}
        subject = render_to_string("network/email/officer_changed_subject.txt", context).strip()
        body = render_to_string("network/email/officer_changed.txt", context).strip() + "\n"
    return Mail(network.data_officer_before, subject, body)


def forget_officer_before(network: Network) -> None:
    network.data_officer_before = ""
    network.save(update_fields=["data_officer_before"])


register_mail(OFFICER_CHANGED, compose=compose_officer_changed, sent=forget_officer_before)
register_mail(DIGEST, compose=compose_digest)
register_mail(NOTICE, compose=compose_notice)
register_mail(INVITED, compose=compose_invited)
register_mail(UNUSED_ACCOUNT, compose=compose_unused)
