"""Signing in leaves a line, also when it fails: the security log of an account."""

import logging

from django.db import transaction

from core.audit import key_of, record
from network.enums import SignInWay
from network.models import User

logger = logging.getLogger(__name__)


@transaction.atomic
def note_sign_in(user: User, *, ways: list[str]) -> None:
    """That somebody signed in, and with what: allauth's names ("password", "code", "mfa", "socialaccount")."""
    record("network.user.signed_in", user, actor=user, changes={"ways": [None, ways]})


@transaction.atomic
def note_failed_sign_in(user: User | None, *, way: SignInWay, subnet: str, actor: User | None = None) -> None:
    """That somebody did not prove to be ``user``; whoever is signed in and was asked again is the ``actor``.

    Nothing that was typed is kept. Where there is no such account (``None``) only a line of the process tells, and it
    does not say which address was tried: it may be somebody's all the same, or a password in the wrong field.
    """
    logger.warning("Sign-in failed: %s, %s, from %s", key_of(user) if user else "no such account", way, subnet)
    if user is None:
        return
    act = "network.user.proof_failed" if actor else "network.user.sign_in_failed"
    record(act, user, actor=actor, changes={"way": [None, str(way)], "subnet": [None, subnet]})


def note_locked_sign_in(user: User | None, *, way: SignInWay, subnet: str) -> None:
    """That an attempt was not even looked at, as there were too many. No row: nobody fills the log by trying on."""
    logger.warning("Sign-in locked: %s, %s, from %s", key_of(user) if user else "no such account", way, subnet)
