"""What a facilitator says of the own availability."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin, VersionedMixin
from network.models import Municipality

LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]


class AvailabilityForm(CrispyMixin, VersionedMixin):
    """In which languages, where and how much somebody leads, and whether the phone number is shown."""

    languages = forms.MultipleChoiceField(
        label=_("Languages in which I lead"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    areas = forms.ModelMultipleChoiceField(
        queryset=Municipality.objects.none(),
        label=_("Municipalities where I lead"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: wherever the bank serves."),
    )
    yearly_limit_hours = forms.IntegerField(
        label=_("Most hours in a year"),
        required=False,
        min_value=1,
        max_value=2000,
        help_text=_("Meetings and travel. Beyond it you are asked only for a special reason."),
    )
    show_phone = forms.BooleanField(
        label=_("My phone number may be shown to orderers and to those who lead with me"), required=False
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        # Those that the member has named stay to choose from when the network no longer has them.
        self.fields["areas"].queryset = Municipality.objects.of_network(
            member.network_id, timezone.localdate(), named=member.areas.values("pk")
        )
