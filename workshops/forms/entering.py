"""What the secretary types, pastes and moves."""

import uuid

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.fingerprints import fingerprint
from core.forms import CrispyMixin, PickerField, VersionedMixin
from core.fuzzydates.forms import FuzzyDateField
from core.guard import refuse_identity_code
from network.models import Municipality
from workshops.enums import ReflectionKind, Topic
from workshops.models import Workshop
from workshops.models.lines import TEXT_LENGTH
from workshops.queries.pasting import COMMENTS, FEEDBACK, PASTED_AS

PASTED_LINES, PASTED_LENGTH = 150, 25_000


def _workshop_field():
    return forms.ModelChoiceField(
        Workshop.objects.none(),
        label=pgettext_lazy("of a day", "Workshop"),
        required=False,
        empty_label=_("In general"),
    )


def _municipality_field():
    return PickerField(
        Municipality.objects.none(),
        url_name="network:municipality-picker",
        label=_("Municipality"),
        required=False,
        help_text=_("Left empty, the line is not signed."),
    )


class OfDayForm(CrispyMixin, forms.Form):
    """Narrows the workshops to those of the day, and the municipalities to those that there were on it."""

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day
        if "workshop" in self.fields:
            self.fields["workshop"].queryset = Workshop.objects.filter(day=day)
        if "municipality" in self.fields:
            self.fields["municipality"].queryset = Municipality.objects.on(day.held_on)
            self.fields["municipality"].set_network(day.network, may_add=False)


class SentOnceForm(OfDayForm):
    """Its ``key`` is drawn when it opens: what is sent twice counts once. Those that inherit it have a ``text``."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The browser would cut what is pasted without a word; the server refuses it and keeps all of it.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_key(self):
        return self.cleaned_data["key"] or uuid.uuid4()


class EntryForm(SentOnceForm):
    """One line: Enter in it saves. ``kept`` are the fields that stay for the next one."""

    kept = ()
    text = GuardedFormField(
        label=_("What they say"),
        max_length=TEXT_LENGTH,
        error_messages={"required": _("Write the line, then press Enter.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["autocomplete"] = "off"

    @property
    def facts(self):
        """Values for the service, without ``key``."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class ReflectionEntryForm(EntryForm):
    layout = Layout("key", "workshop", "municipality", "kind", "text")
    kept = ("workshop", "municipality", "kind")
    workshop = _workshop_field()
    municipality = _municipality_field()
    kind = forms.ChoiceField(
        label=_("What it tells"), required=False, choices=[("", _("Not said")), *ReflectionKind.choices]
    )


class FollowUpEntryForm(EntryForm):
    layout = Layout("key", "municipality", "topic", "who", "when", "text")
    kept = ("municipality", "topic")
    municipality = _municipality_field()
    topic = forms.ChoiceField(label=_("About"), choices=Topic.choices)
    who = GuardedFormField(label=_("Who does it"), required=False, max_length=200)
    when = FuzzyDateField(label=_("When"), required=False)


class FeedbackEntryForm(EntryForm):
    layout = Layout("key", "text")
    focus = "text"


class ReflectionMoveForm(VersionedMixin, OfDayForm):
    layout = Layout("version", "workshop", "municipality")
    workshop = _workshop_field()
    municipality = _municipality_field()


class FollowUpMoveForm(VersionedMixin, OfDayForm):
    layout = Layout("version", "topic", "municipality")
    topic = forms.ChoiceField(label=_("About"), choices=Topic.choices)
    municipality = _municipality_field()


class PastedField(GuardedFormField):
    """Many lines of text; what is refused is named by its line."""

    default_validators = ()

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.Textarea({"rows": 12, "spellcheck": "false"}), max_length=PASTED_LENGTH, **kwargs
        )

    def validate(self, value):
        super().validate(value)
        lines = [(number, line) for number, line in enumerate(value.split("\n"), start=1) if line.strip()]
        if len(lines) > PASTED_LINES:
            problem = gettext("There are %(lines)d lines. Paste at most %(most)d at once.")
            raise ValidationError(problem % {"lines": len(lines), "most": PASTED_LINES})
        problems = [
            gettext("Line %(line)d: %(message)s") % {"line": number, "message": message}
            for number, line in lines
            for message in _refusals(line)
        ]
        if problems:
            raise ValidationError(problems)
        # One that is broken over two lines.
        refuse_identity_code(value)

    def clues_in(self, value):
        """The preview asks, at each line."""
        return []


class PasteForm(SentOnceForm):
    """Many lines at once: what they are, and where those belong that do not say it themselves."""

    layout = Layout("key", "pasted_as", "workshop", "municipality", "text")
    focus = "text"
    pasted_as = forms.ChoiceField(label=_("The lines are"))
    workshop = _workshop_field()
    municipality = _municipality_field()
    text = PastedField(
        label=_("Lines"),
        help_text=_(
            "One line is one answer. “A.” or “A. Title” begins a workshop, and “(Siuntio)” at the end of a line is "
            "its municipality; so is a line with nothing but the name of a municipality, for all below it."
        ),
        error_messages={"required": _("Paste the lines here.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {COMMENTS: _("Comments on workshops"), FEEDBACK: _("Feedback of the day")}
        self.fields["pasted_as"].choices = [(one, words.get(one) or _next_steps(one)) for one in PASTED_AS]
        self.fields["workshop"].help_text = _("Of lines above which no workshop stands.")
        self.fields["municipality"].help_text = _("Of lines that name none.")

    @property
    def mark(self):
        """Of all that decides what is understood: a preview of something else is none."""
        told = [str(self.cleaned_data[name]) for name in ("pasted_as", "workshop", "municipality", "text")]
        return fingerprint(told)[:16]


def _next_steps(topic):
    return gettext("Next steps: %(topic)s") % {"topic": Topic(topic).label}


def _refusals(line):
    try:
        refuse_identity_code(line)
    except ValidationError as error:
        return error.messages
    if len(line) > TEXT_LENGTH:
        return [gettext("is longer than %(most)d characters. Divide it.") % {"most": TEXT_LENGTH}]
    return []
