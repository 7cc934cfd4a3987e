"""A question may be changed as long as nobody has answered it."""

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.states import lock
from structure.models import Call
from structure.queries import is_answered


def lock_unanswered(call: Call, *, version: int | None = None) -> Call:
    """The question, locked, and nobody answers meanwhile. Raises ``DomainError`` when somebody has answered."""
    call = lock(call, version=version)
    list(call.asked.select_for_update(of=("self",)).order_by("pk"))
    if is_answered(call):
        raise DomainError(_("Somebody has answered already, so the question stays as it was. Ask anew instead."))
    return call
