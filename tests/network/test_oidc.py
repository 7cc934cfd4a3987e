"""Signing in through an organisation's own service: whom it lets in, and whom not, against a real small service."""

import http.client
import time
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

from network.models import User
from tests.factories.network import NetworkFactory, UserFactory

# Read before any test names an issuer, as with the demo's (tests/verkosto/test_demo_door.py).
from tests.network import oidc_urls  # noqa: F401
from tests.network.oidc_provider import CLIENT, OTHER_KEY, SECRET, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.network.oidc_urls")]
ADDRESS = "aada@kunta.example"


@pytest.fixture(scope="module")
def service():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(service, settings):
    cache.clear()
    service.claims, service.userinfo = {"email": ADDRESS, "email_verified": True}, {}
    app = {
        "provider_id": "oidc",
        "name": "Esimerkkilä",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": service.url},
    }
    settings.OIDC_ISSUER, settings.OIDC_NAME = service.url, "Esimerkkilä"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return service


@pytest.fixture
def user():
    return UserFactory(email=ADDRESS, verified=True)


def sign_in(client, query=""):
    """To the service and back, as a browser goes; the answer to coming back."""
    there = urlsplit(client.get(f"{reverse('openid_connect_login', args=['oidc'])}{query}").url)
    connection = http.client.HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().getheader("Location"))
    connection.close()
    return client.get(f"{back.path}?{back.query}")


def is_in(client):
    return "_auth_user_id" in client.session


def test_verified_address_opens_its_account_and_nothing_is_stored(client, provider, user):
    response = sign_in(client, "?next=/tili/istunnot/")

    assert (response.url, client.session["_auth_user_id"]) == ("/tili/istunnot/", str(user.pk))
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_service_is_never_tied_to_an_account(client, provider, user, process):
    client.force_login(user)

    response = sign_in(client, f"?process={process}&next=/tili/istunnot/")

    assert (response.url, client.session["_auth_user_id"]) == ("/tili/istunnot/", str(user.pk))
    assert SocialAccount.objects.count() == 0


def test_service_opens_the_account_of_its_address_to_whoever_was_in_another(client, provider, user):
    client.force_login(UserFactory(verified=True))

    sign_in(client, "?process=connect")

    assert (client.session["_auth_user_id"], SocialAccount.objects.count()) == (str(user.pk), 0)


def test_service_that_is_away_is_told_at_the_sign_in_page(client, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:1"

    response = client.get(reverse("openid_connect_login", args=["oidc"]))

    assert response.url == reverse("account_login")
    assert "ei onnistunut" in client.get(response.url).content.decode()


def test_address_without_an_account_opens_none(client, provider):
    response = sign_in(client)

    assert (response.url, is_in(client), User.objects.count()) == (reverse("account_login"), False, 0)
    assert "ei ole tunnusta" in client.get(response.url).content.decode()


@pytest.mark.parametrize("verified", [False, "true", "false", None])
def test_address_that_was_not_verified_opens_nothing(client, provider, user, verified):
    provider.claims["email_verified"] = verified

    sign_in(client)

    assert is_in(client) is False


@pytest.mark.parametrize(
    "claims", [{"aud": "somebody else"}, {"iss": "https://example.org"}, {"exp": int(time.time()) - 60}]
)
def test_token_for_somebody_else_or_too_old_is_refused(client, provider, user, claims):
    provider.claims |= claims

    response = sign_in(client)

    assert (response.url, is_in(client)) == (reverse("account_login"), False)


def test_token_that_another_key_signed_is_refused(client, provider, user, monkeypatch):
    monkeypatch.setattr(provider, "key", OTHER_KEY)

    response = sign_in(client)

    assert (response.url, is_in(client)) == (reverse("account_login"), False)


def test_service_that_gives_no_token_is_refused(client, provider, user, monkeypatch):
    monkeypatch.setattr(provider, "gives_token", False)

    sign_in(client)

    assert is_in(client) is False


@pytest.mark.parametrize(("subject", "let_in"), [("1", True), ("2", False)])
def test_address_may_be_told_beside_the_token_of_the_same_person(client, provider, user, subject, let_in):
    provider.claims = {}
    provider.userinfo = {"sub": subject, "email": ADDRESS, "email_verified": True}

    sign_in(client)

    assert is_in(client) is let_in


def test_closed_account_stays_closed(client, provider, user):
    user.is_active = False
    user.save()

    response = sign_in(client)

    assert (response.url, is_in(client)) == (reverse("account_inactive"), False)


def test_address_that_somebody_asked_to_change_to_opens_nothing(client, provider):
    other = UserFactory(email="toinen@kunta.example", verified=True)
    other.emailaddress_set.create(email=ADDRESS, verified=False)

    sign_in(client)

    assert is_in(client) is False


@pytest.mark.parametrize(("does_it", "let_in"), [(False, False), (True, True)])
def test_second_step_is_asked_for_here_unless_the_service_does(client, provider, settings, does_it, let_in):
    settings.OIDC_DOES_SECOND_STEP = does_it
    UserFactory(email=ADDRESS, verified=True, second_step=True)

    response = sign_in(client)

    assert (response.url == reverse("mfa_authenticate"), is_in(client)) == (not let_in, let_in)


@pytest.mark.parametrize("does_it", [False, True])
def test_coordinator_sets_up_a_second_step_unless_the_service_does(client, provider, settings, user, does_it):
    settings.MFA_REQUIRED, settings.OIDC_DOES_SECOND_STEP = True, does_it
    network = NetworkFactory(roles={"coordinator": [user]})
    sign_in(client)

    response = client.get(network.get_absolute_url())

    assert (response.status_code, getattr(response, "url", "")) == (
        (200, "") if does_it else (302, reverse("mfa_index"))
    )


def test_answer_that_nobody_asked_for_opens_nothing(client, provider, user):
    response = client.get(f"{reverse('openid_connect_callback', args=['oidc'])}?code=code-0&state=made-up")

    assert (response.url, is_in(client)) == (reverse("account_login"), False)


def test_page_of_signing_in_offers_the_service_where_one_is_named(client, provider, settings):
    offered = client.get(reverse("account_login")).content.decode()
    settings.OIDC_ISSUER = ""

    assert "Kirjaudu: Esimerkkilä" in offered
    assert "Esimerkkilä" not in client.get(reverse("account_login")).content.decode()


def test_unknown_service_does_not_exist(client, provider):
    assert client.get(reverse("openid_connect_login", args=["toinen"])).status_code == 404


@pytest.mark.urls("verkosto.urls")
def test_there_is_no_address_where_no_service_is_named(client):
    assert client.get("/tili/palvelu/oidc/").status_code == 404
