"""How the second step of signing in differs from allauth's defaults."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.qr import qr_svg
from network.models import User

# What counts as a second step by itself; recovery codes only come with one of them.
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _cipher() -> MultiFernet:
    """The first of ``MFA_KEYS`` encrypts, all of them decrypt: a new one is put in front of the old."""
    keys = [hashlib.sha256(f"verkosto.mfa:{key}".encode()).digest() for key in settings.MFA_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted in the database, the code to scan is drawn by ``core.qr``, messages are in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Codes change twice a minute: try the one that is shown now."),
        "cannot_generate_recovery_codes": _("Recovery codes come with an app or a passkey. Set one up first."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        return qr_svg(url, title=gettext("Code for the authenticator app"))

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}
