"""Accounts that nobody uses: warned, and erased a month later.

Called by the rules of retention (``network.retention``), with rows that are locked.
"""

from core.audit import record_all
from core.mail import send_mail
from network.mail import UNUSED_ACCOUNT
from network.models import Person, User
from network.services.access import is_last_administrator
from network.services.erasing import erase_account


def warn_unused(users: list[User]) -> None:
    """Mail each that the account will be erased; once for each time of not using it."""
    for user in users:
        send_mail(UNUSED_ACCOUNT, user, actor=None, key=f"{user.last_login or user.date_joined:%Y%m%d}")


def erase_accounts(users: list[User]) -> None:
    """Erase accounts for good. Whoever is in a network's directory stays there, without an account.

    The last administrator of a network is left: of two that are due together, one.
    No ledger is needed: what a restored backup brings back is due at the next run.
    """
    erased = []
    for user in users:
        if is_last_administrator(user):
            continue
        Person.objects.filter(user=user).update(user=None)
        erase_account(user)
        erased.append(user)
    record_all("network.account.erased", erased, actor=None, changes=[{} for _user in erased])
