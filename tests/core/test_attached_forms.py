"""Files in a form: several at once, each refused one with its name, and asked for again."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from django.views.generic.edit import FormView

from core.attached_forms import MOST_FILES, UploadField, UploadMixin, UploadsField
from tests.meetings.files import pdf, upload


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def clean(*files, dropped=()):
    field = UploadsField()
    field.dropped = dropped
    return field.clean(list(files))


def refusals(*files, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        clean(*files, **kwargs)
    return refusal.value.messages


def test_several_files_are_taken_and_none_is_an_empty_list():
    assert [one.name for one in clean(upload(pdf(), "a.pdf"), upload(pdf(2), "b.pdf"))] == ["a.pdf", "b.pdf"]
    assert clean() == []


def test_each_refused_file_is_named(settings):
    found = refusals(
        upload(pdf(), "ohje.pdf"), upload(b"", "100 % tyhjä.pdf"), upload(b"MZ", "b.exe"), dropped=["c.pdf"]
    )

    assert [message.split(":")[0] for message in found] == ["c.pdf", "100 % tyhjä.pdf", "b.exe"]
    assert found[1] == "100 % tyhjä.pdf: The file is empty."
    assert f"larger than {settings.UPLOAD_LIMIT_MB} MB" in found[0]


def test_name_with_an_identity_code_is_not_repeated(identity_code):
    (message,) = refusals(upload(pdf(), f"{identity_code}.pdf"))

    assert identity_code not in message


def test_number_of_files_has_its_limit():
    files = [upload(pdf(), f"{number}.pdf") for number in range(MOST_FILES)]

    assert len(clean(*files)) == MOST_FILES
    assert refusals(*files, dropped=["suuri.pdf"]) == ["These are too many files: at most 10 at a time."]


class PaperForm(forms.Form):
    title = forms.CharField()
    file = UploadField(required=False)
    others = UploadsField()


class PaperView(UploadMixin, FormView):
    form_class = PaperForm


def errors_of(**typed):
    view = PaperView()
    view.setup(RequestFactory().post("/", typed))
    form = view.get_form()
    view.get_context_data(form=form)
    return {name: [str(message).split(":")[0] for message in messages] for name, messages in form.errors.items()}


def test_form_that_comes_back_asks_for_its_files_again():
    one, all_of_them = "Choose the file again", "Choose all the files again"

    assert errors_of(file=upload(pdf()), others=[upload(pdf()), upload(pdf())]) == {
        "title": ["This field is required."],
        "file": [one],
        "others": [all_of_them],
    }
    assert errors_of(file=upload(b""), others=[upload(b"MZ", "b.exe"), upload(pdf())]) == {
        "title": ["This field is required."],
        "file": ["The file is empty."],
        "others": ["b.exe", all_of_them],
    }


def test_form_without_files_or_without_a_fault_asks_for_none():
    assert errors_of() == {"title": ["This field is required."]}
    assert errors_of(title="Otsikko", file=upload(pdf())) == {}
