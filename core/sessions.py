"""Sessions in the database; a key that nobody was given is no session, whatever characters it is made of."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS


class SessionStore(db.SessionStore):
    """Django's, which asks the database also for a key that no text column can hold (NUL), and fails."""

    def _validate_session_key(self, key: str) -> bool:
        return super()._validate_session_key(key) and set(key) <= set(VALID_KEY_CHARS)
