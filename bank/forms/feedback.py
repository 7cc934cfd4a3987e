"""Feedback: a number from 1 to 5 for each statement, and own words; nothing is chosen beforehand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bank.feedback import QUESTIONS, SCALE, scale_ends
from core.fields import GuardedFormField
from core.forms import CrispyMixin


class FeedbackForm(CrispyMixin, forms.Form):
    """The questions of one side. Each may be left without an answer, but not all of them."""

    def __init__(self, *args, side, **kwargs):
        low, high = scale_ends()
        choices = [(score, str(score)) for score in SCALE]
        choices[0], choices[-1] = (SCALE[0], f"{SCALE[0]} {low}"), (SCALE[-1], f"{SCALE[-1]} {high}")
        self.questions = QUESTIONS[side]
        self.base_fields = {
            question.code: forms.TypedChoiceField(
                label=str(question), required=False, choices=choices, coerce=int, empty_value=None,
                widget=forms.RadioSelect,
            )
            for question in self.questions
        }  # fmt: skip
        self.base_fields["text"] = GuardedFormField(
            label=_("In your own words"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4, "data-count": 1000}),
            help_text=_("Write no names and nothing that tells of a family or a client."),
        )
        super().__init__(*args, **kwargs)
        for question in self.questions:
            # That an answer may be left out stands once above the questions.
            self.fields[question.code].label = str(question)

    @property
    def answers(self):
        """``{question code: 1 to 5}`` of what was answered."""
        given = {question.code: self.cleaned_data.get(question.code) for question in self.questions}
        return {code: score for code, score in given.items() if score}


class FeedbackCodeForm(CrispyMixin, forms.Form):
    """The code of a slip, typed."""

    focus = "code"
    code = GuardedFormField(label=_("Code of the slip"), max_length=20)

    def clean_code(self):
        return "".join(self.cleaned_data["code"].upper().split())
