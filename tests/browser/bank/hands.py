"""Somebody at work in the bank: by keyboard, or by tapping."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.fuzzydates.formats import format_days
from tests.browser.conftest import check, tab_to
from verkosto.demo.accounts import account

FACILITATOR = account("facilitator").name
METHOD = "Tulevaisuuden muistelu (verkostopalaveri)"
CODE = r"\n\s*(\d{6})\s*\n"
CONCERN = "Toivon, että perheen kanssa työskentelevät löytävät yhteisen suunnan."


class Hand:
    """Somebody who works on a page by keyboard, or by tapping: the same acts. What comes next is checked."""

    def __init__(self, page, *, keyboard=False):
        self.page, self.keyboard = page, keyboard

    def go(self, selector, *, key="Enter"):
        """Follow a link or press a button, and check the page that it leads to."""
        with self.page.expect_navigation():
            if self.keyboard:
                tab_to(self.page, selector)
                self.page.keyboard.press(key)
            else:
                self.page.locator(selector).first.click()
        check(self.page)

    def open_details(self, summary):
        if self.keyboard:
            tab_to(self.page, summary)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator(summary).first.click()

    def choose_act(self, address):
        """One of the other acts of an order, from its menu."""
        self.open_details(".act-menu summary")
        self.go(f".act-menu [href$='{address}'], .act-menu [action$='{address}'] button")

    def write(self, name, text):
        if self.keyboard:
            tab_to(self.page, f"main [name={name}]")
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            self.page.locator(f"main [name={name}]").fill(text)

    def choose(self, name, label):
        """An option of a list, by the beginning of its words."""
        options = self.page.locator(f"main select[name={name}] option").all_inner_texts()
        wanted = next(place for place, text in enumerate(options) if text.strip().startswith(label))
        if self.keyboard:
            tab_to(self.page, f"main select[name={name}]")
            self.page.keyboard.press("Home")
            for _ in range(wanted):
                self.page.keyboard.press("ArrowDown")
        else:
            self.page.locator(f"main select[name={name}]").select_option(index=wanted)

    def tick(self, selector):
        if self.keyboard:
            tab_to(self.page, selector)
            self.page.keyboard.press("Space")
        else:
            self.page.locator(selector).check()

    def save(self):
        """Send the form that one is in."""
        with self.page.expect_navigation():
            if self.keyboard:
                self.page.keyboard.press("Control+Enter")
            else:
                self.page.locator("main form .btn-primary").first.click()
        check(self.page)

    @property
    def message(self):
        return self.page.locator("#messages").inner_text()

    @property
    def status(self):
        return self.page.locator("main .status-line .status").first.inner_text()


def mailed(site, page, address, pattern):
    """What the newest stored mail to an address says, once it has gone out: the first group of the pattern."""
    for _ in range(100):
        mails = sorted((site.var / "mail").iterdir(), key=lambda file: file.stat().st_mtime)
        for mail in reversed([file.read_text() for file in mails]):
            if f"To: {address}\n" in mail and (found := re.search(pattern, mail)):
                return found[1]
        page.wait_for_timeout(200)
    return pytest.fail(f"No mail to {address} has {pattern}.")


def day_text(days):
    day = timezone.localdate() + timedelta(days=days)
    return format_days(day, day, "fi")


def fill_in_order(page, unit, address, *, wished="kevät 2099"):
    """The public form, as somebody in a municipality writes it."""
    page.goto("/tilaa/kaakko/")
    check(page)
    for name, text in {"name": "Tiina Ruohoniemi", "organisation": unit, "email": address, "wished": wished}.items():
        page.locator(f"main [name={name}]").fill(text)
    page.locator("[name=municipality_text]").fill("hamina")
    page.locator("#div_id_municipality [role=option]").first.click()
    page.locator("[name=method]").select_option(label=METHOD)
    page.locator("[name=kind]").select_option("client_work")
    page.locator("[name=concern]").fill(CONCERN)
    page.locator("[name=agreed_with_client]").check()
    page.locator("[name=place]").fill("Haminan kaupungintalo")
    Hand(page).save()


def order_from_outside(page, site, unit, address):
    """An order through the public form, confirmed by the code of the mail; the orderer's own page is open."""
    fill_in_order(page, unit, address)
    page.locator("[name=code]").fill(mailed(site, page, address, CODE))
    Hand(page).save()
    assert re.search(r"/tilaa/kaakko/[0-9a-f-]{36}/$", page.url)
    return page.url


def open_from_queue(coordinator, kind, unit):
    """Do the act of an order that waits in the queue."""
    coordinator.page.goto(f"{coordinator.bank}jono/?laji={kind}")
    check(coordinator.page)
    act = coordinator.page.locator(".rows li", has_text=unit).locator("a.row-act").get_attribute("href")
    coordinator.go(f".row-act[href='{act}']")


def asked(coordinator):
    """Who is being asked on the page of a team: ``{name: address of the answer}``."""
    links = coordinator.page.locator(".places a[href*='/kutsut/']:not([href$='/peru/'])").all()
    return {one.locator(".visually-hidden").inner_text().strip(): one.get_attribute("href") for one in links}
