"""Forms of outcomes, goals and what became of actions; ``meetings.forms`` has those of the rest."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.fuzzydates.forms import FuzzyDateField
from meetings.enums import ActionState, OutcomeKind
from meetings.models import Goal, Meeting, Outcome
from meetings.owners import find_owner, owner_of, suggested


class NamesInput(forms.TextInput):
    """A text field that offers names while one types, with the browser's own list."""

    template_name = "meetings/names_input.html"
    names = ()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["names"] = self.names
        return context

    def _render(self, template_name, context, renderer=None):
        # Form renderers look into apps only; the project's templates are beside them.
        return render_to_string(template_name, context)


class OutcomeForm(CrispyMixin, forms.ModelForm):
    """A note, a decision or an action; whoever does an action is typed in one field."""

    layout = Layout("kind", "text", Div("owner", "due", css_class="field-pair"))
    owner = GuardedFormField(
        label=_("Who does it"),
        required=False,
        max_length=250,
        widget=NamesInput,
        help_text=_("A person, an organisation, a group or the project staff; only for an action."),
    )
    due = FuzzyDateField(label=_("By when"), required=False)

    class Meta:
        model = Outcome
        fields = ["kind", "text"]
        help_texts = {
            "text": _("A sentence that stands in the item's text is marked there and not printed twice."),
        }
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3, "autofocus": True})}

    def __init__(self, *args, meeting, user, stored=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, self.user, self.outcome = meeting, user, stored
        if "kind" in self.fields:
            self.fields["kind"].choices = Outcome._meta.get_field("kind").choices
        self.fields["owner"].widget.names = suggested(meeting)

    def clean_owner(self):
        words = self.cleaned_data["owner"]
        if not words:
            return None
        stored = owner_of(self.outcome) if self.outcome else None
        if stored and stored.label == words:
            # Not typed anew: the name as it was that day.
            return stored
        return find_owner(self.meeting, self.user, words)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned["kind"] != OutcomeKind.ACTION:
            for name in ("owner", "due"):
                if cleaned.get(name):
                    self.add_error(name, _("Only an action has this. Choose Action as the kind, or leave this empty."))
        return cleaned


class OutcomeUpdateForm(VersionedMixin, OutcomeForm):
    layout = Layout("version", *OutcomeForm.layout.fields)


class MeasureForm(OutcomeForm):
    """A measure of a goal: always an action."""

    layout = Layout("text", Div("owner", "due", css_class="field-pair"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class FactsForm(VersionedMixin, OutcomeForm):
    """Who does an action and by when, in one line below the text."""

    layout = Layout("version", Div("owner", "due", css_class="field-pair"))

    class Meta(OutcomeForm.Meta):
        fields = []
        widgets = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The help would take more room than the fields.
        for name in ("owner", "due"):
            self.fields[name].help_text = ""


class LineForm(forms.Form):
    """A line of the text and what it is made of by one key."""

    kind = forms.ChoiceField(choices=OutcomeKind.choices)
    text = GuardedFormField(max_length=2000)


class GoalForm(CrispyMixin, forms.ModelForm):
    layout = Layout("number", "text", "points")
    points = GuardedFormField(
        label=_("Points"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )

    class Meta:
        model = Goal
        fields = ["number", "text"]
        help_texts = {"number": _("Left empty, the number follows from the order of the goals.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "autofocus": True})}

    def clean_points(self):
        return [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]


class GoalUpdateForm(VersionedMixin, GoalForm):
    layout = Layout("version", *GoalForm.layout.fields)


class SettleForm(CrispyMixin, forms.Form):
    """What became of an action, and where it was told."""

    layout = Layout("state", "note", "meeting")
    state = forms.ChoiceField(label=_("How it stands"), choices=ActionState.choices, widget=forms.RadioSelect)
    note = GuardedFormField(label=_("What was told"), required=False, max_length=300)
    meeting = forms.ModelChoiceField(
        label=_("Told in the meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Not in a meeting"),
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].label_from_instance = lambda meeting: f"{meeting.when.text} {meeting.title}"
