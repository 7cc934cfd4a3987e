"""Signing in to a demo by a click: closed everywhere else."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories.network import UserFactory

# Read before any test sets DEMO: the addresses would be those of a demo for all tests that follow in the process.
from tests.verkosto import demo_urls  # noqa: F401
from verkosto.demo.accounts import ACCOUNTS


def test_demo_door_has_no_address_elsewhere(client, db):
    UserFactory(email=ACCOUNTS[0].email)

    assert settings.DEMO is False
    assert client.post("/demo/kirjaudu/", {"email": ACCOUNTS[0].email}).status_code == 404


@pytest.mark.urls("tests.verkosto.demo_urls")
def test_demo_door_stays_closed_where_demo_is_off(client, db):
    UserFactory(email=ACCOUNTS[0].email)

    response = client.post("/demo/kirjaudu/", {"email": ACCOUNTS[0].email})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.urls("tests.verkosto.demo_urls")
def test_demo_door_lets_in_as_a_demo_account(client, db, settings):
    settings.DEMO = True
    user = UserFactory(email=ACCOUNTS[0].email, language="sv")

    response = client.post("/demo/kirjaudu/", {"email": user.email})

    assert (response.url, response.cookies["language"].value) == (reverse("home"), "sv")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.urls("tests.verkosto.demo_urls")
def test_demo_door_lets_in_nobody_else(client, db, settings):
    settings.DEMO = True
    user = UserFactory(email="somebody@example.org")

    response = client.post("/demo/kirjaudu/", {"email": user.email})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session
