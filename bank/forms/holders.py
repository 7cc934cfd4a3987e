"""Handing over the bank."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin, PickerField
from network.models import Organisation


class HandOverForm(CrispyMixin, forms.Form):
    """Who runs the bank from which day on."""

    focus = "organisation"
    organisation = PickerField(
        queryset=Organisation.objects.all(),
        url_name="network:organisation-picker",
        add_url_name="network:organisation-create",
        label=_("Organisation"),
    )
    first_day = forms.DateField(label=_("Runs the bank from this day on"))

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = field.queryset.visible_to(user).filter(network=network)
        field.set_network(network)
