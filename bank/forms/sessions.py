"""Sessions of an order: planned, moved, held, not needed."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import ParticipantGroup, SessionKind, SessionPart, SlotRole
from bank.forms.fields import HoursField
from bank.services import Work
from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.fuzzydates import Look
from core.fuzzydates.forms import FuzzyDateField

WHEN_HELP = _("With the time when you know it: 15.1.2027 at 9–12. An exact time is promised for the whole team.")
PART_OF_ROLE = {
    SlotRole.LEAD: SessionPart.LED,
    SlotRole.TRAINEE: SessionPart.LED,
    SlotRole.OBSERVER: SessionPart.OBSERVED,
}


class PlaceField(GuardedFormField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("Place"),
            required=False,
            max_length=150,
            help_text=_("Left empty, it is the place of the order."),
            **kwargs,
        )


class SessionForm(CrispyMixin, forms.Form):
    """A new session. Only one meeting belongs to an order; pre-meetings and follow-ups may be several."""

    focus = "date"
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices, widget=forms.RadioSelect)
    date = FuzzyDateField(label=_("Date"), help_text=WHEN_HELP)
    place = PlaceField()

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in SessionKind.choices if choice[0] in kinds]


class SessionMoveForm(CrispyMixin, VersionedMixin):
    """Another date or place for a session."""

    focus = "date"
    date = FuzzyDateField(label=_("Date"), help_text=WHEN_HELP)
    place = PlaceField()
    reason = GuardedFormField(
        label=_("Why it moves"), required=False, max_length=300, help_text=_("For the history; coordinators see it.")
    )


class ReasonForm(CrispyMixin, forms.Form):
    """One reason, of an act that needs one; a subclass says of which."""

    focus = "reason"


def reason_field(label, *, help_text="", required=True):
    return GuardedFormField(
        label=label, help_text=help_text, required=required, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SessionWaiveForm(ReasonForm):
    reason = reason_field(
        _("Why the session is not needed"), help_text=_("Everybody who sees the order sees it. Write about no client.")
    )


class SessionCancelForm(ReasonForm):
    reason = reason_field(
        _("Why it is called off"), required=False, help_text=_("For the history; coordinators see it.")
    )


class ReopenForm(ReasonForm):
    reason = reason_field(_("Why the outcome is taken back"), help_text=_("For the history; coordinators see it."))


class SessionHoldForm(CrispyMixin, VersionedMixin):
    """How a session went: when, how many of each group, and what each of the team did in which time.

    Each of the team has fields named after the place: ``part_7``, ``work_7``, ``travel_7``, ``km_7``.
    """

    held = FuzzyDateField(
        label=_("When was it held"), look=Look.BACK, help_text=_("For instance 15.1.2027 or April 2027.")
    )

    def __init__(self, *args, slots, session, **kwargs):
        self.slots = slots
        self.base_fields = self.base_fields | self._count_fields() | self._team_fields()
        self.layout = Layout(
            "version",
            "held",
            Fieldset(_("How many took part"), *(f"count_{group}" for group in ParticipantGroup.values)),
            *(
                Fieldset(slot.name_label, *(f"{name}_{slot.pk}" for name in ("part", "work", "travel", "km")))
                for slot in slots
            ),
        )
        kwargs["initial"] = self._initial_of(session) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # That they may be left out stands once above them.
            field.label = getattr(field, "plain_label", field.label)

    def _count_fields(self):
        return {
            f"count_{group}": forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=500,
                widget=forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"}),
            )
            for group, label in ParticipantGroup.choices
        }

    def _team_fields(self):
        fields = {}
        for slot in self.slots:
            fields |= {
                f"part_{slot.pk}": forms.ChoiceField(
                    label=_("Part"), required=False, choices=[("", _("Was not there")), *SessionPart.choices]
                ),
                f"work_{slot.pk}": HoursField(
                    label=_("Hours of work"), required=False, help_text=_("Preparing and leading: 3, 2,5 or 2:30.")
                ),
                f"travel_{slot.pk}": HoursField(label=_("Hours of travel"), required=False),
                f"km_{slot.pk}": forms.IntegerField(
                    label=_("Kilometres"),
                    required=False,
                    min_value=0,
                    validators=[MaxValueValidator(5000)],
                    widget=forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"}),
                ),
            }
        return fields

    def _initial_of(self, session):
        """What is stored; before that, the planned day once it has come, and the parts by the places."""
        today = timezone.localdate()
        planned = session.date if session.date and session.date.latest and session.date.earliest <= today else None
        initial = {"version": session.version, "held": session.held or planned}
        initial |= {f"count_{one['group']}": one["count"] for one in session.participants}
        done = {one.member_id or one.name_label: one for one in session.facilitators.all()}
        for slot in self.slots:
            one = done.get(slot.member_id or slot.name_label)
            part = one.part if one else "" if done else PART_OF_ROLE.get(slot.role, "")
            initial[f"part_{slot.pk}"] = part
            if one:
                initial |= {
                    f"work_{slot.pk}": one.minutes,
                    f"travel_{slot.pk}": one.travel_minutes,
                    f"km_{slot.pk}": one.kilometres,
                }
        return initial

    def clean_held(self):
        held = self.cleaned_data["held"]
        if held and held.earliest and held.earliest > timezone.localdate():
            raise forms.ValidationError(_("The day it was held cannot be in the future."))
        return held

    def clean(self):
        cleaned = super().clean()
        parts = [cleaned.get(f"part_{slot.pk}") for slot in self.slots]
        if self.slots and not self.errors and SessionPart.LED not in parts:
            raise forms.ValidationError(_("Say who led."))
        return cleaned

    @property
    def participants(self):
        """``[(group, count)]`` for the service."""
        counts = [(group, self.cleaned_data.get(f"count_{group}")) for group in ParticipantGroup.values]
        return [(group, count) for group, count in counts if count]

    @property
    def work(self):
        """``Work`` of everybody who was there or was hindered."""
        data = self.cleaned_data
        return [
            Work(
                name=slot.name_label,
                member=slot.member,
                part=data[f"part_{slot.pk}"],
                minutes=data[f"work_{slot.pk}"],
                travel_minutes=data[f"travel_{slot.pk}"],
                kilometres=data[f"km_{slot.pk}"],
            )
            for slot in self.slots
            if data[f"part_{slot.pk}"]
        ]
