"""Members of the bank: who they are, what they are qualified for, where they live, when they rest."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, QualificationState
from bank.models import Training
from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from methods.models import Method
from network.models import Municipality, Person


def _qualification_fields():
    """Two fields for each category: what the member is in it, and since when."""
    fields = {}
    for category, label in Category.choices:
        choices = [("", _("No qualification")), *QualificationState.choices]
        fields[category] = forms.ChoiceField(label=label, required=False, choices=choices)
        since = format_lazy("{category}: {since}", category=label, since=_("since when"))
        fields[f"{category}_since"] = forms.DateField(label=since, required=False)
    return fields


def _municipality_field(**kwargs):
    return PickerField(Municipality.objects.all(), url_name="network:municipality-picker", **kwargs)


class MemberFacts(CrispyMixin, forms.Form):
    """What a member is besides the qualifications."""

    joined_on = forms.DateField(label=_("In the bank since"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which the member can lead"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Municipalities served"),
        required=False,
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: the member goes wherever the bank serves."),
    )
    yearly_limit_hours = forms.IntegerField(
        label=_("Most hours in a year"),
        required=False,
        min_value=1,
        max_value=8784,
        help_text=_("Work and travel. Beyond it the member is asked only with a reason."),
    )
    show_phone = forms.BooleanField(label=_("The phone number may be shown to orderers and partners"), required=False)

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        # Those that the member has named stay to choose from when the network no longer has them.
        named = [one.pk for one in self.initial.get("areas", ())]
        self.fields["areas"].queryset = Municipality.objects.of_network(network, timezone.localdate(), named=named)
        for field in self.fields.values():
            if isinstance(field, PickerField):
                if field.queryset.model is Person:
                    field.queryset = field.queryset.visible_to(user).filter(network=network)
                field.set_network(network)

    @property
    def facts(self):
        """Values for ``services.add_member`` and ``edit_member``."""
        names = ("joined_on", "left_on", "languages", "areas", "yearly_limit_hours", "show_phone")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class MemberForm(MemberFacts):
    """Somebody new in the bank: who, since when, and what the member is qualified for."""

    focus = "person"
    layout = Layout(
        "person",
        "joined_on",
        Fieldset(_("Qualifications"), *(name for c in Category.values for name in (c, f"{c}_since"))),
        Fieldset(_("Serving"), "home", "languages", "areas", "yearly_limit_hours", "show_phone"),
    )
    person = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Person"),
    )
    home = _municipality_field(label=_("Home municipality"), required=False)

    def __init__(self, *args, **kwargs):
        # Before the frame of the form is built, so that it draws just these fields.
        self.base_fields = self.base_fields | _qualification_fields()
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.qualifications:
            raise forms.ValidationError(_("Choose at least one qualification."))
        return cleaned

    @property
    def qualifications(self):
        """``{category: (state, since)}`` for the services."""
        data = self.cleaned_data
        return {c: (data[c], data.get(f"{c}_since")) for c in Category.values if data.get(c)}


class MemberEditForm(VersionedMixin, MemberFacts):
    """A member that is there, and perhaps has left."""

    field_order = ["version", "joined_on", "left_on"]
    left_on = forms.DateField(
        label=_("Left the bank on"),
        required=False,
        help_text=_("The last day. What the member was qualified for stays in the history."),
    )

    def clean(self):
        cleaned = super().clean()
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("The last day must not be before the first."))
        return cleaned


class QualificationForm(CrispyMixin, forms.Form):
    """What a member is from a day on; what it was before ends the day before."""

    focus = "category"
    category = forms.ChoiceField(label=_("Category"), choices=[("", _("Choose the category")), *Category.choices])
    method = forms.ModelChoiceField(
        label=_("Method"),
        queryset=Method.objects.none(),
        required=False,
        empty_label=_("The whole category"),
        help_text=_("Only where the category says too little."),
    )
    state = forms.ChoiceField(label=_("State"), choices=QualificationState.choices)
    since = forms.DateField(label=_("From this day on"), required=False)
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("After this day the qualification is to be refreshed."),
    )
    training = forms.ModelChoiceField(
        label=_("From the training"), queryset=Training.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        if "method" in self.fields:
            self.fields["method"].queryset = Method.objects.orderable()
        trainings = Training.objects.visible_to(user).filter(network=network)
        self.fields["training"].queryset = trainings.order_by("-date_latest", "name")
        self.fields["training"].label_from_instance = training_label


class CorrectionForm(QualificationForm):
    """Puts right what was written down wrongly; the history keeps both, and why."""

    focus = "state"
    field_order = ["state", "since", "until"]
    category = method = None
    until = forms.DateField(label=_("Until"), required=False, help_text=_("Empty while it goes on."))
    reason = GuardedFormField(label=_("What was wrong"), max_length=200)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        return cleaned


class ReasonForm(CrispyMixin, forms.Form):
    """Why something is taken away."""

    focus = "reason"
    reason = GuardedFormField(label=_("What was wrong"), max_length=200)


class HomeForm(CrispyMixin, forms.Form):
    """Where a member lives from a day on."""

    focus = "municipality"
    municipality = _municipality_field(label=_("Home municipality"))
    since = forms.DateField(label=_("From this day on"), required=False)

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].set_network(network)


class PauseForm(CrispyMixin, forms.Form):
    """Days on which a member takes no orders."""

    focus = "valid_from"
    valid_from = forms.DateField(label=_("First day"))
    valid_to = forms.DateField(label=_("Last day"), required=False, help_text=_("Empty when it is not known yet."))
    reason = GuardedFormField(
        label=_("Reason"), required=False, max_length=150, help_text=_("Only coordinators see it. Nothing of health.")
    )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day must not be before the first."))
        return cleaned


class DayForm(CrispyMixin, forms.Form):
    """As of which day a table is shown."""

    paiva = forms.DateField(label=_("As of the day"), required=False)

    @property
    def day(self):
        """The day; today when none was written or it is none."""
        return (self.is_valid() and self.cleaned_data["paiva"]) or timezone.localdate()


def training_label(training):
    """A training with its date, as there are many of one name."""
    return ", ".join(filter(None, [training.name, training.date_text]))
