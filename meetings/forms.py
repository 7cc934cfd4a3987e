"""Forms of the meetings: they check input and narrow choices to what the user may see; they save nothing."""

from dataclasses import replace
from datetime import datetime, time

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.clues import Clue
from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.fuzzydates import Precision
from core.fuzzydates.forms import FuzzyDateField
from meetings.models import Meeting
from network.enums import GroupKind
from network.models import Group


class MeetingTimeField(FuzzyDateField):
    """The day and the times of a meeting in one field: "15.1.2009 klo 9.30–12"; cleans to a ``FuzzyDate``."""

    default_error_messages = {
        "no_day": _("Write the day of the meeting, or at least the month: 15.1.2009 at 9.30–12, February 2009."),
        "no_time": _("Write also when it starts, for example 15.1.2009 at 9.30–12."),
        "no_end": _("Write also when it ends on the last day, for example 15.–16.1.2009 at 9–15."),
    }

    def to_python(self, value):
        when = super().to_python(value)
        if when is None:
            return None
        code = ""
        if not when.is_dated:
            code = "no_day"
        elif when.precision not in (Precision.DAY, Precision.RANGE):
            # Not exact yet: the meeting stands at its first day and cannot be called before the day is written.
            pass
        elif when.starts_time is None:
            code = "no_time"
        elif when.earliest != when.latest and when.ends_time is None:
            code = "no_end"
        if code:
            raise forms.ValidationError(self.error_messages[code], code=code)
        return when


class OptionalMixin:
    """``optional`` fields may be left empty, because the service fills them."""

    optional = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.optional:
            self.fields[name].required = False


class MeetingForm(CrispyMixin, OptionalMixin, forms.ModelForm):
    """The facts of a meeting; a group that is not in the list is founded in place."""

    focus = "group"
    layout = Layout(
        Fieldset(
            _("Who meets"),
            "group",
            Fieldset(_("Add a new group"), "new_group", "new_group_kind", template="meetings/_details_fieldset.html"),
        ),
        Fieldset(_("When and where"), "when", "place_name", "place_address"),
        Fieldset(_("The minutes"), "document_kind", "title", "subject", "language"),
    )
    optional = ("title",)
    when = MeetingTimeField(
        label=_("Day and time"), help_text=_("Day, start and end in one: Thu 15.1.2009 at 9.30–12.")
    )
    new_group = GuardedFormField(label=_("Name of the new group"), required=False, max_length=250)
    new_group_kind = forms.ChoiceField(
        label=_("Kind of the new group"), required=False, choices=[("", "–––"), *GroupKind.choices]
    )

    class Meta:
        model = Meeting
        fields = ["group", "place_name", "place_address", "document_kind", "title", "subject", "language"]
        help_texts = {
            "title": _("As it is printed above the minutes. Left empty, the name of the group."),
            "place_name": _("For instance the building and the room."),
        }
        widgets = {"subject": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        field.queryset = Group.objects.visible_to(user).filter(network=network)
        field.empty_label = _("No group")

    def clean_new_group(self):
        name = self.cleaned_data["new_group"]
        if name and self.fields["group"].queryset.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is already a group of this name. Choose it from the list."))
        return name

    def clean(self):
        cleaned = super().clean()
        group, new_group = cleaned.get("group"), cleaned.get("new_group")
        if group and new_group:
            self.add_error("new_group", _("Choose a group from the list or write a new one, not both."))
        if new_group and not cleaned.get("new_group_kind"):
            self.add_error("new_group_kind", _("Choose the kind of the new group."))
        if (
            not cleaned.get("title")
            and not group
            and not new_group
            and not self.errors.keys() & {"title", "new_group"}
        ):
            self.add_error("title", _("Write a title or choose a group."))
        return cleaned

    @property
    def facts(self):
        """Values for ``services.open_meeting`` and ``edit_meeting``."""
        when = self.cleaned_data["when"]
        exact = when.precision in (Precision.DAY, Precision.RANGE)
        return {name: self.cleaned_data[name] for name in self._meta.fields} | {
            "inexact": None if exact else when,
            "starts_at": _moment(when.earliest, when.starts_time or time()),
            "ends_at": _moment(when.latest, when.ends_time) if when.ends_time else None,
        }


class MeetingUpdateForm(VersionedMixin, MeetingForm):
    layout = Layout("version", *MeetingForm.layout.fields)

    def conflict_with(self, current, *, initial):
        stored, typed = initial["when"], self.cleaned_data["when"]
        if replace(stored, text=typed.text) == typed:
            # The same time in other words is no difference.
            initial = initial | {"when": self["when"].value()}
        return super().conflict_with(current, initial=initial)


class NextMeetingForm(CrispyMixin, VersionedMixin):
    """When and where the group meets next, as exactly as it is known."""

    layout = Layout("version", "when", "place")
    when = FuzzyDateField(
        label=_("When"),
        required=False,
        help_text=_("As exactly as it is known: Wed 4.3.2009 at 13–15.30, March 2009, in a year."),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    place = GuardedFormField(label=_("Place"), required=False, max_length=200, expects=[Clue.STREET])

    def conflict_with(self, current, *, initial):
        rows = super().conflict_with(current, initial=initial)
        self.data[self.add_prefix("version")] = current.next_meeting_version
        return rows


def _moment(day, time):
    """A day and a time of day as a moment, in Helsinki time."""
    return timezone.make_aware(datetime.combine(day, time))
