"""A facilitator's answer to an invitation."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import DeclineReason
from bank.services import OutsiderWord
from core.fields import GuardedFormField
from core.forms import CrispyMixin


class AcceptForm(CrispyMixin, forms.Form):
    """The declaration of being an outsider; nothing is ticked beforehand, and all three are needed to accept.

    Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, 6.2.
    """

    case = forms.BooleanField(label=_("I do not answer for the case and have not worked with the client."))
    matter = forms.BooleanField(label=_("I have no part in the matter that the meeting is about."))
    unit = forms.BooleanField(label=_("I do not work in the unit that orders."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Tick this to accept.")

    @property
    def word(self):
        return OutsiderWord(**{name: self.cleaned_data[name] for name in ("case", "matter", "unit")})


class DeclineForm(CrispyMixin, forms.Form):
    """A "no"; why is optional and for the coordinator only."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=[("", _("I do not tell")), *DeclineReason.choices],
        help_text=_("Only the coordinator sees the reason."),
    )
    note = GuardedFormField(label=_("In own words"), required=False, max_length=300)
    ask_again_on = forms.DateField(
        label=_("Ask me again from"),
        required=False,
        help_text=_("Until that day you are not proposed for other orders either: 15.1.2027."),
    )

    def clean_ask_again_on(self):
        day = self.cleaned_data["ask_again_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Write a day that is still to come."))
        return day
