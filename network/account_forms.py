"""allauth's forms in our own words, drawn like every other form."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin
from core.guard import refuse_identity_code

NEW_PASSWORD_HELP = _("At least 12 characters. A sentence of your own is good; a common word or your name is not.")


class WordedMixin(CrispyMixin):
    """Labels and help by field name; no placeholders, because they vanish when one begins to type."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class LoginForm(WordedMixin, forms.LoginForm):
    labels = {"login": _("E-mail"), "password": _("Password"), "remember": _("Keep me signed in on this device")}
    helps = {"remember": _("For 12 hours, also when you close the browser. Not on a shared device.")}


class ResetPasswordForm(WordedMixin, forms.ResetPasswordForm):
    labels = {"email": _("E-mail")}
    helps = {"email": _("The address you sign in with.")}


class ResetPasswordKeyForm(WordedMixin, forms.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}
    helps = {"password1": NEW_PASSWORD_HELP}


class SetPasswordForm(WordedMixin, forms.SetPasswordForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}
    helps = {"password1": NEW_PASSWORD_HELP}


class ChangePasswordForm(WordedMixin, forms.ChangePasswordForm):
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    helps = {"password1": NEW_PASSWORD_HELP}


class AddEmailForm(WordedMixin, forms.AddEmailForm):
    labels = {"email": _("New e-mail address")}
    helps = {"email": _("We send a link there. The address changes when you have opened the link.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The only text of these forms that is stored and mailed.
        self.fields["email"].validators.append(refuse_identity_code)
