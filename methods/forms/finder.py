"""Forms of the catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from methods.enums import Situation
from methods.queries import ASKED_PARTIES, Choice, zones


class FinderForm(forms.Form):
    """What the zone finder asks; all of it may be left out, and nothing of it is stored."""

    porras = forms.TypedChoiceField(label=_("How great is your worry?"), required=False, coerce=int, empty_value=None)
    tilanne = forms.ChoiceField(label=_("What is the situation?"), required=False)
    mukana = forms.MultipleChoiceField(label=_("Who could take part?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        steps = [step for zone in zones()["zones"] for step in zone["steps"]]
        self.fields["porras"].choices = [("", ""), *((step["step"], step["name"]) for step in steps)]
        self.fields["tilanne"].choices = [("", _("I do not say")), *Situation.choices]
        self.fields["mukana"].choices = [(party.value, party.label) for party in ASKED_PARTIES]

    @property
    def choice(self):
        """What was chosen; what does not exist counts as not chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        return Choice(chosen.get("porras"), chosen.get("tilanne", ""), tuple(chosen.get("mukana", ())))
