"""One's own calendar subscription: a secret address, renewed and switched off by its owner."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from network.models import CalendarFeed, User


@transaction.atomic
def open_feed(user: User, *, actor: User) -> str:
    """Make a new secret and return it: it is kept nowhere. The address with an earlier one opens nothing any more."""
    # Two clicks at once wait here for one another.
    user = User.objects.select_for_update().get(pk=user.pk)
    secret = secrets.token_urlsafe(32)
    made = {"secret_hash": sha256(secret.encode()).hexdigest(), "made_at": timezone.now()}
    _feed, is_new = CalendarFeed.objects.update_or_create(user=user, defaults=made)
    record("network.calendar.opened" if is_new else "network.calendar.renewed", user, actor=actor)
    return secret


@transaction.atomic
def close_feed(user: User, *, actor: User) -> None:
    """Switch the subscription off. Raises ``DomainError`` when there is none."""
    closed, _rows = CalendarFeed.objects.filter(user=user).delete()
    if not closed:
        raise DomainError(_("The calendar subscription is off already."))
    record("network.calendar.closed", user, actor=actor)
