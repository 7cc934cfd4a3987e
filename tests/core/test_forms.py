import pytest
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.http import QueryDict
from django.utils import translation

from core.clues import Clue
from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.privacy import DataClass


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


class NoteForm(CrispyMixin, forms.Form):
    text = GuardedFormField(label="Text", required=False)
    place = GuardedFormField(label="Place", required=False, expects=[Clue.STREET])
    phone = GuardedFormField(label="Phone", required=False, holds=DataClass.CONTACT)


def test_form_asks_before_it_takes_what_seems_to_tell_of_a_client():
    form = NoteForm({"text": "Koivukatu 3, 040 123 4567"})

    with translation.override("en"):
        assert form.errors == {
            "text": ["This looks like a street address, a telephone number. Write no data on clients here."]
        }
    assert (form.asks_about_clues, form.may_save_anyway) == (True, False)


def test_form_takes_it_when_the_box_is_ticked_and_keeps_the_tick():
    form = NoteForm({"text": "Koivukatu 3", "save_anyway": "1"})

    assert form.is_valid()
    assert form.keeps_answer


def test_form_that_saves_itself_only_tells():
    form = NoteForm({"text": "Koivukatu 3"})
    form.asks = False

    with translation.override("en"):
        assert form.is_valid()
        assert form.clue_warnings == ["Text: This looks like a street address. Write no data on clients here."]


@pytest.mark.parametrize(
    "data",
    [{"place": "Koivukatu 3"}, {"phone": "040 123 4567"}, {"text": "Old: Koivukatu 3"}],
    ids=["a street in a place", "a number among contact data", "what stood there before"],
)
def test_form_does_not_ask_of_what_belongs_there(data):
    form = NoteForm(data, initial={"text": "Old: Koivukatu 3"})

    assert form.is_valid()
    assert form.clues == {}


@pytest.mark.parametrize("bases", [(VersionedMixin, CrispyMixin, forms.Form), (CrispyMixin, VersionedMixin)], ids=str)
def test_form_asks_whatever_stands_before_the_mixin(bases):
    form_class = type("NoteOfVersion", bases, {"text": GuardedFormField(label="Text", required=False)})

    assert not form_class({"text": "Koivukatu 3", "version": "1"}).is_valid()


class KindsForm(VersionedMixin, CrispyMixin, forms.Form):
    kinds = forms.MultipleChoiceField(label="Kinds", choices=[("a", "A"), ("b", "B")], required=False)


class Stored:
    version = 2


@pytest.mark.parametrize(
    ("stored", "sent", "rows"),
    [
        (["a"], ["b", "a"], [("A", "B, A")]),
        (["a"], [], [("A", "–")]),
        (["b", "a"], ["a", "b"], []),
        (None, [], []),
    ],
)
def test_conflict_shows_several_choices_by_their_words(stored, sent, rows):
    form = KindsForm(QueryDict("&".join(f"kinds={one}" for one in sent)))

    found = form.conflict_with(Stored(), initial={"kinds": stored})

    assert [(theirs, yours) for _label, theirs, yours in found] == rows
