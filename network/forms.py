"""Forms of the network app: they check input and narrow choices to what the user may see; they save nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from network.enums import GroupKind, OrganisationKind, RoleKind
from network.models import Group, Municipality, Organisation, Person


def organisation_field(**kwargs):
    return PickerField(
        Organisation.objects.all(),
        url_name="network:organisation-picker",
        add_url_name="network:organisation-create",
        **kwargs,
    )


def title_field():
    return GuardedFormField(label=pgettext_lazy("of a person", "Title"), required=False, max_length=120)


def choices_of(kinds):
    return [("", _("Choose the kind")), *kinds.choices]


class ScopedFormMixin:
    """Knows who fills the form in and where; its pickers offer rows of that network only."""

    def __init__(self, *args, user, network, **kwargs):
        self.user, self.network = user, network
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, PickerField):
                rows = field.queryset.visible_to(user)
                field.queryset = rows if name == "municipality" else rows.filter(network=network)
                field.set_network(network)


class PersonForm(ScopedFormMixin, CrispyMixin, forms.ModelForm):
    """Somebody new, with where the person works."""

    focus = "first_name"
    organisation = organisation_field(label=_("Organisation"), required=False)
    title = title_field()
    namesake = forms.BooleanField(label=_("This is another person of the same name"), required=False)

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "email", "phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.data.get("namesake"):
            # Asked only when there is somebody of the name.
            self.fields["namesake"].widget = forms.HiddenInput()

    def ask_namesake(self):
        """Show the box by which the user says that this is another person."""
        self.fields["namesake"].widget = forms.CheckboxInput()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("title") and not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("A title belongs to an organisation. Choose the organisation."))
        return cleaned


class PersonEditForm(CrispyMixin, VersionedMixin, forms.ModelForm):
    """Names and contact data."""

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "email", "phone"]


class PositionForm(ScopedFormMixin, CrispyMixin, forms.Form):
    """What a person does in an organisation."""

    focus = "organisation"
    organisation = organisation_field(label=_("Organisation"))
    title = title_field()
    valid_from = forms.DateField(label=_("From"), required=False)


class OrganisationForm(ScopedFormMixin, CrispyMixin, forms.ModelForm):
    """A new organisation or unit."""

    focus = "name"
    parent = PickerField(
        Organisation.objects.all(),
        url_name="network:organisation-picker",
        label=pgettext_lazy("organisation", "Part of"),
        required=False,
    )
    municipality = PickerField(
        Municipality.objects.all(), url_name="network:municipality-picker", label=_("Municipality"), required=False
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "parent", "municipality"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(OrganisationKind)


class OrganisationEditForm(VersionedMixin, OrganisationForm):
    """An organisation with the days between which it exists."""

    class Meta(OrganisationForm.Meta):
        fields = ["name", "kind", "parent", "municipality", "valid_from", "valid_to"]


class GroupForm(CrispyMixin, forms.ModelForm):
    focus = "name"

    class Meta:
        model = Group
        fields = ["name", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(GroupKind)


class AccessForm(CrispyMixin, forms.Form):
    """A role in the network."""

    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
