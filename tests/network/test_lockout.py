"""Guessing passwords is stopped, for the account and for the subnet it comes from."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.network import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def user():
    return UserFactory(email="aino@example.org", verified=True)


def sign_in(email, password, address):
    client = Client(REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_account_is_locked_after_five_wrong_passwords_from_wherever(user):
    for number in range(5):
        sign_in(user.email, "wrong", f"192.0.{number}.1")

    assert sign_in(user.email, PASSWORD, "198.51.100.1") is False


def test_other_accounts_are_not_locked_by_it(user):
    for _attempt in range(5):
        sign_in("somebody@example.org", "wrong", "192.0.2.1")

    assert sign_in(user.email, PASSWORD, "192.0.2.1") is True


@pytest.mark.parametrize(
    ("guessing", "beside", "elsewhere"),
    [
        ("192.0.2.{}", "192.0.2.250", "192.0.3.1"),
        ("2001:db8:1:{}::1", "2001:db8:1:ffff::1", "2001:db8:2::1"),
    ],
    ids=["IPv4", "IPv6"],
)
def test_subnet_is_locked_after_twenty_wrong_passwords_for_any_accounts(user, guessing, beside, elsewhere):
    for number in range(20):
        sign_in(f"user{number}@example.org", "wrong", guessing.format(number))

    assert sign_in(user.email, PASSWORD, beside) is False
    assert sign_in(user.email, PASSWORD, elsewhere) is True


def test_common_password_is_refused(client, user):
    client.force_login(user)
    common = "qwerty123456"

    response = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": common, "password2": common}
    )

    assert list(response.context["form"].errors) == ["password1"]
