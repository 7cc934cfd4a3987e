"""Codes by which somebody without an account shows that an address is one's own: mailed, typed, never stored."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from bank.models import AddressCode
from bank.outside_mail import CODE
from core.errors import DomainError
from core.mail import send_mail
from core.states import lock

ATTEMPTS = 5
# How long a confirmed address counts in the browser that confirmed it.
CONFIRMED = timedelta(hours=2)
KEPT = timedelta(hours=12)


class CodeRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A code that is wrong, too old or was tried too often."""

    field = "code"


@transaction.atomic
def mail_code(*, email: str, language: str) -> AddressCode:
    """Mail a new code to an address; the caller keeps ``key`` in the browser session and limits how often."""
    asked = AddressCode(email=email, language=language)
    asked.full_clean()
    asked.save()
    send_mail(CODE, asked, actor=None)
    return asked


def confirm_address(asked: AddressCode, *, typed: str) -> AddressCode:
    """Take a typed code for the address. To be called outside a transaction: a refused attempt counts too.

    Raises ``CodeRefused`` for a code that is wrong, older than 30 minutes, or has been tried five times.
    """
    with transaction.atomic():
        asked = lock(asked)
        refusal = _refusal(asked, typed)
        if refusal:
            asked.attempts += 1
        else:
            asked.confirmed_at = timezone.now()
        asked.save(update_fields=["attempts", "confirmed_at"])
    if refusal:
        raise CodeRefused(refusal)
    return asked


def can_be_typed(asked: AddressCode) -> bool:
    """Whether the right code would still be taken."""
    return asked.attempts < ATTEMPTS and not asked.is_too_old


def forget_codes() -> int:
    """Delete codes that count no more; how many."""
    return AddressCode.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()[0]


def _refusal(asked: AddressCode, typed: str) -> str:
    if asked.attempts >= ATTEMPTS:
        return _("The code was typed wrong too often and is no longer valid. Ask for a new one.")
    if asked.is_too_old:
        return _("The code is older than 30 minutes and no longer valid. Ask for a new one.")
    if not constant_time_compare("".join(typed.split()), asked.code):
        return _("The code is not right. Look at the newest mail and type its six digits.")
    return ""
