"""Which part of the register is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin


class RegisterSpanForm(CrispyMixin, forms.Form):
    """Which years the printed register covers."""

    first = forms.IntegerField(label=_("From the year"), min_value=1990, max_value=2200)
    last = forms.IntegerField(label=_("To the year"), min_value=1990, max_value=2200)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("The last year must not be before the first."))
        return cleaned

    @property
    def variant(self):
        """The span as ``bank.documents`` names it: "2008-2009"."""
        return f"{self.cleaned_data['first']}-{self.cleaned_data['last']}"
