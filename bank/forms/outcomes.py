"""How an order ended, a new date for one that moves, and what was held before anybody recorded it."""

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bank.enums import OUTCOMES_WITH_INSTEAD, OUTCOMES_WITH_REASON, OrderKind, Outcome, OutcomeReason
from bank.forms.fields import explained
from bank.forms.orders import OrderForm
from bank.models import Member, Order
from bank.services import WIPEABLE, Ending
from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from core.fuzzydates import Look
from core.fuzzydates.forms import FuzzyDateField
from methods.models import Method

DIFFERENCE = {
    Outcome.CARRIED_OUT: _("The ordered meeting was held, led by outsiders from the bank."),
    Outcome.OTHERWISE: _("What was ordered was done, but in another way. Write how."),
    Outcome.NOT_CARRIED_OUT: _(
        "The need stayed, but the ordered meeting led by outsiders was not held. Write what happened instead."
    ),
    Outcome.CANCELLED: _("The order was withdrawn beforehand."),
}
MOST_LEADERS = 4
LEADERS = [f"leader_{number}" for number in range(1, MOST_LEADERS + 1)]


class EndingMixin(forms.Form):
    """The fields of an ending, checked as ``services.record_outcome`` does, and said at their fields."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=explained(Outcome.choices, DIFFERENCE), widget=forms.RadioSelect
    )
    held = FuzzyDateField(
        label=_("When was it held"),
        required=False,
        look=Look.BACK,
        help_text=_("Needed for what was carried out: 15.1.2027, April 2027."),
    )
    delivered_method = forms.ModelChoiceField(
        label=_("Delivered as"),
        required=False,
        queryset=Method.objects.none(),
        empty_label=_("As it was ordered"),
        help_text=_("Choose the method that was held when it was another than the one ordered."),
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
    ask_feedback = forms.BooleanField(
        label=_("Ask the orderer and those who led for feedback by mail"),
        required=False,
        help_text=_("Each is asked once, and reminded once. Nobody is asked when nothing was held."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delivered_method"].queryset = Method.objects.orderable()

    def clean(self):
        """What the service would refuse too, said at its field."""
        cleaned = super().clean()
        outcome, reason, note = cleaned.get("outcome"), cleaned.get("reason"), cleaned.get("note")
        if outcome in OUTCOMES_WITH_REASON and not reason:
            self.add_error("reason", _("Choose a reason: the register shows why the order did not happen as ordered."))
        if outcome in OUTCOMES_WITH_INSTEAD and not note and "note" not in self.errors:
            self.add_error("note", _("Write what happened instead."))
        elif reason == OutcomeReason.OTHER and not note and "note" not in self.errors:
            self.add_error("note", _("Write what the other reason was."))
        held = cleaned.get("held")
        if outcome == Outcome.CARRIED_OUT and not held and "held" not in self.errors:
            self.add_error("held", _("Write when it was held."))
        if held and held.earliest and held.earliest > timezone.localdate():
            self.add_error("held", _("The day it was held cannot be in the future."))
        return cleaned

    @property
    def ending(self):
        """The ending for the services; what does not belong to the outcome is left out."""
        data = self.cleaned_data
        return Ending(
            outcome=data["outcome"],
            reason=data["reason"],
            note=data["note"],
            held=data["held"],
            delivered_method=data["delivered_method"],
        )


class LeadersMixin(forms.Form):
    """Who led, picked from the bank: for what was held without being arranged here."""

    leader_1 = PickerField(
        queryset=Member.objects.all(), url_name="bank:member-picker", label=_("Who led"), required=False,
        help_text=_("A part of the name is enough. Needed for what was carried out."),
    )  # fmt: skip
    leader_2 = PickerField(
        queryset=Member.objects.all(), url_name="bank:member-picker", label=_("Second leader"), required=False
    )
    leader_3 = PickerField(
        queryset=Member.objects.all(), url_name="bank:member-picker", label=_("Third leader"), required=False
    )
    leader_4 = PickerField(
        queryset=Member.objects.all(), url_name="bank:member-picker", label=_("Fourth leader"), required=False
    )

    def narrow_leaders(self, user, network):
        for name in LEADERS:
            if field := self.fields.get(name):
                field.queryset = Member.objects.visible_to(user).filter(network=network).select_related("person")
                field.set_network(network, may_add=False)

    def check_leaders(self, cleaned):
        needed = cleaned.get("outcome") == Outcome.CARRIED_OUT and cleaned.get("kind") != OrderKind.ENQUIRY
        if needed and not self.leaders and not set(LEADERS) & set(self.errors):
            self.add_error("leader_1", _("Pick the facilitators first: the register shows who led."))

    @property
    def leaders(self):
        """The members picked, each once."""
        return list(dict.fromkeys(filter(None, (self.cleaned_data.get(name) for name in LEADERS))))


class OutcomeForm(CrispyMixin, VersionedMixin, LeadersMixin, EndingMixin):
    """How an order ended; the difference between the choices is shown beside them.

    ``with_leaders`` asks who led, for an order whose team was not arranged here; ``may_ask`` offers to ask for
    feedback, which is done once, also when the outcome is recorded again.
    """

    def __init__(self, *args, user, network, with_leaders, may_ask, **kwargs):
        left_out = {*([] if with_leaders else LEADERS), *([] if may_ask else ["ask_feedback"])}
        self.base_fields = {name: field for name, field in self.base_fields.items() if name not in left_out}
        self.layout = Layout(
            "version",
            "outcome",
            Fieldset(_("What was held"), "held", "delivered_method"),
            *([Fieldset(_("Who led"), *LEADERS)] if with_leaders else []),
            Fieldset(_("If it was not held as ordered"), "reason", "note"),
            *(["ask_feedback"] if may_ask else []),
        )
        super().__init__(*args, **kwargs)
        self.with_leaders = with_leaders
        self.narrow_leaders(user, network)

    def clean(self):
        cleaned = super().clean()
        if self.with_leaders:
            self.check_leaders(cleaned)
        return cleaned


class PostponeForm(CrispyMixin, VersionedMixin):
    """An order that is held later, with a new date or without one yet; the team stays."""

    focus = "new_date"
    new_date = FuzzyDateField(
        label=_("New date"),
        required=False,
        help_text=_(
            "Left empty, the order is postponed until somebody knows the date: the register prints POSTPONED."
        ),
    )
    reason = GuardedFormField(
        label=_("Why it is postponed"),
        required=False,
        max_length=300,
        help_text=_("For the history; coordinators see it."),
    )


class ReturnForm(CrispyMixin, VersionedMixin):
    """What of an order is wiped beside its concern, before the orderer writes it anew."""

    wipe = forms.MultipleChoiceField(
        label=_("Wipe these too"),
        required=False,
        # Read for each form: in the language of its reader.
        choices=lambda: [(name, capfirst(Order._meta.get_field(name).verbose_name)) for name in WIPEABLE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose what tells of a client. Nothing of it can be brought back."),
    )


class HeldOrderForm(LeadersMixin, EndingMixin, OrderForm):
    """Something already held, in one form: what was ordered, who led, when and how it ended."""

    layout = Layout(
        "version",
        Fieldset(_("Who orders"), "organisation", "contact"),
        Fieldset(
            _("What"),
            "method",
            "kind",
            Field("agreed_with_client", wrapper_class="for-client-work"),
            "summary",
            Field("concern", rows=4),
        ),
        Fieldset(_("How it ended"), "outcome", "held", "delivered_method"),
        Fieldset(_("Who led"), *LEADERS),
        Fieldset(_("If it was not held as ordered"), "reason", "note"),
        Fieldset(_("Other facts"), "municipality", "place", "participants", "payer", "received_on", "wished"),
    )

    ask_feedback = None  # what was recorded late has been talked about
    received_on = forms.DateField(
        label=_("Received"), required=False, help_text=_("Left empty, the order says that it was not recorded.")
    )

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, user=user, network=network, **kwargs)
        self.narrow_leaders(user, network)

    def clean(self):
        cleaned = super().clean()
        self.check_leaders(cleaned)
        return cleaned
