"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, OrderKind, Outcome, OutcomeReason, QualificationState
from bank.models import CONCERN_LENGTH, Order
from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from core.fuzzydates.forms import FuzzyDateField
from methods.models import Method
from network.models import Municipality, Organisation, Person


class OrderForm(CrispyMixin, VersionedMixin, forms.ModelForm):
    """An order as a coordinator logs it, from top to bottom in the order of a phone call."""

    focus = "organisation"
    layout = Layout(
        "version",
        Fieldset(_("Who orders"), "organisation", "contact"),
        Fieldset(_("What"), "method", "kind", "summary", Field("concern", rows=4)),
        Fieldset(_("When and where"), "wished", "municipality", "place", "participants"),
        Fieldset(_("Other facts"), "payer", "received_on"),
    )
    organisation = PickerField(
        queryset=Organisation.objects.all(),
        url_name="network:organisation-picker",
        add_url_name="network:organisation-create",
        label=_("Ordering organisation"),
    )
    contact = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Contact person"),
        help_text=_("Whoever orders. The contact person can never be a facilitator of the order."),
    )
    municipality = PickerField(
        queryset=Municipality.objects.all(),
        url_name="network:municipality-picker",
        label=_("Municipality"),
        required=False,
    )
    method = forms.ModelChoiceField(
        label=_("Method"),
        queryset=Method.objects.none(),
        required=False,
        empty_label=_("Not chosen yet: help in choosing is needed"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose the kind")), *OrderKind.choices])
    summary = GuardedFormField(
        label=_("What is ordered"),
        required=False,
        max_length=300,
        help_text=_("The line of the register, without names. Left empty, it is made of method and orderer."),
    )
    received_on = forms.DateField(label=_("Received"))
    wished = FuzzyDateField(
        label=_("Wished date"),
        required=False,
        help_text=_("As people say it: 15.1.2027, autumn 2027, as soon as possible."),
    )
    concern = GuardedFormField(
        label=_("Concern"),
        required=False,
        max_length=CONCERN_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": CONCERN_LENGTH}),
        help_text=_(
            "The orderer's own words. Never a name or anything that identifies a client. Seen only by the orderer, "
            "the coordinator and the facilitators of this order; never printed, mailed or searched."
        ),
    )

    class Meta:
        model = Order
        fields = ["organisation", "contact", "method", "kind", "summary", "wished", "municipality", "place",
                  "participants", "payer", "received_on"]  # fmt: skip
        help_texts = {
            "participants": _("Who takes part and how many, as groups: “6 family workers and 2 supervisors”."),
        }

    def __init__(self, *args, user, network, may_write_concern=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.network = user, network
        for name in ("organisation", "contact"):
            field = self.fields[name]
            field.queryset = field.queryset.visible_to(user).filter(network=network)
            field.set_network(network)
        self.fields["municipality"].set_network(network)
        self.fields["method"].queryset = Method.objects.orderable()
        if not may_write_concern:
            del self.fields["concern"]

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("An order cannot have been received in the future."))
        return day

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("summary") and not cleaned.get("method") and "summary" not in self.errors:
            self.add_error("summary", _("Choose a method or write what is ordered."))
        return cleaned

    def _post_clean(self):
        """The service builds and checks the row: it alone knows the labels and the number."""

    @property
    def facts(self):
        """Values for ``services.log_order`` and ``edit_order``."""
        return {name: self.cleaned_data.get(name) for name in self._meta.fields if name in self.cleaned_data}


class OutcomeForm(CrispyMixin, VersionedMixin):
    """How an order ended; the difference between the choices is shown beside them."""

    layout = Layout(
        "version", "outcome", "held", Fieldset(_("If it was not held as ordered"), "reason", "note"), "new_date"
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
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
            initial |= {row.category: row.state, f"{row.category}_since": row.since}
        return initial


class RegisterSpanForm(CrispyMixin, forms.Form):
    """Which years the printed register covers."""

    first = forms.IntegerField(label=_("From the year"), min_value=1990, max_value=2200)
    last = forms.IntegerField(label=_("To the year"), min_value=1990, max_value=2200)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("The last year must not be before the first."))
        return cleaned

    @property
    def variant(self):
        """The span as ``bank.documents`` names it: "2008-2009"."""
        return f"{self.cleaned_data['first']}-{self.cleaned_data['last']}"
