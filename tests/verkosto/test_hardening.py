"""What a browser is told to forbid: on every page, every error and every file."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.urls import get_resolver, reverse

from core.middleware import CONTENT_SECURITY_POLICY
from core.views import POLICY_OF_FILES
from network.sessions import SessionStore
from tests.verkosto.access_data import OWN
from verkosto.access import ACCESS, Open
from verkosto.views import pages

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Scripts, styles and handlers in the page itself; blocks of data are none.
INLINE = re.compile(
    rb"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style|\sstyle=\"|\son[a-z]+=\"|javascript:"
)


def lacking(response):
    """The headers that an answer does not have as they should be; a file has a policy of its own."""
    wanted = HEADERS
    if response.streaming and response.headers.get("Content-Disposition", "").startswith("attachment"):
        wanted = HEADERS | {"Content-Security-Policy": POLICY_OF_FILES}
    return {name for name, value in wanted.items() if response.headers.get(name) != value}


def reader_of(access):
    if isinstance(access.who, Open):
        return {Open.PUBLIC: "anonymous", Open.EDITORS: "editor"}.get(access.who, "no role")
    return min(access.who.may)


@pytest.mark.django_db
def test_every_page_has_the_headers_no_cache_and_nothing_inline(world):
    """A policy without nonces: there is nothing that would need one."""
    faults = {}
    for access in ACCESS:
        if "GET" not in access.methods.split() or (access.only and not getattr(settings, access.only)):
            continue
        person = reader_of(access)
        response = world.client(person).get(world.address(access, OWN, person))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        found = lacking(response)
        if person != "anonymous" and "no-store" not in response.get("Cache-Control", ""):
            found |= {"Cache-Control"}
        if response["Content-Type"].startswith("text/html") and INLINE.search(content):
            found |= {"inline"}
        if found:
            faults[f"{access.name}[{access.of}]"] = found

    assert faults == {}


@pytest.mark.django_db
def test_errors_have_the_headers(world, settings, monkeypatch):
    client = world.client("member")
    client.raise_request_exception = False
    monkeypatch.setattr(pages, "is_late", lambda: 1 / 0)
    answers = {
        400: client.get("/", headers={"host": "somewhere.example"}),
        403: client.get(reverse("bank:queue", args=["oma"])),
        404: client.get("/ei-ole/"),
        500: client.get(reverse("health")),
    }
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1
    answers[413] = client.post(reverse("set-language"), "language=sv", "application/x-www-form-urlencoded")

    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    assert {status: lacking(answer) for status, answer in answers.items()} == {status: set() for status in answers}
    assert {answer["Cache-Control"] for answer in answers.values()} == {"no-store"}


@pytest.mark.django_db
def test_error_while_the_database_is_away_has_the_headers(world, monkeypatch):
    client = world.client("member")
    client.raise_request_exception = False

    def away(_store):
        raise OperationalError

    monkeypatch.setattr(SessionStore, "load", away)

    response = client.get(reverse("home"))

    assert (response.status_code, lacking(response), response["Cache-Control"]) == (500, set(), "no-store")


@pytest.mark.django_db
def test_static_files_and_what_is_no_file_have_the_headers(client):
    answers = [client.get("/static/icons.svg"), client.get("/static/ei-ole.svg"), client.get("/tiedostot/ei-ole/")]
    answers[0].getvalue()  # a static file stays open until it is read

    assert [(answer.status_code, lacking(answer)) for answer in answers] == [(200, set()), (404, set()), (404, set())]


@pytest.mark.django_db
def test_htmx_keeps_no_page(world):
    page = world.client("member").get(world.network.get_absolute_url()).content.decode()

    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", page)[1])
    assert (config["historyCacheSize"], config["refreshOnHistoryMiss"], config["allowEval"]) == (0, True, False)


def test_there_is_no_admin_of_django():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert "admin" not in get_resolver().app_dict


def test_with_https_every_cookie_is_bound_to_the_host():
    """In a process of its own: settings are read once."""
    root = Path(__file__).parents[2]
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from core.messages import HostCookieStorage as m\n"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, m.cookie_name)\n"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)\n"
        "print(s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN, s.LANGUAGE_COOKIE_DOMAIN)\n"
        "print(s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_PATH, s.LANGUAGE_COOKIE_PATH)\n"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "verkosto.settings", "HTTPS": "1", "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=root, capture_output=True, text=True, check=True)

    assert [line.split() for line in done.stdout.splitlines()] == [
        ["__Host-sessionid", "__Host-csrftoken", "__Host-language", "__Host-messages"],
        ["True"] * 4,
        ["None"] * 3,
        ["/"] * 3,
    ]


def test_a_host_that_is_not_ours_is_refused():
    assert Client().get("/", headers={"host": "somewhere.example"}).status_code == 400
