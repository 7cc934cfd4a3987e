"""Codes by which somebody shows an address to be one's own."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from bank.models import AddressCode
from bank.outside_mail import compose_code
from bank.services import (
    forget_codes,
)
from tests.factories.bank import (
    AddressCodeFactory,
)

pytestmark = pytest.mark.django_db


def test_codes_are_forgotten_after_twelve_hours():
    kept = AddressCodeFactory(asked_at=timezone.now() - timedelta(hours=11))
    AddressCodeFactory(asked_at=timezone.now() - timedelta(hours=13))

    forget_codes()

    assert list(AddressCode.objects.all()) == [kept]


def test_a_code_that_is_late_is_not_mailed():
    assert compose_code(AddressCodeFactory(asked_at=timezone.now() - timedelta(minutes=31))) is None
    assert compose_code(AddressCodeFactory(confirmed_at=timezone.now())) is None


def test_codes_have_six_digits_and_differ():
    codes = [AddressCodeFactory.build(key=uuid.UUID(int=number)).code for number in range(200)]

    assert {len(code) for code in codes} == {6}
    assert len(set(codes)) > 190
