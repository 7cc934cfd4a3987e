"""Whoever has neither a password nor a second step shows with a code by mail that it is the same person."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from network.reauthentication import SESSION_KEY
from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)
WEIGHTY = "/tili/tiedot/"
PAGE = "/tili/varmista/koodilla/"


@pytest.fixture(autouse=True)
def _asked_for(settings):
    cache.clear()
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = settings.MFA_REAUTHENTICATION_REQUIRED = True


@pytest.fixture
def user():
    user = UserFactory(email="aada@kunta.example", verified=True)
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def client(user, client_as):
    return client_as(user)


def sent_code():
    return CODE.search(mail.outbox[-1].body)[0]


def ask(client):
    return client.post(PAGE, {"action": "send", "next": WEIGHTY})


def give(client, code):
    return client.post(PAGE, {"code": code, "next": WEIGHTY})


def test_code_opens_what_was_asked_for(client):
    asked = client.get(WEIGHTY)
    page = client.get(asked.url)
    ask(client)

    given = give(client, sent_code().lower().replace("-", ""))

    assert (asked.url, page.status_code, given.url) == (f"{PAGE}?next=%2Ftili%2Ftiedot%2F", 200, WEIGHTY)
    assert client.get(WEIGHTY).status_code == 200
    assert mail.outbox[-1].to == ["aada@kunta.example"]
    assert re.findall(r"https?://\S+", mail.outbox[-1].body) == []


def test_code_works_once_and_in_this_browser_only(client, user):
    ask(client)
    code, other = sent_code(), Client()
    other.force_login(user)

    elsewhere, here, again = give(other, code), give(client, code), give(client, code)

    assert [answer.status_code for answer in (elsewhere, here, again)] == [422, 302, 422]
    assert code not in str(dict(client.session))


def test_three_wrong_codes_end_it(client):
    ask(client)
    code = sent_code()

    wrong = [give(client, "AAAA-AAAA").status_code for _time in range(3)]

    assert (wrong, give(client, code).status_code) == ([422, 422, 422], 422)


def test_old_code_is_refused(client):
    ask(client)
    session = client.session
    session[SESSION_KEY] = session[SESSION_KEY] | {"at": time.time() - 601}
    session.save()

    response = give(client, sent_code())

    assert "liian vanha" in response.content.decode()


def test_so_many_codes_an_hour_and_then_the_page_says_so(client):
    for _time in range(6):
        ask(client)
    page = client.get(PAGE)

    assert len(mail.outbox) == 5
    assert "Koodeja on pyydetty liian monta. Odota tunti" in page.content.decode()


def test_so_many_tries_a_minute_in_all_sessions_together(client, user):
    for _time in range(3):
        ask(client)
        for _try in range(3):
            give(client, "AAAA-AAAA")
    other = Client()
    other.force_login(user)
    ask(other)
    code = sent_code()

    give(other, "AAAA-AAAA")
    last = give(other, code)

    assert last.status_code == 422
    assert list(last.context["form"].errors["code"]) == [
        "Liian monta yritystä lyhyessä ajassa. Odota minuutti ja yritä uudelleen."
    ]


@pytest.mark.parametrize("name", ["account_set_password", "mfa_activate_totp", "mfa_add_webauthn"])
def test_how_one_signs_in_is_not_changed_without_it(client, name):
    response = client.get(reverse(name))

    assert response.url.startswith(PAGE)


def test_address_is_not_changed_without_it(client, user):
    response = client.post(reverse("account_email"), {"email": "uusi@kunta.example", "action_add": ""})

    assert response.url.startswith(PAGE)
    assert user.emailaddress_set.count() == 1


def test_whoever_has_a_password_is_asked_for_it(client_as):
    response = client_as(UserFactory()).get(f"{PAGE}?next={WEIGHTY}")

    assert response.url == f"{reverse('account_reauthenticate')}?next=%2Ftili%2Ftiedot%2F"


def test_code_leads_to_no_other_site(client):
    ask(client)

    response = client.post(PAGE, {"code": sent_code(), "next": "https://example.org/"})

    assert response.url == reverse("home")
