"""Forms of the attendance: somebody of the network, a guest in one line, a row as it is printed, the order."""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from meetings.enums import AttendanceRole
from meetings.forms import OptionalMixin
from meetings.models import Attendance, Meeting
from network.models import Person

CLOCKS = ["%H.%M", "%H:%M", "%H"]


class LabelsMixin:
    """A role is the exception, and the services have shorter names than the columns."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "–"), *AttendanceRole.choices]

    @property
    def labels(self):
        names = {"name_label": "name", "title_label": "title", "organisation_label": "organisation"}
        return {names.get(name, name): value for name, value in self.cleaned_data.items()}


class AttendanceUpdateForm(CrispyMixin, LabelsMixin, VersionedMixin, forms.ModelForm):
    """A row of the attendance, as it is printed."""

    layout = Layout(
        "version",
        "name_label",
        Div("title_label", "organisation_label", css_class="field-pair"),
        Div("role", "state", css_class="field-pair"),
        "deputy_for",
        Fieldset(
            _("More of the attendance"),
            "more_roles",
            "role_text",
            Div("arrived_at", "left_at", css_class="field-pair"),
            "absent_for",
            template="meetings/_details_fieldset.html",
        ),
    )
    more_roles = forms.MultipleChoiceField(
        label=_("Further roles"),
        required=False,
        choices=AttendanceRole.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    arrived_at = forms.TimeField(
        label=_("Arrived at"), required=False, input_formats=CLOCKS, help_text=_("When late, for example 9.45.")
    )
    left_at = forms.TimeField(
        label=_("Left at"), required=False, input_formats=CLOCKS, help_text=_("When early, for example 11.30.")
    )
    absent_for = forms.MultipleChoiceField(
        label=_("Not present for items"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Attendance
        fields = ["name_label", "title_label", "organisation_label", "role", "state", "role_text", "deputy_for"]
        help_texts = {
            "role_text": _("As it is printed, where the word of the role is not enough: chair of the day."),
            "deputy_for": _("The name of the person who is represented."),
        }

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["absent_for"].choices = [(item.number, str(item)) for item in items if item.number]
        if not self.fields["absent_for"].choices:
            del self.fields["absent_for"]
            self.helper.layout = _without(self.layout, "absent_for")

    def _post_clean(self):
        """The service checks the whole row."""


class AttendanceForm(CrispyMixin, OptionalMixin, LabelsMixin, forms.ModelForm):
    """Somebody who was there: a person of the network, or a guest typed in three fields."""

    layout = Layout(
        "person",
        "name_label",
        Div("title_label", "organisation_label", css_class="field-pair"),
        Div("role", "state", css_class="field-pair"),
        "deputy_for",
    )
    person = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Person of the network"),
        required=False,
        help_text=_(
            "Title and organisation come from the person's position on that day, unless they are written below."
        ),
    )
    optional = ("name_label",)

    class Meta:
        model = Attendance
        fields = ["name_label", "title_label", "organisation_label", "role", "state", "deputy_for"]
        labels = {"name_label": _("Or a guest's name")}

    def __init__(self, *args, user, network, starts_here=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = field.queryset.visible_to(user).filter(network=network)
        field.set_network(network)
        if starts_here:
            field.widget.attrs["autofocus"] = True

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("person") and not cleaned.get("name_label") and not self.errors:
            self.add_error("person", _("Pick a person, or write the guest's name."))
        return cleaned


class GuestForm(CrispyMixin, forms.Form):
    """A guest in one line, and Enter."""

    line = GuardedFormField(
        label=_("Guest"),
        max_length=450,
        help_text=_("Name, title, organisation – and Enter."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, starts_here=False, **kwargs):
        super().__init__(*args, **kwargs)
        if starts_here:
            self.fields["line"].widget.attrs["autofocus"] = True


class ArrangeForm(CrispyMixin, forms.ModelForm):
    """The order of the list, and how names are printed."""

    class Meta:
        model = Meeting
        fields = ["by_surname", "surname_first"]

    def _post_clean(self):
        """The service saves it."""


def _without(layout, name):
    """The layout without one field, wherever it stands."""
    fields = []
    for field in layout.fields:
        if field == name:
            continue
        if hasattr(field, "fields"):
            copy = field.__class__.__new__(field.__class__)
            copy.__dict__.update(field.__dict__)
            copy.fields = [one for one in field.fields if one != name]
            field = copy
        fields.append(field)
    return Layout(*fields)
