"""Whoever changes how one signs in is told of to the owner of the account, by mail and without a way in."""

import re

import pytest
from allauth.account.models import EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests.factories.network import PASSWORD, UserFactory, add_passkey

pytestmark = pytest.mark.django_db
NEW = "kolme vihreää kuusta"


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def user():
    return UserFactory(verified=True, second_step=True, email="aada@kunta.example", language="sv")


@pytest.fixture
def client(user, client_as):
    return client_as(user)


def change_password(client, user):
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def remove_app(client, user):
    client.post(reverse("mfa_deactivate_totp"))


def remove_passkey(client, user):
    key = add_passkey(user)
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def change_address(client, user):
    client.post(reverse("account_email"), {"email": "uusi@kunta.example", "action_add": ""})
    mail.outbox.clear()
    new = user.emailaddress_set.get(email="uusi@kunta.example")
    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(new).key]))


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        (change_password, "Lösenordet till ditt Verkosto-konto har ändrats"),
        (remove_app, "Autentiseringsappen har tagits bort från ditt Verkosto-konto"),
        (remove_passkey, "En nyckel har tagits bort från ditt Verkosto-konto"),
        (change_address, "Adressen till ditt Verkosto-konto har ändrats"),
    ],
)
def test_change_is_told_to_the_present_address_in_the_language_of_the_account(client, user, act, subject):
    act(client, user)

    message = mail.outbox[0]
    assert (message.subject, message.to) == (subject, ["aada@kunta.example"])
    assert re.findall(r"https?://\S+|\d{6}", message.body) == []
    assert NEW not in message.body


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_are_told_of_without_any_of_them(client, user):
    client.post(reverse("mfa_generate_recovery_codes"))

    [message] = mail.outbox
    assert message.subject == "Nya reservkoder har gjorts för ditt Verkosto-konto"
    assert re.findall(r"[0-9a-f]{8}", message.body) == []


def test_mail_server_that_is_away_does_not_make_a_change_look_undone(client, user, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    user.refresh_from_db()
    assert (response.status_code, user.check_password(NEW)) == (302, True)
