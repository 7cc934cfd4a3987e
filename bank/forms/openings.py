"""Asking to read a concern by exception."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bank.models import REASON_LENGTH, Order
from core.fields import GuardedFormField
from core.forms import CrispyMixin


class OpeningForm(CrispyMixin, forms.Form):
    """Which order and why; an administrator sees no list of orders, and so writes the number."""

    number = forms.RegexField(
        r"^\s*[0-9]{1,6}\s*/\s*[0-9]{4}\s*$",
        label=_("Number of the order"),
        help_text=_("For example 12/2026."),
        error_messages={"invalid": _("Write the number and the year: 12/2026.")},
    )
    reason = GuardedFormField(
        label=_("Why the concern must be read"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": REASON_LENGTH}),
        help_text=_("Shown to the orderer and the coordinators beside each reading. Nothing of a client."),
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.network = network

    def clean_number(self):
        """The order itself goes to ``order``; what is not there is told so."""
        number, year = (int(part) for part in self.cleaned_data["number"].split("/"))
        self.order = Order.objects.filter(network=self.network, number=number, year=year).first()
        if self.order is None:
            raise forms.ValidationError(_("The network has no order with this number."))
        return self.cleaned_data["number"].strip()
