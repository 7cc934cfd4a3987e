"""An order as it is logged and edited."""

from crispy_forms.layout import HTML, Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import OrderKind, OrderSource
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
        Fieldset(_("Who orders"), "organisation", HTML('{% include "bank/_agreement_check.html" %}'), "contact"),
        Fieldset(
            _("What"),
            "method",
            "kind",
            Field("agreed_with_client", wrapper_class="for-client-work"),
            "summary",
            Field("concern", rows=4),
        ),
        Fieldset(_("When and where"), "wished", "municipality", "place", "participants"),
        Fieldset(_("Other facts"), "payer", "source", "received_on"),
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
    agreed_with_client = forms.BooleanField(
        label=_("The orderer has agreed on this with the client"),
        required=False,
        help_text=_("Ask it of every order about a client's situation."),
    )
    source = forms.ChoiceField(label=_("How it came"), choices=OrderSource.choices)
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
                  "participants", "payer", "received_on", "source", "agreed_with_client"]  # fmt: skip
        help_texts = {
            "participants": _("Who takes part and how many, as groups: “6 family workers and 2 supervisors”."),
        }

    def __init__(self, *args, user, network, may_write_concern=True, order=None, written=None, **kwargs):
        """``order`` is the one that is edited; ``written`` are names as written: ``{"organisation": text, …}``."""
        super().__init__(*args, **kwargs)
        self.user, self.network, self.order = user, network, order
        self.fields["source"].required = False
        if order is not None and not order.source:
            self.fields["source"].choices = [("", _("Not recorded")), *OrderSource.choices]
        for name, text in (written or {}).items():
            if text:
                self.fields[name].required = False
                self.fields[name].help_text = _(
                    "Written by the orderer: “%(text)s”. Choose who it is, or leave it."
                ) % {"text": text}
        for name in ("organisation", "contact"):
            field = self.fields[name]
            field.queryset = field.queryset.visible_to(user).filter(network=network)
            field.set_network(network)
        self.fields["municipality"].set_network(network)
        self.fields["method"].queryset = Method.objects.orderable()
        if not may_write_concern:
            del self.fields["concern"]

    def clean_source(self):
        """A call is what the form is for, unless told; an order keeps what it has."""
        return self.cleaned_data["source"] or (self.order.source if self.order else OrderSource.PHONE)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("An order cannot have been received in the future."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") != OrderKind.CLIENT_WORK:
            cleaned["agreed_with_client"] = None
        elif not cleaned.get("agreed_with_client"):
            # Orders of before the question was asked can still be edited.
            if self.order is None or self.order.agreed_with_client is not None:
                self.add_error("agreed_with_client", _("An order about a client's situation needs this."))
            cleaned["agreed_with_client"] = None
        if not cleaned.get("summary") and not cleaned.get("method") and "summary" not in self.errors:
            self.add_error("summary", _("Choose a method or write what is ordered."))
        return cleaned

    def _post_clean(self):
        """The service builds and checks the row: it alone knows the labels and the number."""

    @property
    def facts(self):
        """Values for ``services.log_order`` and ``edit_order``."""
        return {name: self.cleaned_data.get(name) for name in self._meta.fields if name in self.cleaned_data}
