"""Accounts that nobody uses: warned, and erased a month later.

Called by the rules of retention (``network.retention``), with rows that are locked.
"""

from core import erasure
from core.audit import record_all
from core.mail import send_mail
from network.mail import UNUSED_ACCOUNT
from network.models import User
from network.services.access import is_last_administrator
from network.services.erasing import ACCOUNT


def warn_unused(users: list[User]) -> None:
    """Mail each that the account will be erased; once for each time of not using it."""
    for user in users:
        send_mail(UNUSED_ACCOUNT, user, actor=None, key=f"{user.last_login or user.date_joined:%Y%m%d}")


def erase_accounts(users: list[User]) -> None:
    """Erase accounts for good. Whoever is in a network's directory stays there, without an account.

    Each is a line of the ledger of erasures: an account that a restored backup brings back is erased again before
    anybody is served. The last administrator of a network is left: of two that are due together, one. Raises
    ``OSError`` when the ledger cannot be written.
    """
    erased = []
    for user in users:
        if is_last_administrator(user):
            continue
        erasure.erase(ACCOUNT, user.pk, actor=None)
        erased.append(user)
    record_all("network.account.erased", erased, actor=None, changes=[{} for _user in erased])
