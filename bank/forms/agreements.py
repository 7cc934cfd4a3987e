"""Agreements with municipalities and counties."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bank.models import Agreement
from core.forms import CrispyMixin, PickerField, VersionedMixin
from network.models import Organisation


class AgreementForm(CrispyMixin, forms.ModelForm):
    """What an organisation has agreed on, for itself and all its units."""

    focus = "organisation"
    organisation = PickerField(
        queryset=Organisation.objects.all(),
        url_name="network:organisation-picker",
        add_url_name="network:organisation-create",
        label=_("Organisation"),
        help_text=_("The agreement holds for the organisation and all its units."),
    )

    class Meta:
        model = Agreement
        fields = ["organisation", "payer", "working_time", "cost_basis", "valid_from", "valid_to"]
        help_texts = {
            "payer": _("The organisation that bears the cost."),
            "working_time": _("In whose working time the facilitators work: “40 hours a year in their own work”."),
            "cost_basis": _("How the cost is counted: “by the hour, travel as it costs”."),
        }

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = field.queryset.visible_to(user).filter(network=network)
        field.set_network(network)

    def _post_clean(self):
        """The service checks the agreement against the others."""

    @property
    def facts(self):
        """Values for ``services.add_agreement`` and ``edit_agreement``."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class AgreementEditForm(VersionedMixin, AgreementForm):
    """An agreement that exists."""


class AgreementEndForm(CrispyMixin, forms.Form):
    """The last day of an agreement."""

    focus = "last_day"
    last_day = forms.DateField(label=_("Last day"))


class AgreementCheckForm(forms.Form):
    """What the order form asks while it is filled in."""

    organisation = forms.ModelChoiceField(Organisation.objects.none())
    received_on = forms.DateField(required=False)

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user).filter(network=network)
