"""Files leave by a signed address that knows no cookies: for one file, one reader and a minute."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from core.files import LIFETIME
from network.models import Role
from tests.factories.bank import OrderFactory
from tests.factories.core import StoredFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(network):
    return StoredFileFactory(subject=OrderFactory(network=network), kind="bank.order_report", ready=True)


@pytest.fixture
def signed(client_as, coordinator, stored):
    """The signed address, as the ordinary one sends on to it."""
    response = client_as(coordinator).get(reverse("document-download", args=[stored.uuid]))
    assert response.status_code == 303
    return response.url


def test_file_is_saved_and_does_nothing_in_the_name_of_our_pages(signed, stored):
    response = Client().get(signed)

    assert response.getvalue() == stored.file.read()
    assert {name: response[name] for name in (
        "Content-Disposition", "X-Content-Type-Options", "Cache-Control", "Content-Security-Policy"
    )} == {
        "Content-Disposition": f'attachment; filename="{stored.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["", "x"], ids=["a file", "nothing"])
def test_cookies_are_neither_read_nor_set(client_as, coordinator, signed, path):
    url = f"/tiedostot/{path}/" if path else signed
    with_cookies = client_as(coordinator)
    with_cookies.cookies.load({"language": "sv", "csrftoken": "a" * 32, "messages": "x"})

    plain = Client().get(url)
    content = plain.getvalue()
    same = with_cookies.get(url)

    assert sorted(plain.items()) == sorted(same.items())
    assert content == same.getvalue()
    assert plain.cookies == same.cookies.__class__()
    assert "Set-Cookie" not in plain
    assert "Cookie" not in plain.get("Vary", "")


def test_address_opens_for_a_minute(signed, monkeypatch):
    signed_at = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: signed_at + LIFETIME.total_seconds() + 2)

    assert Client().get(signed).status_code == 404


def test_address_that_was_changed_opens_nothing(signed):
    assert Client().get(signed[:-4] + "xyz/").status_code == 404


def test_reader_who_has_lost_the_right_meanwhile_gets_nothing(signed, coordinator):
    Role.objects.filter(user=coordinator).delete()

    assert Client().get(signed).status_code == 404


def test_reader_whose_account_was_closed_meanwhile_gets_nothing(signed, coordinator):
    coordinator.is_active = False
    coordinator.save()

    assert Client().get(signed).status_code == 404


def test_files_may_have_a_host_of_their_own(client_as, coordinator, stored, settings):
    settings.FILES_URL, settings.ALLOWED_HOSTS = "http://files.example.org", ["testserver", "files.example.org"]

    url = client_as(coordinator).get(reverse("document-download", args=[stored.uuid])).url
    path = url.removeprefix("http://files.example.org")
    codes = {
        (host, what): Client(headers={"host": host}).get(what).status_code
        for host in ("files.example.org", "testserver")
        for what in (path, reverse("account_login"))
    }

    assert codes == {
        ("files.example.org", path): 200,
        ("files.example.org", reverse("account_login")): 404,
        ("testserver", path): 404,
        ("testserver", reverse("account_login")): 200,
    }
