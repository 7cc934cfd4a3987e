"""The forms of a day and of its workshops."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from meetings.enums import DocumentKind
from meetings.forms import MeetingForm
from methods.models import Method
from workshops.models import Workshop, WorkshopDay
from workshops.services.days import DAY_FACTS, WORKSHOP_FACTS

_DAY = forms.fields_for_model(WorkshopDay, DAY_FACTS)


class DayForm(MeetingForm):
    """A workshop day and its meeting: what, when and where, and how people sign up and answer."""

    focus = "title"
    layout = Layout(
        Fieldset(_("The day"), "title", "subject", "group", "language", "intro", "thanks"),
        Fieldset(_("When and where"), "when", "place_name", "place_address"),
        Fieldset(_("Sign-up"), "signup_until", "places_per_municipality"),
        Fieldset(_("Answers"), "shown_at_once"),
    )
    new_group = new_group_kind = None
    signup_until, places_per_municipality = _DAY["signup_until"], _DAY["places_per_municipality"]
    intro, thanks, shown_at_once = _DAY["intro"], _DAY["thanks"], _DAY["shown_at_once"]

    class Meta(MeetingForm.Meta):
        fields = ["group", "place_name", "place_address", "title", "subject", "language"]
        help_texts = MeetingForm.Meta.help_texts | {"title": _("As it is printed on the programme and the summary.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signup_until"].help_text = _("The last day. Left empty, nobody signs up beforehand.")
        self.fields["places_per_municipality"].help_text = _("Left empty, any number.")
        self.fields["intro"].help_text = _("Stands above the programme and the summary.")
        self.fields["thanks"].help_text = _("The last words of the summary.")

    @property
    def facts(self):
        """Values for ``services.open_day`` and ``edit_day``."""
        own = {name: self.cleaned_data[name] for name in DAY_FACTS}
        return {"meeting_facts": super().facts | {"document_kind": DocumentKind.SUMMARY}, **own}


class DayUpdateForm(VersionedMixin, DayForm):
    layout = Layout("version", "meeting_version", *DayForm.layout.fields)
    meeting_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def conflict_with(self, current, *, initial):
        rows = super().conflict_with(current, initial=initial | {"meeting_version": self["meeting_version"].value()})
        self.data[self.add_prefix("meeting_version")] = current.meeting.version
        return rows


class WorkshopForm(CrispyMixin, forms.ModelForm):
    """One workshop: the model, whose it is, and when and where it is shown."""

    focus = "title"
    layout = Layout(
        Fieldset(_("What is shown"), "code", "title", "model", "method", "presenter_place", "in_use", "presenters"),
        Fieldset(_("When and where"), "room", "starts", "ends", "places"),
    )
    code = GuardedFormField(
        label=_("Letter"), required=False, max_length=2, help_text=_("Left empty, the next one that is free.")
    )

    class Meta:
        model = Workshop
        fields = list(WORKSHOP_FACTS)
        help_texts = {
            "presenter_place": _("For instance the municipality."),
            "presenters": _("Names and titles, as the programme prints them."),
            "places": _("Left empty, as many as come."),
        }
        widgets = {
            "model": forms.Textarea({"rows": 3}),
            "starts": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "ends": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].queryset = Method.objects.visible_to(user)
        self.fields["method"].empty_label = _("No method of the catalogue")

    def _post_clean(self):
        """The service checks the whole workshop."""


class WorkshopUpdateForm(VersionedMixin, WorkshopForm):
    layout = Layout("version", *WorkshopForm.layout.fields)
