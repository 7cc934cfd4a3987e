"""Mails of the network app: they say that something waits and link to it (product.md, section 6)."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from core.dates import months_before
from core.mail import Mail, address_of, register_mail
from network.enums import WARNED_MONTHS
from network.models import User

UNUSED_ACCOUNT = "network.unused_account"
INVITED = "network.invited"


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


register_mail(INVITED, compose=compose_invited)
register_mail(UNUSED_ACCOUNT, compose=compose_unused)
