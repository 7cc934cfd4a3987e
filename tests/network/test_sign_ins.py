"""The security log: who signed in and how, and who did not get in."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core.models import LogEntry
from tests.factories.network import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

TYPED = "my-password-of-somewhere-else"


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture(autouse=True)
def _all_levels(caplog):
    caplog.set_level(logging.INFO)


@pytest.fixture
def user():
    return UserFactory(email="aino@example.org", verified=True)


def sign_in(email, password, address="192.0.2.77"):
    client = Client(REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": email, "password": password})
    return client


def entries(user):
    found = LogEntry.objects.filter(target_type="network.user", target_id=user.pk).order_by("pk")
    return [(entry.action, entry.actor_id, entry.changes) for entry in found]


def failure(way, subnet="192.0.2.0"):
    return {"way": [None, way], "subnet": [None, subnet]}


@pytest.mark.parametrize(
    ("address", "subnet"), [("192.0.2.77", "192.0.2.0"), ("2001:db8:1:2::3", "2001:db8:1::")], ids=["IPv4", "IPv6"]
)
def test_wrong_password_leaves_the_key_of_the_account_and_the_subnet_alone(user, caplog, address, subnet):
    sign_in("Aino@Example.org", TYPED, address)

    assert entries(user) == [("network.user.sign_in_failed", None, failure("password", subnet))]
    assert f"Sign-in failed: network.user:{user.pk}, password, from {subnet}" in caplog.text
    assert [words in caplog.text for words in (TYPED, "example.org", address)] == [False, False, False]


def test_unknown_address_leaves_a_line_that_does_not_tell_it(user, caplog):
    sign_in("nobody@elsewhere.example", TYPED)

    assert LogEntry.objects.count() == 0
    assert "Sign-in failed: no such account, password, from 192.0.2.0" in caplog.text
    assert [words in caplog.text for words in (TYPED, "nobody", "elsewhere")] == [False, False, False]


def test_locked_account_leaves_lines_and_no_more_rows(user, caplog):
    for number in range(7):
        sign_in(user.email, TYPED, f"192.0.{number}.1")

    assert len(entries(user)) == 5
    assert caplog.text.count(f"Sign-in locked: network.user:{user.pk}, password") == 2


def test_sign_in_tells_with_what(user):
    sign_in(user.email, PASSWORD)

    assert entries(user) == [("network.user.signed_in", user.pk, {"ways": [None, ["password"]]})]


def test_wrong_code_by_mail_is_logged(user, client):
    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[0].body, re.MULTILINE)[0]

    client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert entries(user) == [
        ("network.user.sign_in_failed", None, failure("code", "127.0.0.0")),
        ("network.user.signed_in", user.pk, {"ways": [None, ["code"]]}),
    ]


def test_wrong_second_step_is_logged(user):
    TOTP.activate(user, "ORSXG5A=")
    client = sign_in(user.email, PASSWORD)

    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert Authenticator.objects.filter(user=user).exists()
    assert entries(user) == [("network.user.sign_in_failed", None, failure("mfa"))]


def test_wrong_password_of_whoever_is_asked_again_is_another_act(user):
    client = sign_in(user.email, PASSWORD)

    client.post(reverse("account_reauthenticate"), {"password": TYPED})

    assert entries(user)[1:] == [("network.user.proof_failed", user.pk, failure("password"))]


def test_passkey_of_nobody_leaves_a_line(client, caplog):
    credential = (
        '{"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {}, "response":'
        ' {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}'
    )

    client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert "Sign-in failed: no such account, passkey, from 127.0.0.0" in caplog.text


def test_page_of_ones_sessions_shows_what_failed(user):
    other = UserFactory(verified=True)
    sign_in(other.email, TYPED)
    sign_in(user.email, TYPED, "198.51.100.9")
    client = sign_in(user.email, PASSWORD)

    page = client.get("/tili/istunnot/")

    assert [(one.way, one.subnet) for one in page.context["failed"]] == [("salasana", "198.51.100.0")]
    assert "verkosta 198.51.100.0" in page.content.decode()


def test_page_of_ones_sessions_says_when_nothing_failed(user):
    page = sign_in(user.email, PASSWORD).get("/tili/istunnot/")

    assert "Ei yhtään viimeisten 30 päivän aikana" in page.content.decode()
