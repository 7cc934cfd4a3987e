"""The form that a phone fills in: every box of the day on one page, each of them optional."""

import uuid

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedFormField
from core.forms import CluesMixin
from core.fuzzydates.forms import FuzzyDateField
from network.models import Municipality
from workshops.enums import ReflectionKind, Topic
from workshops.models import DayFeedback, FollowUp, Line, Workshop, WorkshopDay
from workshops.models.lines import SCALE, TEXT_LENGTH

TOO_LONG = _(
    "A line has at most %(limit_value)d characters; this one has %(show_value)d. Divide it into several lines, or say "
    "it in fewer words."
)
NOTHING = _("Nothing was written yet. Write into one of the boxes first.")


def _box(label):
    # No maxlength in the browser: it would cut what is pasted without a word.
    return GuardedFormField(
        label=label, required=False, widget=forms.Textarea, validators=[MaxLengthValidator(TEXT_LENGTH, TOO_LONG)]
    )


def _short(model, name, label):
    return GuardedFormField(label=label, required=False, max_length=model._meta.get_field(name).max_length)


def _scale(name):
    low, high = SCALE
    return forms.TypedChoiceField(
        label=DayFeedback._meta.get_field(name).verbose_name,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(number, str(number)) for number in range(low, high + 1)],
    )


class PhoneForm(CluesMixin, forms.Form):
    """Whatever was filled in is sent together; a phone with JavaScript sends each line by itself, in the same form.

    The key of a line is made from that of the page, its box and all that the line says: the same line sent twice is
    one, and another text, municipality or date in the same box, after going back, is another line.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    kunta = forms.ModelChoiceField(Municipality.objects.none(), label=_("Municipality"), required=False)
    name = _short(Line, "name_label", _("Name"))

    def __init__(self, day: WorkshopDay, workshops: list[Workshop], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["kunta"].queryset = day.municipalities
        self.fields["kunta"].empty_label = _("Another one, or none")
        self.boxes = {}
        for workshop in workshops:
            for kind in ReflectionKind:
                name = f"w{workshop.pk}_{kind}"
                self.fields[name] = _box(kind.label)
                self.boxes[name] = (workshop, kind)
        self.fields["general"] = _box(pgettext_lazy("workshop day", "Other comments"))
        self.boxes["general"] = (None, "")
        self.fields["topic"] = forms.ChoiceField(label=_("What it is about"), choices=Topic, required=False)
        self.fields["step"] = _box(_("What we do next"))
        self.fields["who"] = _short(FollowUp, "who", _("Who does it"))
        self.fields["when"] = FuzzyDateField(label=_("When is it done"), required=False)
        for name in DayFeedback.SCALES:
            self.fields[name] = _scale(name)
        self.fields["feedback"] = _box(_("In your own words"))
        self.parts = [
            (workshop, [self[f"w{workshop.pk}_{kind}"] for kind in ReflectionKind]) for workshop in workshops
        ]

    @property
    def scales(self):
        return [self[name] for name in DayFeedback.SCALES]

    @property
    def error_list(self):
        """``[(id of the input, label, message)]`` for the summary above the form."""
        rows = [
            (self[name].id_for_label, self[name].label, text) for name in self.fields for text in self[name].errors
        ]
        return rows + [("", "", text) for text in self.non_field_errors()]

    @property
    def is_empty(self):
        """Whether nothing but who answers was filled in."""
        return not (self.answers["reflections"] or self.answers["follow_up"] or self.answers["feedback"])

    def clean(self):
        data = super().clean()
        if (data.get("who") or data.get("when")) and not data.get("step") and "step" not in self.errors:
            self.add_error("step", _("Write what will be done."))
        if data.get("step") and not data.get("topic") and "topic" not in self.errors:
            self.add_error("topic", _("Choose what the next step is about."))
        return data

    @property
    def answers(self):
        """Arguments of ``services.send_answers``."""
        data = self.cleaned_data
        signed = f"{data['kunta'] and data['kunta'].pk} {data['name']}"
        reflections = [
            {"key": self._key(name, data[name], signed), "workshop": workshop, "kind": str(kind), "text": data[name]}
            for name, (workshop, kind) in self.boxes.items()
            if data[name]
        ]
        follow_up = {name: data[name] for name in ("topic", "who", "when")} | {"text": data["step"]}
        # A date is what was written: the days it stands for depend on the day it is sent.
        said = (str(value or "") for value in follow_up.values())
        feedback = {name: data[name] for name in DayFeedback.SCALES} | {"text": data["feedback"]}
        has_feedback = any(value not in ("", None) for value in feedback.values())
        return {
            "reflections": reflections,
            "follow_up": {"key": self._key("step", *said, signed), **follow_up} if data["step"] else None,
            "feedback": {"key": self._key("feedback", str(feedback)), **feedback} if has_feedback else None,
            "municipality": data["kunta"],
            "name": data["name"],
        }

    def _key(self, name, *said):
        return uuid.uuid5(self.cleaned_data["key"], repr((name, *said)))
