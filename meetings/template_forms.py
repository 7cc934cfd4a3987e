"""Forms of templates of meetings."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from meetings.attendance_forms import CLOCKS
from meetings.calling_forms import CallForm
from meetings.enums import ItemKind, Layer
from meetings.models import MeetingTemplate, TemplateItem
from network.models import Group, GroupMembership, Person

MAX_ITEMS = 60
EMPTY_ROWS = 3


class TemplateItemForm(CrispyMixin, forms.ModelForm):
    """One row; a row without a heading is none."""

    layout = Layout(
        Div("heading", "minutes_planned", css_class="field-pair"),
        Div("kind", "presenter", css_class="field-pair"),
        Div("area", "layer", css_class="field-pair"),
        Div("standing", "part", css_class="field-pair"),
    )

    class Meta:
        model = TemplateItem
        fields = ["heading", "minutes_planned", "kind", "presenter", "area", "layer", "standing", "part"]

    def __init__(self, *args, presenters, **kwargs):
        super().__init__(*args, **kwargs)
        heading = self.fields["heading"]
        heading.required, heading.label = False, getattr(heading, "plain_label", heading.label)
        for name, choices in (("kind", ItemKind), ("layer", Layer)):
            self.fields[name].choices = choices.choices
            self.fields[name].initial = TemplateItem._meta.get_field(name).default
            # Whoever sends only the heading means the usual.
            self.fields[name].required = False
        presenter = self.fields["presenter"]
        presenter.queryset, presenter.empty_label = presenters, _("Nobody")

    def clean(self):
        cleaned = super().clean()
        for name in ("kind", "layer"):
            cleaned[name] = cleaned.get(name) or TemplateItem._meta.get_field(name).default
        return cleaned

    def _post_clean(self):
        """The service checks the rows."""


TemplateItemFormSet = formset_factory(
    TemplateItemForm, extra=EMPTY_ROWS, max_num=MAX_ITEMS, absolute_max=MAX_ITEMS + EMPTY_ROWS, validate_max=True
)


class TemplateForm(CrispyMixin, forms.ModelForm):
    """A template with its items (``items``, a formset) and people. Who presents is a member, or called besides."""

    focus = "name"
    layout = Layout(
        "name",
        "group",
        Div("starts", "ends", css_class="field-pair"),
        Div("place_name", "place_address", css_class="field-pair"),
        Div("document_kind", "language", css_class="field-pair"),
        "people",
        "person",
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Called besides the members of the group"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    person = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        label=_("Call somebody else too"),
        required=False,
    )
    starts = forms.TimeField(label=_("Starts"), required=False, input_formats=CLOCKS, help_text=_("For example 9.30."))
    ends = forms.TimeField(label=_("Ends"), required=False, input_formats=CLOCKS)

    class Meta:
        model = MeetingTemplate
        fields = ["name", "group", "starts", "ends", "place_name", "place_address", "document_kind", "language"]

    def __init__(self, *args, user, network, template=None, items=(), **kwargs):
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        group.queryset, group.empty_label = Group.objects.visible_to(user).filter(network=network), _("Every group")
        people = Person.objects.visible_to(user).filter(network=network)
        self.fields["people"].queryset = (
            people.filter(pk__in=template.people.values("pk")) if template else people.none()
        )
        if template is None or not template.people.exists():
            del self.fields["people"]
            self.helper.layout = Layout(*(field for field in self.layout.fields if field != "people"))
        picker = self.fields["person"]
        picker.queryset = people
        picker.set_network(network, may_add=False)
        rows = {"presenters": self._presenters(people, template)}
        data = self.data if self.is_bound else None
        self.items = TemplateItemFormSet(data, prefix="items", initial=list(items), form_kwargs=rows)

    def _presenters(self, people, template):
        if template is None:
            return people.none()
        members = GroupMembership.objects.on(timezone.localdate()).filter(group=template.group_id).values("person")
        known = Q(pk__in=members) | Q(pk__in=template.people.values("pk"))
        return people.filter(known | Q(pk__in=template.items.values("presenter")))

    def is_valid(self):
        return super().is_valid() and self.items.is_valid()

    @property
    def error_summary(self):
        rows = [row for form in self.items.forms for row in form.error_summary] if self.is_bound else []
        return [*super().error_summary, *rows, *(("", "", message) for message in self.items.non_form_errors())]

    @property
    def asks_about_clues(self):
        return super().asks_about_clues or (self.is_bound and any(row.asks_about_clues for row in self.items.forms))

    def _post_clean(self):
        """The service checks the template."""

    @property
    def values(self):
        """Keyword arguments for ``services.add_template``."""
        added = [self.cleaned_data["person"]] if self.cleaned_data["person"] else []
        kept = list(self.cleaned_data.get("people", []))
        return {
            "facts": {name: self.cleaned_data[name] for name in self._meta.fields},
            "people": list({person.pk: person for person in [*kept, *added]}.values()),
            "items": [row.cleaned_data for row in self.items.forms if row.cleaned_data.get("heading")],
        }


class TemplateUpdateForm(VersionedMixin, TemplateForm):
    layout = Layout("version", *TemplateForm.layout.fields)

    def conflict_with(self, current, *, initial):
        rows = super().conflict_with(current, initial=initial)
        theirs = "\n".join(item.heading for item in current.items.all())
        yours = "\n".join(item["heading"] for item in self.values["items"])
        return rows if theirs == yours else [*rows, (_("Items"), theirs, yours)]


class SaveAsTemplateForm(CrispyMixin, forms.Form):
    """The name of a template taken from a meeting."""

    focus = "name"
    layout = Layout("name", "for_all_groups")
    name = GuardedFormField(label=_("Name of the template"), max_length=150)
    for_all_groups = forms.BooleanField(label=_("For every group of the network"), required=False)


class TemplateCallForm(CallForm):
    """A meeting from a template: its group, unless the template names it, and the date."""

    focus = "dates"
    layout = Layout("group", *CallForm.layout.fields)
    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        field.queryset, field.empty_label = groups, _("No group")
        self.fields["dates"].help_text = _(
            "Wed 4.3.2009 at 13–15.30; without a time, that of the template. An inexact date is enough for now: "
            "February 2010. Several dates, for a whole term: one on each line."
        )
