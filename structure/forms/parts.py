"""Forms of areas, themes, strands, their groups and leaders."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin, PickerField, VersionedMixin
from network.models import Group, Person, Theme
from structure.enums import ContactRole, PartKind
from structure.models import Part, PartVersion


class DayForm(CrispyMixin, forms.Form):
    """Of which day the structure is shown."""

    paiva = forms.DateField(label=_("Day"))


class AreaChoice(forms.ModelChoiceField):
    """Areas by what they are called today."""

    def __init__(self, **kwargs):
        super().__init__(Part.objects.none(), label=_("Development area"), required=False, empty_label="–", **kwargs)

    def offer(self, user, network):
        areas = Part.objects.visible_to(user).filter(network=network, kind=PartKind.AREA)
        self.queryset = areas.prefetch_related("versions")


class PartFactsForm(CrispyMixin, forms.ModelForm):
    """What a part is called from a day on."""

    focus = "name_fi"
    area = AreaChoice(help_text=_("A theme belongs to an area. Leave this empty for areas and strands."))

    class Meta:
        model = PartVersion
        fields = ["name_fi", "name_sv", "number", "area", "valid_from"]
        labels = {"valid_from": _("From this day on")}
        help_texts = {"number": _("For themes only."), "name_sv": _("Without it everybody reads the Finnish one.")}

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].offer(user, network)
        self.fields["valid_from"].error_messages["required"] = _("Write the day, for example 15.1.2009.")

    def _post_clean(self):
        """The service checks the row against the others."""


class PartForm(PartFactsForm):
    """A new part."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PartKind.choices)
    language = forms.ChoiceField(
        label=_("Working language"), required=False, choices=[("", "–"), *Part._meta.get_field("language").choices]
    )
    field_order = ["kind", "name_fi", "name_sv", "number", "area", "language", "valid_from"]


class PartChangeForm(VersionedMixin, PartFactsForm):
    """Another name, number or area for a part that exists."""


class MarkForm(CrispyMixin, forms.Form):
    """Under which theme the matter is marked in minutes."""

    focus = "marked_theme"
    marked_theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme marked in minutes"), required=False, empty_label="–"
    )

    def __init__(self, *args, user, network, current, **kwargs):
        super().__init__(*args, **kwargs)
        themes = Theme.objects.visible_to(user).filter(network=network)
        in_use = Q(retired_on__isnull=True, merged_into__isnull=True)
        self.fields["marked_theme"].queryset = themes.filter(in_use | Q(pk=current))


class PlaceForm(CrispyMixin, forms.Form):
    """Where a group stands from a day on."""

    focus = "group"
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Group"))
    part = forms.ModelChoiceField(
        Part.objects.none(), label=_("Works on"), required=False, empty_label=_("The whole network")
    )
    valid_from = forms.DateField(label=_("From this day on"))

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        groups = Group.objects.visible_to(user).filter(network=network)
        self.fields["group"].queryset = groups.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
        parts = Part.objects.visible_to(user).filter(network=network)
        self.fields["part"].queryset = parts.prefetch_related("versions").order_by("kind", "pk")


class ContactForm(CrispyMixin, forms.Form):
    """Who leads a part, speaks for it or answers questions about it."""

    focus = "person"
    person = PickerField(
        Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Person"),
    )
    role = forms.ChoiceField(label=_("Task"), choices=ContactRole.choices)
    valid_from = forms.DateField(label=_("From this day on"))

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = field.queryset.visible_to(user).filter(network=network)
        field.set_network(network)


class LastDayForm(CrispyMixin, forms.Form):
    """On which day something ends, that day included."""

    focus = "last_day"
    last_day = forms.DateField(label=_("Last day"))
