"""Every field that can hold text says what it may hold and how long it is kept (product.md, section 6)."""

import pytest
from django.apps import apps
from django.db import models

from core.fields import DeclaredMixin, GuardedMixin, SealedField
from core.privacy import DataClass, Keep
from tests.own_apps import OWN_APPS
from verkosto.privacy import PACKAGE_FIELDS

pytestmark = pytest.mark.check

TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField,
        models.GenericIPAddressField, models.FilePathField)  # fmt: skip
# Types that hold no text. A type that is in neither list fails, so that a new one is thought of.
PLAIN = (models.AutoField, models.BooleanField, models.DateField, models.TimeField, models.DurationField,
         models.IntegerField, models.FloatField, models.DecimalField, models.UUIDField, models.ForeignKey)  # fmt: skip


def columns():
    """``[("app.Model.field", field)]`` of every installed model; of a generated column, what it gives."""
    return [
        (f"{model._meta.label}.{field.name}", getattr(field, "output_field", field))
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("tests.")
        for field in model._meta.concrete_fields
    ]


TEXT_COLUMNS = [(name, field) for name, field in columns() if isinstance(field, TEXT)]
DECLARED_HERE = [(name, field) for name, field in TEXT_COLUMNS if name not in PACKAGE_FIELDS]


def by_name(columns):
    return {"argvalues": columns, "ids": [name for name, _field in columns]}


@pytest.mark.parametrize(("name", "field"), **by_name(columns()))
def test_type_of_column_is_known_to_hold_text_or_not(name, field):
    assert isinstance(field, TEXT) != isinstance(field, PLAIN), (
        f"{name} is a {type(field).__name__}: add the type to one of the lists of this test."
    )


@pytest.mark.parametrize(("name", "field"), **by_name(DECLARED_HERE))
def test_text_field_declares_data_class_and_retention(name, field):
    assert isinstance(field, DeclaredMixin), f"{name}: use a field of core.fields, or list it in verkosto.privacy."
    assert isinstance(field.holds, DataClass), f"{name}: holds= is missing."
    assert isinstance(field.keep, Keep), f"{name}: keep= is missing."


@pytest.mark.parametrize(("name", "field"), **by_name(DECLARED_HERE))
def test_text_field_is_guarded_unless_it_is_a_file_or_sealed(name, field):
    assert isinstance(field, (GuardedMixin, models.FileField, SealedField))


def test_table_of_packages_lists_only_fields_that_exist_and_none_of_ours():
    known = dict(columns())

    assert sorted(set(PACKAGE_FIELDS) - set(known)) == []
    # What Django's abstract user brings is a package's field in a model of ours.
    assert [name for name in PACKAGE_FIELDS if name.partition(".")[0] in OWN_APPS] == ["network.User.password"]


def test_concern_is_held_by_one_row_and_wiped_by_its_own_schedule():
    holders = [name for name, field in DECLARED_HERE if field.holds == DataClass.CONCERN]
    schedules = [name for name, field in DECLARED_HERE if field.keep == Keep.CONCERN]

    assert (holders, schedules) == (["bank.Concern.sealed"], ["bank.Concern.sealed"])


def test_concern_has_no_column_for_clear_text():
    columns = [name for name, _field in TEXT_COLUMNS if name.startswith("bank.Concern.")]

    assert columns == ["bank.Concern.sealed"]


def test_personal_contact_data_is_not_kept_for_ever():
    kept = [
        name
        for name, field in DECLARED_HERE
        if field.holds in (DataClass.CONTACT, DataClass.CONCERN, DataClass.SECRET) and field.keep == Keep.REFERENCE
    ]

    assert kept == []
