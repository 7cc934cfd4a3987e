"""What keeps robots and double posts away from the forms of those who have no account."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class OutsideFormMixin(forms.Form):
    """``submission`` is drawn when the form opens: sent twice, it counts once. ``website`` is not shown to people."""

    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_submission(self):
        try:
            return uuid.UUID(self.cleaned_data["submission"])
        except ValueError:
            return uuid.uuid4()

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty: it is there to stop robots."))
        return ""
