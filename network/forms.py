"""Forms of the network app: they check input and narrow choices to what the user may see; they save nothing."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from network.enums import GroupKind, GroupRole, MailTime, NoticeKind, OrganisationKind, RoleKind
from network.models import Commitment, Group, GroupName, Municipality, Organisation, Person, Role, Theme
from network.queries import municipalities_in, regions_on


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


class PersonMergeForm(ScopedFormMixin, CrispyMixin, forms.Form):
    """The other row of the same person."""

    focus = "double"
    double = PickerField(Person.objects.all(), url_name="network:person-picker", label=_("The double"))


class OrganisationMergeForm(ScopedFormMixin, CrispyMixin, forms.Form):
    """The other row of the same organisation."""

    focus = "double"
    double = PickerField(Organisation.objects.all(), url_name="network:organisation-picker", label=_("The double"))


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


class ServedForm(ScopedFormMixin, CrispyMixin, forms.Form):
    """Which municipalities the network gets: one, also an ended one, or those of a region today, or both."""

    focus = "municipality"
    municipality = PickerField(
        Municipality.objects.all(),
        url_name="network:municipality-picker",
        label=_("Municipality"),
        required=False,
        help_text=_("Also one of the past, for example Elimäki."),
    )
    region = forms.ChoiceField(label=_("All municipalities of a region"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regions = regions_on(timezone.localdate())
        self.fields["region"].choices = [("", _("No region")), *((name, name) for name in regions)]

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.values()) and not self.errors:
            self.add_error("municipality", _("Choose a municipality or a region."))
        return cleaned

    @property
    def municipalities(self):
        """What was chosen, as rows. One query."""
        one, region = self.cleaned_data["municipality"], self.cleaned_data["region"]
        return [*filter(None, [one]), *municipalities_in(region, timezone.localdate())]


class ServedRemoveForm(forms.Form):
    """Which municipality the network no longer has."""

    municipality = forms.ModelChoiceField(Municipality.objects.all())


class GroupFactsForm(ScopedFormMixin, CrispyMixin, forms.ModelForm):
    """What a group is, apart from its name."""

    class Meta:
        model = Group
        fields = ["kind", "parent", "theme", "has_chair", "minutes_are_approved"]
        help_texts = {"has_chair": _("A group may decide to have none. Then nobody is asked for one.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(GroupKind)
        groups = Group.objects.visible_to(self.user).filter(network=self.network)
        themes = Theme.objects.visible_to(self.user).filter(network=self.network)
        here = self.instance
        going_on = Q(ended_on__isnull=True) | Q(pk=here.parent_id)
        self.fields["parent"].queryset = groups.filter(going_on).exclude(pk=here.pk)
        in_use = Q(retired_on__isnull=True, merged_into__isnull=True)
        self.fields["theme"].queryset = themes.filter(in_use | Q(pk=here.theme_id))
        for name in ("parent", "theme"):
            self.fields[name].empty_label = "–"

    def _post_clean(self):
        """The service checks the whole group; here only the fields are."""


class GroupForm(GroupFactsForm):
    """A new group."""

    focus = "name"

    class Meta(GroupFactsForm.Meta):
        fields = ["name", *GroupFactsForm.Meta.fields]


class GroupEditForm(VersionedMixin, GroupFactsForm):
    """A group that exists, and perhaps has ended."""

    class Meta(GroupFactsForm.Meta):
        fields = [*GroupFactsForm.Meta.fields, "ended_on"]


class GroupRenameForm(CrispyMixin, forms.ModelForm):
    """Another name from a day on."""

    focus = "name"

    class Meta:
        model = GroupName
        fields = ["name", "valid_from"]
        labels = {"name": _("New name"), "valid_from": _("From this day on")}
        help_texts = {"valid_from": _("Minutes of earlier meetings keep the old name.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].required = True
        _say_what_to_do_with_day(self.fields["valid_from"])

    def _post_clean(self):
        """The service checks the name against the others."""


class GroupMemberForm(ScopedFormMixin, CrispyMixin, forms.Form):
    """A member of a group: a person, for whom the person speaks, and the role."""

    focus = "person"
    person = PickerField(
        Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Person"),
        required=False,
    )
    organisation = organisation_field(
        label=_("Represents"),
        required=False,
        help_text=_("The organisation for which the person is in the group. Alone, when the person is not known yet."),
    )
    role = forms.ChoiceField(label=pgettext_lazy("group", "Role"), required=False)
    valid_from = forms.DateField(label=_("From"), required=False)
    valid_to = forms.DateField(
        label=_("Until"), required=False, help_text=_("The last day, when it is known already.")
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [role for role in GroupRole.choices if group.has_chair or role[0] != GroupRole.CHAIR]
        self.fields["role"].choices = [("", pgettext_lazy("group", "Member")), *roles]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("person") and not cleaned.get("organisation") and not self.errors:
            self.add_error("person", _("Choose a person, or the organisation that is represented."))
        return cleaned


class LastDayForm(CrispyMixin, forms.Form):
    """On which day something ends, that day included."""

    focus = "last_day"
    last_day = forms.DateField(label=_("Last day"))


class PositionEndForm(LastDayForm):
    """With which roles a position ends; ``roles`` are those that whoever fills it in may end."""

    roles = forms.ModelMultipleChoiceField(
        Role.objects.none(),
        label=_("Roles that end with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Access ends at once; with a last day to come, after that day."),
    )

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        if roles:
            self.fields["roles"].queryset = roles
            self.fields["roles"].label_from_instance = lambda role: role.get_kind_display()
        else:
            del self.fields["roles"]


def _say_what_to_do_with_day(field):
    field.error_messages["required"] = _("Write the day, for example 15.1.2009.")


class AccessForm(CrispyMixin, forms.Form):
    """A role in the network."""

    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)


class MailChoiceForm(CrispyMixin, forms.Form):
    """When one is mailed, a field for each kind of notices."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            field = forms.ChoiceField(label=kind.label, choices=MailTime.choices, widget=forms.RadioSelect)
            self.fields[kind.value] = field


class CommitmentForm(CrispyMixin, forms.ModelForm):
    """The text of a new version."""

    focus = "text_fi"

    class Meta:
        model = Commitment
        fields = ["text_fi", "text_sv"]
        help_texts = {"text_sv": _("Without it everybody reads the Finnish one.")}

    def _post_clean(self):
        """The service checks the whole version."""


class AcceptForm(CrispyMixin, forms.Form):
    """Which version was read, and where to go on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
