"""What came of a municipality's next steps: a state and words for each, on one page."""

import uuid

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedFormField
from core.forms import CrispyMixin
from meetings.enums import ActionState
from workshops.models import FollowUp

STATES = [
    (ActionState.OPEN, pgettext_lazy("news of a step", "Going on")),
    *((one, one.label) for one in (ActionState.DONE, ActionState.DROPPED)),
]
TEXT_LENGTH = 1000
# The host's choice of who does it: the organisation itself, or the key of a working group.
ORGANISATION = "kunta"


class OwnerForm(forms.Form):
    """Which municipality's steps are meant, and who does them; an empty owner is whoever usually would."""

    municipality = GuardedFormField(required=False, max_length=60)
    owner = forms.RegexField(rf"^({ORGANISATION}|[0-9]{{1,18}})$", required=False)


class NewsForm(CrispyMixin, forms.Form):
    """A state and words for each of the ``steps``. Each may be left without an answer, but not all of them.

    ``key`` is made with the page, so that the same page sent twice counts once.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, steps: list[FollowUp], **kwargs):
        self.steps = steps
        super().__init__(*args, **kwargs)
        groups = []
        for step in steps:
            state, text = f"state_{step.pk}", f"text_{step.pk}"
            # That an answer may be left out stands once above the steps, and each word stands after its step.
            self.fields[state] = forms.ChoiceField(
                label=_("How does it stand?"), required=False, choices=STATES, widget=forms.RadioSelect
            )
            self.fields[text] = GuardedFormField(
                label=_("What came of it?"),
                required=False,
                max_length=TEXT_LENGTH,
                widget=forms.Textarea({"rows": 3, "data-count": TEXT_LENGTH}),
            )
            groups.append(Fieldset(format_lazy("{}", step.words), state, text))
        self.helper.layout = Layout("key", *groups)

    def get_initial_for_field(self, field, field_name):
        return uuid.uuid4() if field_name == "key" else super().get_initial_for_field(field, field_name)

    def clean(self):
        cleaned = super().clean()
        for step in self.steps:
            if cleaned.get(f"text_{step.pk}") and not cleaned.get(f"state_{step.pk}"):
                self.add_error(f"state_{step.pk}", _("Choose how it stands, too."))
        if not self.errors and not self.news:
            raise forms.ValidationError(_("Choose for at least one of the steps how it stands."))
        return cleaned

    @property
    def news(self):
        """``[(step, state, words, key)]`` of the steps of which something is told."""
        told = [
            (step, self.cleaned_data.get(f"state_{step.pk}"), self.cleaned_data.get(f"text_{step.pk}", ""))
            for step in self.steps
        ]
        key = self.cleaned_data.get("key")
        return [(step, state, text, uuid.uuid5(key, str(step.pk))) for step, state, text in told if state and key]
