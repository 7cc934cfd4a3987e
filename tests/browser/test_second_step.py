"""Passkeys, with a security key that Chromium plays: allauth's scripts under our content security policy."""

import pytest

from tests.browser.conftest import check
from verkosto.demo.accounts import PASSWORD, account

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page_with_key(open_page, site):
    """A page at a name: an address of numbers can have no passkeys."""

    def make(width):
        page = open_page(width, base_url=site.url.replace("127.0.0.1", "localhost"))
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        return page

    return make


def away(url):
    return "/tili/" not in url


def sign_out(page):
    page.goto("/tili/ulos/")
    page.locator("main form button").click()
    page.wait_for_url("**/")


def test_passkey_is_added_signs_in_alone_and_is_the_second_step(page_with_key, width):
    # One of a role for each width: the passkeys of the first are not in the browser of the second.
    somebody = account("editor" if width == 390 else "admin")
    page = page_with_key(width)
    page.goto("/tili/kirjaudu/")
    page.get_by_role("button", name=somebody.name).click()
    page.wait_for_url(away)
    for address in (
        "/tili/vahvistus/",
        "/tili/vahvistus/sovellus/",
        "/tili/istunnot/",
        "/tili/vahvistus/avaimet/uusi/",
    ):
        page.goto(address)
        check(page)

    page.locator("#passkey-button").click()
    page.wait_for_url("**/varakoodit/")
    check(page)
    page.goto("/tili/vahvistus/avaimet/")
    check(page)
    sign_out(page)
    page.goto("/tili/kirjaudu/")
    check(page)
    page.locator("#passkey-button").click()
    page.wait_for_url(away)
    sign_out(page)
    page.goto("/tili/kirjaudu/")
    page.locator("#id_login").fill(somebody.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/vahvistus/kirjaudu/")
    check(page)
    page.locator("#passkey-button").click()
    page.wait_for_url(away)


def test_browser_without_the_passkey_says_so_and_leaves_the_other_ways(page_with_key):
    page = page_with_key(1280)
    page.goto("/tili/kirjaudu/")

    page.locator("#passkey-button").click()
    page.locator("[data-passkey-failed]").wait_for()

    assert page.locator("#id_password").is_visible()
