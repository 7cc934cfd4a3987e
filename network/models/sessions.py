"""Who is signed in where."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedTextField
from core.privacy import DataClass, Keep


class Session(AbstractBaseSession):
    """Django's session in the database, which also says whose it is, so that all of an account can be ended."""

    session_key = GuardedCharField(
        _("session key"), max_length=40, primary_key=True, holds=DataClass.SECRET, keep=Keep.SESSION
    )
    # Who that is, and the messages of the next page, which can name people.
    session_data = GuardedTextField(_("session data"), holds=DataClass.SECRET, keep=Keep.SESSION)
    # No foreign key: a session may outlive its account by a request, and is then no one's.
    account_id = models.BigIntegerField(null=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("session")

    @classmethod
    def get_session_store_class(cls):
        from network.sessions import SessionStore  # noqa: PLC0415 -- leaf: the store knows the model

        return SessionStore
