"""The second step of signing in: who needs it, setting it up, using it, and what is stored of it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.urls import reverse

from network.mfa import MFAAdapter
from tests.factories.network import PASSWORD, add_passkey

pytestmark = pytest.mark.django_db

INDEX = "/tili/vahvistus/"


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


def code_of(secret):
    """The code of now, not the oldest that is taken: half a minute may end before it is sent."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def secret_of(user):
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


def give_password(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


# --- who needs one ---


@pytest.mark.parametrize("kind", ["coordinator", "editor", "admin"])
def test_role_that_opens_more_than_ones_own_is_sent_to_set_up_a_second_step(
    client_as, as_role, network, required, kind
):
    client = client_as(as_role(kind))

    home, everything = client.get(f"/v/{network.slug}/"), client.get("/alku/")
    page = client.get(home.url)

    assert (home.url, everything.url) == (INDEX, INDEX)
    assert page.wsgi_request.second_step_missing is True


def test_act_is_not_done_before_the_second_step(client_as, coordinator, network, required):
    response = client_as(coordinator).post(f"/v/{network.slug}/henkilot/uusi/", {"first_name": "A", "last_name": "B"})

    assert response.url == INDEX
    assert list(network.people.all()) == []


@pytest.mark.parametrize("kind", ["orderer", "facilitator", "secretary", "member"])
def test_other_roles_need_none(client_as, as_role, network, required, kind):
    response = client_as(as_role(kind)).get(f"/v/{network.slug}/")

    assert response.templates[0].name == "network/home.html"


@pytest.mark.parametrize("add", [lambda user: add_passkey(user), None], ids=["passkey", "app"])
def test_pages_open_with_a_second_step(client_as, as_role, network, required, add):
    user = as_role("coordinator", second_step=add is None)
    if add:
        add(user)

    response = client_as(user).get(f"/v/{network.slug}/")

    assert response.templates[0].name == "network/home.html"


def test_public_pages_and_the_way_out_stay_open_without_one(client_as, coordinator, required):
    client = client_as(coordinator)

    opened = [client.get(address).status_code for address in ("/menetelmat/", "/tili/ulos/", "/tili/salasana/")]

    assert opened == [200, 200, 200]


def test_role_that_has_ended_needs_none(client_as, as_role, other_network, required, network):
    user = as_role("coordinator", network=other_network)
    user.roles.update(valid_from="2009-01-01", valid_to="2009-01-02")

    response = client_as(user).get("/alku/")

    assert response.templates[0].name == "verkosto/choose_network.html"


# --- setting it up ---


def test_app_is_set_up_with_a_code_and_brings_recovery_codes(client_as, as_role):
    user = as_role("coordinator", verified=True)
    client = client_as(user)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    codes = client.get(response.url)

    assert (response.url, secret_of(user)) == (reverse("mfa_view_recovery_codes"), secret)
    assert len(codes.context["unused_codes"]) == 10


def test_wrong_code_sets_up_nothing(client_as, as_role):
    user = as_role("coordinator", verified=True)
    client = client_as(user)
    client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "000"})

    assert list(response.context["form"].errors) == ["code"]
    assert list(Authenticator.objects.all()) == []


def test_code_to_scan_is_a_drawing_of_ours_that_names_the_account(client_as, as_role):
    user = as_role("coordinator", verified=True)

    page = client_as(user).get(reverse("mfa_activate_totp"))
    content = page.content.decode()

    assert page.context["totp_url"].startswith(f"otpauth://totp/{user.email.replace('@', '%40')}?")
    assert "issuer=Verkosto" in page.context["totp_url"]
    assert content.count('<svg class="qr"') + content.count('class="qr"') >= 1
    assert "data:image" not in content


def test_secrets_are_encrypted_at_rest(as_role):
    user = as_role("coordinator", second_step=True)

    stored = {row.type: row.data for row in Authenticator.objects.filter(user=user)}

    assert stored["totp"]["secret"] != secret_of(user)
    assert re.fullmatch("[A-Z2-7]{32}", secret_of(user))
    assert re.fullmatch("[0-9a-f]{80}", decrypt(stored["recovery_codes"]["seed"]))


def test_new_key_is_put_before_the_old_one(settings):
    settings.MFA_KEYS = ["old"]
    stored = MFAAdapter().encrypt("secret")

    settings.MFA_KEYS = ["new", "old"]
    read, again = MFAAdapter().decrypt(stored), MFAAdapter().encrypt("secret")
    settings.MFA_KEYS = ["new"]

    assert (read, MFAAdapter().decrypt(again)) == ("secret", "secret")
    with pytest.raises(InvalidToken):
        MFAAdapter().decrypt(stored)


def test_setting_up_asks_for_the_password_when_signing_in_is_long_ago(client_as, as_role, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = True
    client = client_as(as_role("coordinator", verified=True))

    response = client.get(reverse("mfa_activate_totp"))

    assert response.url.partition("?")[0] == reverse("account_reauthenticate")


def test_setting_up_asks_nothing_of_whoever_has_just_signed_in(client, as_role, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = True
    give_password(client, as_role("coordinator", verified=True))

    response = client.get(reverse("mfa_activate_totp"))

    assert response.templates[0].name == "mfa/totp/activate_form.html"


def test_passkeys_of_others_do_not_exist(client_as, as_role):
    theirs = add_passkey(as_role("admin", verified=True))
    client = client_as(as_role("coordinator", verified=True))

    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_name_of_a_passkey_with_an_identity_code_is_refused(client_as, as_role, identity_code):
    user = as_role("coordinator", verified=True)
    passkey = add_passkey(user)

    response = client_as(user).post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": identity_code})

    assert list(response.context["form"].errors) == ["name"]


def test_forged_passkey_is_refused(client_as, as_role):
    user = as_role("coordinator", verified=True)
    credential = add_passkey(user).data["credential"]
    client = client_as(user)
    client.get(reverse("mfa_add_webauthn"))

    for forged in ("{}", "[]", "1", str(credential).replace("'", '"')):
        response = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": forged})
        assert response.context["form"].is_valid() is False
    assert Authenticator.objects.filter(user=user).count() == 1


# --- signing in with it ---


def test_password_alone_signs_in_nobody_who_has_a_second_step(client, as_role):
    user = as_role("coordinator", verified=True, second_step=True)

    response = give_password(client, user)

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_code_of_the_app_signs_in_once(client, as_role, client_as):
    user = as_role("coordinator", verified=True, second_step=True)
    code = code_of(secret_of(user))
    give_password(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = type(client)()
    give_password(other, user)

    again = other.post(reverse("mfa_authenticate"), {"code": code})

    assert client.session["_auth_user_id"] == str(user.pk)
    assert list(again.context["form"].errors) == ["code"]
    assert "_auth_user_id" not in other.session


def test_recovery_code_signs_in_once(client, as_role):
    user = as_role("coordinator", verified=True, second_step=True)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert client.session["_auth_user_id"] == str(user.pk)
    assert code not in Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def test_guessing_codes_is_stopped(client, as_role):
    user = as_role("coordinator", verified=True, second_step=True)
    give_password(client, user)
    for _attempt in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "1"})

    right = client.post(reverse("mfa_authenticate"), {"code": code_of(secret_of(user))})

    assert list(right.context["form"].errors) == ["code"]
    assert "_auth_user_id" not in client.session
