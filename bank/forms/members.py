"""Members of the bank and what they are qualified for."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, QualificationState
from core.forms import CrispyMixin, PickerField
from network.models import Person


def _qualification_fields():
    """Two fields for each category: what the member is in it, and since when."""
    fields = {}
    for category, label in Category.choices:
        choices = [("", _("No qualification")), *QualificationState.choices]
        fields[category] = forms.ChoiceField(label=label, required=False, choices=choices)
        since = format_lazy("{category}: {since}", category=label, since=_("since when"))
        fields[f"{category}_since"] = forms.DateField(label=since, required=False)
    return fields


class MemberForm(CrispyMixin, forms.Form):
    """A member of the bank: who, since when, and what the member is qualified for."""

    focus = "person"
    person = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Person"),
    )
    joined_on = forms.DateField(label=_("In the bank since"), required=False)
    left_on = forms.DateField(label=_("Left the bank on"), required=False)

    def __init__(self, *args, user, network, member=None, **kwargs):
        if member:
            kwargs["initial"] = self._initial_of(member) | kwargs.get("initial", {})
        # Before the frame of the form is built, so that it draws just these fields.
        self.base_fields = self.base_fields | _qualification_fields()
        if member:
            del self.base_fields["person"]
        super().__init__(*args, **kwargs)
        if field := self.fields.get("person"):
            field.queryset = field.queryset.visible_to(user).filter(network=network)
            field.set_network(network)

    def clean(self):
        cleaned = super().clean()
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("The last day must not be before the first."))
        if not self.errors and not self.qualifications:
            raise forms.ValidationError(_("Choose at least one qualification."))
        return cleaned

    @property
    def qualifications(self):
        """``{category: (state, since)}`` for the services."""
        data = self.cleaned_data
        return {c: (data[c], data.get(f"{c}_since")) for c in Category.values if data.get(c)}

    @staticmethod
    def _initial_of(member):
        initial = {"joined_on": member.joined_on, "left_on": member.left_on}
        for row in member.qualifications.all():
            initial |= {row.category: row.state, f"{row.category}_since": row.valid_from}
        return initial
