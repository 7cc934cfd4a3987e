"""How an order ended."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import Outcome, OutcomeReason, PrintedWord
from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.fuzzydates.forms import FuzzyDateField

# What a coordinator can say of an order; "postponed" is no outcome, but stands beside them to choose from.
ENDINGS = [*Outcome.choices, (PrintedWord.POSTPONED.value, PrintedWord.POSTPONED.label)]


class OutcomeForm(CrispyMixin, VersionedMixin):
    """How an order ended; the difference between the choices is shown beside them."""

    layout = Layout(
        "version", "outcome", "held", Fieldset(_("If it was not held as ordered"), "reason", "note"), "new_date"
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ENDINGS, widget=forms.RadioSelect)
    held = FuzzyDateField(
        label=_("When was it held"),
        required=False,
        help_text=_("Needed for what was carried out: 15.1.2027, April 2027."),
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=[
            ("", _("Choose a reason")),
            *[choice for choice in OutcomeReason.choices if choice[0] != OutcomeReason.NOT_RECORDED],
        ],
    )
    note = GuardedFormField(
        label=_("What happened instead"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: held without network consultants, carried out with questionnaires."),
    )
    new_date = FuzzyDateField(
        label=_("New wished date"),
        required=False,
        help_text=_("For a postponed order whose new date is known: the order goes on with it."),
    )

    def clean(self):
        """What the service would refuse too, said at its field."""
        cleaned = super().clean()
        outcome, reason, note = cleaned.get("outcome"), cleaned.get("reason"), cleaned.get("note")
        if outcome in (Outcome.OTHERWISE, Outcome.NOT_CARRIED_OUT, Outcome.CANCELLED) and not reason:
            self.add_error("reason", _("Choose a reason: the register shows why the order did not happen as ordered."))
        if outcome in (Outcome.OTHERWISE, Outcome.NOT_CARRIED_OUT) and not note and "note" not in self.errors:
            self.add_error("note", _("Write what happened instead."))
        elif reason == OutcomeReason.OTHER and not note and "note" not in self.errors:
            self.add_error("note", _("Write what the other reason was."))
        held = cleaned.get("held")
        if outcome == Outcome.CARRIED_OUT and not held and "held" not in self.errors:
            self.add_error("held", _("Write when it was held."))
        if held and held.earliest and held.earliest > timezone.localdate():
            self.add_error("held", _("The day it was held cannot be in the future."))
        return cleaned
