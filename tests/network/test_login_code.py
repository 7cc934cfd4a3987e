"""A code by mail, typed into the browser that asked for it."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def user():
    return UserFactory(email="aino@example.org", verified=True)


def ask(client, email="aino@example.org"):
    return client.post(reverse("account_request_login_code"), {"email": email})


def give(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def code_in(message):
    return CODE.search(message.body)[0]


def test_code_signs_in_the_browser_that_asked_for_it(client, user):
    asked = ask(client)

    response = give(client, code_in(mail.outbox[0]).lower())

    assert (asked.url, response.url) == (reverse("account_confirm_login_code"), reverse("home"))
    assert client.session["_auth_user_id"] == str(user.pk)


def test_code_works_in_no_other_browser(client, user):
    ask(client)
    other = Client()

    response = give(other, code_in(mail.outbox[0]))

    assert response.url == reverse("account_request_login_code")
    assert "_auth_user_id" not in other.session


def test_mail_holds_no_link_that_a_scanner_could_open(client, user):
    ask(client)

    assert re.findall(r"https?://\S+|www\.\S+", mail.outbox[0].body) == []
    assert len(CODE.findall(mail.outbox[0].body)) == 1


def test_mail_is_in_the_language_of_the_account(client):
    UserFactory(email="aino@example.org", verified=True, language="sv")
    UserFactory(email="eino@example.org", verified=True, language="fi")

    for name in ("aino", "eino"):
        ask(Client(), f"{name}@example.org")

    assert mail.outbox[0].subject != mail.outbox[1].subject


def test_unknown_address_looks_the_same_and_gets_nothing(client):
    response = ask(client, "nobody@example.org")
    page = client.get(response.url)

    assert (response.url, page.templates[0].name, mail.outbox) == (
        reverse("account_confirm_login_code"),
        "account/confirm_login_code.html",
        [],
    )


def test_three_wrong_codes_end_it(client, user):
    ask(client)
    for _attempt in range(3):
        give(client, "AAAA-AAAA")

    response = give(client, code_in(mail.outbox[0]))

    assert response.url == reverse("account_request_login_code")
    assert "_auth_user_id" not in client.session


def test_code_works_once(client, user):
    ask(client)
    code = code_in(mail.outbox[0])
    give(client, code)
    client.post(reverse("account_logout"))

    give(client, code)

    assert "_auth_user_id" not in client.session


def test_code_is_no_way_round_the_second_step(client):
    UserFactory(email="aino@example.org", verified=True, second_step=True)
    ask(client)

    response = give(client, code_in(mail.outbox[0]))

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_closed_account_gets_no_code(client, user):
    user.is_active = False
    user.save()

    ask(client)

    assert mail.outbox == []
