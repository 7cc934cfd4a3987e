"""Ending sessions: one signs in again there."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from network.models import Session, User


@transaction.atomic
def end_own_sessions(user: User, *, keys: list[str], actor: User) -> int:
    """End sessions of one's own account by their keys; returns how many there were.

    Raises ``DomainError`` when none of them goes on.
    """
    ended, _rows = Session.objects.filter(account_id=user.pk, session_key__in=keys).delete()
    if not ended:
        raise DomainError(_("This session has ended already."))
    record("network.sessions.ended", user, actor=actor, changes={"sessions": [ended, 0]})
    return ended


def end_all_sessions(user: User) -> None:
    """End every session of an account, as part of an act that is recorded itself."""
    Session.objects.filter(account_id=user.pk).delete()
