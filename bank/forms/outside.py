"""The public forms: an order and an enquiry, filled in without an account."""

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import OrderKind
from bank.models import CONCERN_LENGTH, ENQUIRY_LENGTH, QUESTION_LENGTH
from bank.queries import organisation_names
from bank.services import client_work_faults
from core.clues import Clue
from core.fields import GuardedEmailFormField, GuardedFormField
from core.forms import CrispyMixin, PickerField
from core.fuzzydates.forms import FuzzyDateField
from core.outside_forms import OutsideFormMixin
from core.privacy import DataClass
from methods.models import Method
from methods.queries import zones
from network.models import Municipality


class CodeForm(CrispyMixin, forms.Form):
    """The code of a mail, on the page that only the owner of the address reads."""

    focus = "code"
    code = GuardedFormField(label=_("Code from the mail"), max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"])


class OutsideForm(OutsideFormMixin, CrispyMixin, forms.Form):
    """Who writes."""

    focus = "name"
    name = GuardedFormField(label=_("Your name"), max_length=150)
    organisation = GuardedFormField(
        label=_("Organisation and unit"),
        max_length=150,
        help_text=_("Write it, or choose one from the list that opens when you type."),
    )
    municipality = PickerField(
        queryset=Municipality.objects.none(), url_name="outside:municipality-picker", label=_("Municipality")
    )
    email = GuardedEmailFormField(
        label=_("E-mail"), max_length=254, help_text=_("A code is sent here, so that nobody can write in your name.")
    )
    phone = GuardedFormField(label=_("Phone"), max_length=30, required=False, holds=DataClass.CONTACT)
    code = GuardedFormField(max_length=20, required=False)

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.network = network
        self.fields["code"].label = _("Code from the mail")
        _as_code(self.fields["code"])
        for name, attrs in {
            "name": {"autocomplete": "name"},
            "organisation": {"list": "organisations", "autocomplete": "organization"},
            "email": {"autocomplete": "email", "inputmode": "email"},
            "phone": {"autocomplete": "tel", "inputmode": "tel", "type": "tel"},
        }.items():
            self.fields[name].widget.attrs.update(attrs)
        picker = self.fields["municipality"]
        picker.queryset = Municipality.objects.on(timezone.localdate())
        picker.set_network(network)

    @property
    def organisations(self):
        return organisation_names(self.network)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class OutsideOrderForm(OutsideForm):
    """An order as somebody in a municipality or county writes it, on a phone."""

    layout = Layout(
        "submission",
        Fieldset(_("Who orders"), "name", "organisation", "municipality", "email", "phone"),
        Fieldset(
            _("What"),
            "method",
            "kind",
            Field("summary", wrapper_class="not-for-client-work"),
            Field("concern", rows=4),
            "zone",
            "situation",
            Field("agreed_with_client", wrapper_class="for-client-work"),
        ),
        Fieldset(_("When and where"), "wished", "place", "participants", "payer"),
    )
    method = forms.ModelChoiceField(
        label=_("Method"),
        queryset=Method.objects.none(),
        required=False,
        empty_label=_("I would like help in choosing"),
    )
    kind = forms.ChoiceField(
        label=_("What you order it for"),
        choices=[
            ("", _("Choose one")),
            (OrderKind.CLIENT_WORK, _("A client's situation")),
            (OrderKind.PLANNING, _("Planning or developing work")),
            (OrderKind.EVALUATION, _("Evaluating work")),
            (OrderKind.TRAINING, _("Training of workers")),
        ],
    )
    summary = GuardedFormField(
        label=_("What it is about"),
        required=False,
        max_length=300,
        help_text=_("In a sentence and without names: “a day for planning the work of the children's homes”."),
    )
    concern = GuardedFormField(
        label=_("Your concern"),
        required=False,
        max_length=CONCERN_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": CONCERN_LENGTH}),
        help_text=_(
            "In your own words, at most 600 characters. Never a name, an address or anything else by which a client "
            "is known. Only the coordinator and the facilitators who lead read it; it is never mailed or printed, and "
            "it is deleted within a year."
        ),
    )
    zone = forms.TypedChoiceField(label=_("How great your own worry is"), required=False, coerce=int, empty_value=None)
    situation = GuardedFormField(label=_("Situation"), required=False, max_length=120)
    agreed_with_client = forms.BooleanField(
        label=_("I have agreed on this order with the client"),
        required=False,
        help_text=_("Needed when the order is about a client's situation."),
    )
    wished = FuzzyDateField(
        label=_("Wished date"),
        required=False,
        help_text=_("As people say it: 15.1.2027, autumn 2027, as soon as possible."),
    )
    place = GuardedFormField(
        label=_("Place"),
        expects=[Clue.STREET],
        required=False,
        max_length=150,
        help_text=_("Where you could meet: “town hall”. Never a client's home address."),
    )
    participants = GuardedFormField(
        label=_("Participants"),
        required=False,
        max_length=250,
        help_text=_("Who takes part and how many, as groups: “6 family workers and 2 supervisors”."),
    )
    payer = GuardedFormField(
        label=_("Payer"), required=False, max_length=150, help_text=_("The organisation that pays, if you know it.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].queryset = Method.objects.orderable()
        self.fields["zone"].choices = [
            ("", _("I do not say")),
            *((zone["zone"], f"{zone['zone']} – {zone['name']}") for zone in zones()["zones"]),
        ]
        # What the zone finder handed over is shown, so that it can be taken away; others are not asked.
        source = self.data if self.is_bound else self.initial
        for name in ("zone", "situation"):
            if not source.get(name):
                self.fields[name].widget = forms.HiddenInput()

    def clean_wished(self):
        wished = self.cleaned_data["wished"]
        if wished and wished.latest and wished.latest < timezone.localdate():
            raise forms.ValidationError(_("This date has passed. Write one that is still to come."))
        return wished

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == OrderKind.CLIENT_WORK:
            for name, refusal in client_work_faults(cleaned).items():
                self.add_error(name, refusal)
        elif "kind" in cleaned and not cleaned.get("summary") and not cleaned.get("method"):
            self.add_error("summary", _("Choose a method, or write what it is about."))
        return cleaned

    @property
    def facts(self):
        """Values for ``services.order_from_outside``."""
        names = ("method", "kind", "summary", "wished", "municipality", "place", "participants", "payer")
        agreed = True if self.cleaned_data["kind"] == OrderKind.CLIENT_WORK else None
        return {name: self.cleaned_data[name] for name in names} | {"agreed_with_client": agreed}

    @property
    def in_confidence(self):
        """What stands with the concern alone."""
        return {name: self.cleaned_data[name] for name in ("concern", "zone", "situation")}


class OutsideEnquiryForm(OutsideForm):
    """A question to the bank."""

    layout = Layout("submission", "text", "name", "organisation", "municipality", "email", "phone")
    focus = "text"
    text = GuardedFormField(
        label=_("Your question"),
        max_length=ENQUIRY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "data-count": ENQUIRY_LENGTH}),
        help_text=_("Never a name or anything else by which a client is known."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("A code is sent here, and later word that an answer waits.")

    @property
    def facts(self):
        """Values for ``services.enquiry_from_outside``."""
        data = self.cleaned_data
        return {name: data[name] for name in ("name", "email", "phone", "municipality", "text")} | {
            "organisation_label": data["organisation"]
        }


class AnswerForm(CrispyMixin, forms.Form):
    """What the orderer answers to the coordinator's question."""

    text = GuardedFormField(
        label=_("Your answer"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": QUESTION_LENGTH}),
        help_text=_("Never a name or anything else by which a client is known."),
    )


def _as_code(field):
    field.help_text = _("Six digits.")
    field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-input"})
