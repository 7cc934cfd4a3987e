"""The store of the sessions: core's, in our own table."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from core import sessions
from network.browsers import browser_of

# In the session's data: since when, and in which browser. Shape: {"since": ISO time, "browser": str}
SIGNED_IN_KEY = "signed_in"


class SessionStore(sessions.SessionStore):
    @classmethod
    def get_model_class(cls) -> type:
        from network.models import Session  # noqa: PLC0415 -- leaf: read before the apps are ready

        return Session

    def create_model_instance(self, data: dict) -> Any:
        row = super().create_model_instance(data)
        row.account_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        return row


def remember_browser(request: HttpRequest, user: AbstractBaseUser, **_kwargs: Any) -> None:
    """Called when somebody signs in: what the list of one's own sessions shows. No address is kept."""
    browser = browser_of(request.headers.get("User-Agent", ""))
    request.session[SIGNED_IN_KEY] = {"since": timezone.now().isoformat(), "browser": browser}
