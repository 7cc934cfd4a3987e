import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from core.fields import (
    DeclaredFileField,
    GuardedCharField,
    GuardedEmailField,
    GuardedJSONField,
    GuardedSlugField,
    GuardedTextField,
)
from core.guard import CHECK_CHARACTERS
from core.privacy import DataClass, Keep
from tests.factories.network import PersonFactory

FIELDS = [
    (GuardedCharField, models.CharField, {"max_length": 50}),
    (GuardedTextField, models.TextField, {}),
    (GuardedEmailField, models.EmailField, {}),
    (GuardedSlugField, models.SlugField, {}),
    (GuardedJSONField, models.JSONField, {}),
    (DeclaredFileField, models.FileField, {}),
]


def identity_code():
    """A valid code of nobody: individual numbers from 900 up are given to no one."""
    digits = "010190" + "900"
    return f"{digits[:6]}-{digits[6:]}{CHECK_CHARACTERS[int(digits) % 31]}"


@pytest.mark.parametrize(("guarded", "plain", "options"), FIELDS)
def test_migrations_see_the_plain_column(guarded, plain, options):
    field = guarded(holds=DataClass.PUBLIC, keep=Keep.RECORD, **options)

    _name, path, _args, kwargs = field.deconstruct()

    assert (field.holds, field.keep) == (DataClass.PUBLIC, Keep.RECORD)
    assert (path, kwargs) == (f"django.db.models.{plain.__name__}", plain(**options).deconstruct()[3])


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (GuardedCharField(), " a\x00b\tc\x0b d ", "ab c d"),
        (GuardedTextField(), "a\r\nb\x0bc\u202ed", "a\nb\ncd"),
        (GuardedEmailField(), "Etu.Suku@Example.org\n", "etu.suku@example.org"),
        (GuardedSlugField(), "oma\x00", "oma"),
        (GuardedJSONField(), {"a\x00": ["b\x0b", {"c": "\u202ed"}], "n": 1}, {"a": ["b\n", {"c": "d"}], "n": 1}),
    ],
)
def test_control_characters_are_stripped(field, typed, stored):
    assert field.clean(typed, None) == stored


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (GuardedCharField(), f"tunnus {identity_code()}"),
        (GuardedTextField(), f"rivi\n{identity_code()}\n"),
        (GuardedEmailField(), f"a.{identity_code()}@example.org"),
        (GuardedSlugField(), identity_code()),
        (GuardedJSONField(), {"rivi": [{"solu": identity_code()}]}),
        (GuardedJSONField(), {identity_code(): 1}),
    ],
)
def test_identity_code_is_refused_and_not_repeated(field, typed):
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed, None)

    assert [error.code for error in refusal.value.error_list] == ["identity_code"]
    assert identity_code() not in str(refusal.value)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (GuardedEmailField(), "ei osoite", "invalid"),
        (GuardedSlugField(), "ei kelpaa", "invalid"),
        (GuardedCharField(max_length=3), "neljä", "max_length"),
        (GuardedTextField(max_length=3), "neljä", "max_length"),
    ],
)
def test_the_checks_of_the_plain_field_stay(field, typed, code):
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed, None)

    assert [error.code for error in refusal.value.error_list] == [code]


@pytest.mark.parametrize(
    ("field", "form_field"),
    [
        (GuardedEmailField(), forms.EmailField),
        (GuardedSlugField(), forms.SlugField),
        (GuardedJSONField(), forms.JSONField),
        (GuardedCharField(choices=[("a", "A")]), forms.TypedChoiceField),
    ],
)
def test_form_field_is_that_of_the_plain_field(field, form_field):
    assert isinstance(field.formfield(), form_field)


def test_form_field_of_text_strips_before_it_measures():
    field = GuardedCharField(max_length=3).formfield()

    assert field.clean("a\x00\x00\x00bc") == "abc"


@pytest.mark.parametrize(
    ("field", "typed", "cleaned"),
    [
        (GuardedCharField(max_length=20).formfield(), "a\x00b\u202ec", "abc"),
        (GuardedTextField().formfield(), "a\x00\r\nb\x85c\u2066d", "a\nb\ncd"),
        (GuardedEmailField().formfield(), "etu\x00.suku\u202e@example.org", "etu.suku@example.org"),
    ],
)
def test_form_field_strips_what_nobody_typed_instead_of_refusing_it(field, typed, cleaned):
    assert field.clean(typed) == cleaned


@pytest.mark.parametrize("field", [GuardedCharField(max_length=50), GuardedTextField(), GuardedEmailField()])
def test_form_field_refuses_an_identity_code_once(field):
    with pytest.raises(ValidationError) as refusal:
        field.formfield().clean(f"a.{identity_code()}@example.org")

    assert [error.code for error in refusal.value.error_list] == ["identity_code"]
    assert identity_code() not in str(refusal.value)


@pytest.mark.parametrize("disguise", [str, str.lower, " ".join, "\u200b".join])
def test_row_with_an_identity_code_is_refused_and_not_repeated(network, disguise):
    person = PersonFactory.build(network=network, last_name=disguise(identity_code()))

    with pytest.raises(ValidationError) as refusal:
        person.full_clean()

    assert [error.code for error in refusal.value.error_dict["last_name"]] == ["identity_code"]
    assert identity_code()[:6] not in str(refusal.value)


def test_row_keeps_its_text_without_control_characters(network):
    person = PersonFactory.build(
        network=network, first_name="Ai\x00no\u202e", last_name="A\u0308ija\u0308la\u0308\x0b", email=""
    )

    person.full_clean()

    assert (person.first_name, person.last_name) == ("Aino", "Äijälä")
