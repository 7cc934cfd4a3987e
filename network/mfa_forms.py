"""allauth's forms of the second step and of the code by mail in our own words, drawn like every other form."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin
from network.account_forms import WordedMixin
from network.enums import SignInWay
from network.sign_ins import failed

CODE = {"code": _("Code")}


class AuthenticateForm(WordedMixin, base.AuthenticateForm):
    focus = "code"
    labels = CODE
    helps = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}


class ReauthenticateForm(WordedMixin, base.ReauthenticateForm):
    focus = "code"
    labels = CODE
    helps = AuthenticateForm.helps


class ActivateTOTPForm(WordedMixin, totp.ActivateTOTPForm):
    labels = CODE
    helps = {"code": _("The six digits that the app shows now.")}


class DeactivateTOTPForm(WordedMixin, totp.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(WordedMixin, recovery_codes.GenerateRecoveryCodesForm):
    pass


class CredentialField(forms.JSONField):
    """What a browser says of a passkey. JSON with a number of a million digits is refused like any that is none."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class PasskeyMixin:
    """A passkey that is not the account's is a failed sign-in; when nobody is named yet, that of nobody we know."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except forms.ValidationError:
            failed(context.request, self.user, way=SignInWay.PASSKEY)
            raise


class AuthenticateWebAuthnForm(PasskeyMixin, webauthn.AuthenticateWebAuthnForm):
    credential = CredentialField()


class LoginWebAuthnForm(PasskeyMixin, webauthn.LoginWebAuthnForm):
    credential = CredentialField()


class ReauthenticateWebAuthnForm(PasskeyMixin, webauthn.ReauthenticateWebAuthnForm):
    credential = CredentialField()


def name_field(**options):
    return GuardedFormField(label=_("Name"), max_length=60, **options)


class AddWebAuthnForm(WordedMixin, webauthn.AddWebAuthnForm):
    credential = CredentialField()
    name = name_field(required=False)
    passwordless = forms.BooleanField(required=False, initial=True)
    labels = {"passwordless": _("Sign in with this passkey alone")}
    helps = {
        "name": _("By which you know it again, for example the name of the device."),
        "passwordless": _(
            "Then neither the password nor a code is asked for. The device asks for its own PIN or a fingerprint."
        ),
    }


class EditWebAuthnForm(WordedMixin, webauthn.EditWebAuthnForm):
    focus = "name"
    name = name_field()


class PasswordAgainForm(WordedMixin, account.ReauthenticateForm):
    focus = "password"
    labels = {"password": _("Password")}


class CodeAgainForm(CrispyMixin, forms.Form):
    focus = "code"
    code = GuardedFormField(
        label=_("Code"),
        max_length=20,
        help_text=_("From the mail. Capital and small letters are the same."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class RequestLoginCodeForm(WordedMixin, account.RequestLoginCodeForm):
    focus = "email"
    labels = {"email": _("E-mail")}
    helps = {"email": _("The address you sign in with.")}


class ConfirmLoginCodeForm(WordedMixin, account.ConfirmLoginCodeForm):
    focus = "code"
    labels = CODE
    helps = {"code": _("From the mail. Capital and small letters are the same.")}
