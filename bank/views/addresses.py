"""Which addresses this browser has shown to be its own: codes asked for, typed and confirmed in one session.

The session holds only the keys of codes, never an address, a name or a concern.
"""

from allauth.core import ratelimit
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.models import AddressCode
from bank.services import CONFIRMED, CodeRefused, can_be_typed, confirm_address, mail_code

SESSION_KEY = "address_codes"
REMEMBERED = 5


class TooManyCodes(CodeRefused):
    """The address or the client has asked for too many codes."""

    field = None

    def __init__(self):
        super().__init__(
            _("Too many codes have been asked for. Wait an hour and try again, or call the network coordinator.")
        )


class Addresses:
    """The addresses of one request's browser session."""

    def __init__(self, request):
        self.request = request

    def knows(self, email):
        """Whether the browser has confirmed the address lately, or its user signs in with it."""
        user = self.request.user
        if user.is_authenticated and user.email == email:
            return True
        since = timezone.now() - CONFIRMED
        return self._codes(email).filter(confirmed_at__gte=since).exists()

    def waiting(self, email):
        """The newest code of the address that could still be typed here, or ``None``."""
        asked = self._codes(email).filter(confirmed_at__isnull=True).order_by("-pk").first()
        return asked if asked is not None and can_be_typed(asked) else None

    def send(self, email):
        """Mail a new code. Raises ``TooManyCodes``."""
        if not ratelimit.consume(self.request, action="ask_code", key=email):
            raise TooManyCodes
        asked = mail_code(email=email, language=self.request.LANGUAGE_CODE)
        keys = [*self.request.session.get(SESSION_KEY, []), str(asked.key)]
        self.request.session[SESSION_KEY] = keys[-REMEMBERED:]
        return asked

    def confirm(self, email, typed):
        """Take a typed code. Raises ``CodeRefused``; a code of another browser is none here."""
        asked = self._codes(email).filter(confirmed_at__isnull=True).order_by("-pk").first()
        if asked is None:
            raise CodeRefused(_("A code counts only in the browser in which it was asked for. Ask for a new one."))
        confirm_address(asked, typed=typed)
        # Whoever knew the session's key before must not be let in by somebody else's code.
        self.request.session.cycle_key()

    def _codes(self, email):
        return AddressCode.objects.filter(key__in=self.request.session.get(SESSION_KEY, []), email=email)
