"""Which days a report is about, and for whom."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.documents.shapes import Options
from core.forms import CrispyMixin


class ReportForm(CrispyMixin, forms.Form):
    """Read from the address; without one it is this year."""

    alku = forms.DateField(label=_("First day"))
    loppu = forms.DateField(label=_("Last day"))
    nykykunnat = forms.BooleanField(label=_("By today's municipalities"), required=False)
    ulos = forms.BooleanField(
        label=_("For outside the network"),
        required=False,
        help_text=_("No figure below five, no names. Of a whole year whose figures are frozen."),
    )

    @staticmethod
    def this_year():
        year = timezone.localdate().year
        return {"alku": f"1.1.{year}", "loppu": f"31.12.{year}"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("alku") and cleaned.get("loppu") and cleaned["loppu"] < cleaned["alku"]:
            self.add_error("loppu", _("The last day must not be before the first."))
        return cleaned

    def options(self, *, register=False):
        """What was asked for, once the form is valid."""
        data = self.cleaned_data
        return Options(data["alku"], data["loppu"], data["nykykunnat"], register, data["ulos"])
