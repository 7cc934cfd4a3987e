"""The facts of a draft."""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from methods.enums import Domain
from methods.models import MethodVersion


class LinesField(GuardedFormField):
    """A list of texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class FactsForm(CrispyMixin, VersionedMixin, forms.ModelForm):
    """All facts together; ``version`` is the revision that the author saw."""

    domains = forms.MultipleChoiceField(
        label=_("Where it is used"), choices=Domain.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    sources = LinesField(
        label=_("Sources"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, in words that a reader understands."),
    )
    layout = Layout(
        "version",
        Fieldset(_("Ordering"), "orderability", "needs_follow_up", "lead_days", "cost_basis", "free_for_family"),
        Fieldset(_("For whom"), "domains", Div("age_from", "age_to", css_class="field-pair"), "consent"),
        Fieldset(_("How often"), Div("sessions_from", "sessions_to", css_class="field-pair"), "follow_up_weeks"),
        Fieldset(_("Grounds"), "sources"),
    )

    class Meta:
        model = MethodVersion
        fields = (
            "orderability",
            "needs_follow_up",
            "domains",
            "age_from",
            "age_to",
            "consent",
            "sessions_from",
            "sessions_to",
            "lead_days",
            "follow_up_weeks",
            "cost_basis",
            "free_for_family",
            "sources",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.label:
                field.label = capfirst(str(field.label))
            if isinstance(field, forms.IntegerField):
                field.widget.attrs |= {"class": "input-short", "inputmode": "numeric"}

    def clean(self):
        cleaned = super().clean()
        for low, high, words in (
            ("age_from", "age_to", _("The upper age is below the lower one.")),
            ("sessions_from", "sessions_to", _("The most is below the least.")),
        ):
            least, most = cleaned.get(low), cleaned.get(high)
            if least is not None and most is not None and most < least:
                self.add_error(high, words)
        return cleaned

    def _post_clean(self):
        """The service checks the version as a whole; this form changes no object."""

    def version_of(self, current):
        return current.revision

    @property
    def values(self):
        """What the service saves."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}
