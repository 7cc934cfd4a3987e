"""docs/asvs.csv, OWASP's standard requirement by requirement, against the repository."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.urls import reverse

from tests.factories.network import PASSWORD, UserFactory

ROOT = Path(__file__).parents[2]
with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
TESTS = sorted({row["test"] for row in ROWS if row["test"]})
# How many requirements version 5.0.0 has on levels 1 and 2.
REQUIREMENTS = {"1": 70, "2": 183}


@pytest.mark.check
def test_every_requirement_of_levels_1_and_2_stands_there_once():
    assert Counter(row["level"] for row in ROWS) == REQUIREMENTS
    assert len({row["requirement"] for row in ROWS}) == len(ROWS)
    assert [row for row in ROWS if not re.fullmatch(r"V\d+\.\d+\.\d+", row["requirement"])] == []


@pytest.mark.check
def test_every_row_has_its_test_or_its_reason():
    lacking = [
        row["requirement"]
        for row in ROWS
        if not row["what it asks"] or not (row["test"] if row["verdict"] == "proved" else row["reason"])
    ]

    assert lacking == []
    assert {row["verdict"] for row in ROWS} == {"proved", "partly", "not met", "not ours", "does not apply"}


@pytest.mark.check
@pytest.mark.parametrize("test", TESTS)
def test_named_test_is_there(test):
    path, _colons, name = test.partition("::")

    assert re.search(rf"^ *def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def sign_in(client):
    user = UserFactory(verified=True)
    client.get(reverse("account_login"))
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


@pytest.mark.django_db
def test_cookie_of_the_session_is_for_no_script_and_no_other_site(client):
    sign_in(client)

    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.django_db
def test_signing_in_gives_the_session_another_key(client):
    sign_in(client)
    first = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    sign_in(client)

    assert client.cookies["sessionid"].value != first


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/tila/", "/ei-ole/", "/tili/kirjaudu/", "/tyot/"])
def test_answers_are_not_sniffed_and_tell_other_sites_nothing(client, address):
    response = client.get(address)

    assert (response["X-Content-Type-Options"], response["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert [name for name in response.headers if name.startswith("Access-Control-")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["front", "account_login", "methods:method-list"])
def test_trace_is_refused(client, name):
    assert client.generic("TRACE", reverse(name)).status_code == 405


def test_passwords_are_stored_by_a_costly_hash():
    """Settings of tests have a quick one, so it is the default that counts."""
    from django.conf import global_settings  # noqa: PLC0415 -- what holds where the settings say nothing

    real = (Path(settings.BASE_DIR) / "verkosto" / "settings.py").read_text(encoding="utf-8")
    assert "PASSWORD_HASHERS" not in real
    assert global_settings.PASSWORD_HASHERS[0].endswith(PBKDF2PasswordHasher.__name__)
    assert PBKDF2PasswordHasher.iterations >= 600_000
