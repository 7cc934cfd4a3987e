import pytest
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import translation

from core.forms import CrispyMixin


class CallForm(CrispyMixin, forms.Form):
    """Drawn in another order than its fields are written in."""

    layout = Layout(Fieldset("", "kind", "what"), "when")
    focus = "kind"
    when = forms.CharField(label="When")
    what = forms.CharField(label="What", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    day = forms.DateField(label="Day", required=False)
    name = forms.CharField(label="Name", error_messages={"required": "Write your name."})

    def clean(self):
        self.add_error(None, "Nothing fits.")
        self.add_error("what", "Write what.")


def test_error_summary_follows_the_page_and_says_what_to_do():
    form = CallForm({"day": "tomorrow"})

    with translation.override("en"):
        summary = [(id_, label, str(message)) for id_, label, message in form.error_summary]

    assert summary == [
        ("id_kind", "Kind", "Choose one from the list."),
        ("id_what", "What", "Write what."),
        ("id_when", "When", "Fill in this field."),
        ("id_day", "Day", "Write the day like this: 15.1.2027."),
        ("id_name", "Name", "Write your name."),
        ("", "", "Nothing fits."),
    ]


@pytest.mark.parametrize(("data", "focused"), [(None, ["kind"]), ({}, [])], ids=["opened", "refused"])
def test_typing_starts_in_the_named_field_of_a_form_that_was_not_refused(data, focused):
    form = CallForm(data)

    assert [name for name, field in form.fields.items() if "autofocus" in field.widget.attrs] == focused
