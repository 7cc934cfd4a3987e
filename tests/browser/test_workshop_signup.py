"""A workshop day on a phone: signing up without an account, waiting for a place, and a host who keeps the lists."""

import re

import pytest

from tests.browser.conftest import check, press_on, tab_to, wait_until


@pytest.fixture
def day(open_page, sign_in):
    """A day with two workshops, of which the first has one place: the host's page of it."""
    page = open_page()
    home = sign_in(page, "coordinator")
    page.goto(f"{home}tyopajapaivat/uusi/")
    for name, value in {"title": "Hyvät käytännöt", "when": "1.9.2099 klo 9–15", "signup_until": "20.8.2099"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/tyopajapaivat/\d+/$"))
    address = page.url
    for title, places in (("Perhekoulu", "1"), ("Palveluohjaus", "")):
        page.goto(f"{address}pajat/uusi/")
        page.locator("[name=title]").fill(title)
        page.locator("[name=places]").fill(places)
        page.locator("form.form button[type=submit]").click()
        page.wait_for_url(address)
    check(page)
    return page


def public_address(page):
    return page.locator("main a[href^='/ilmoittautuminen/']").first.get_attribute("href")


def sign_up(page, address, name):
    """By keyboard alone: the first workshop, without a second choice."""
    page.goto(address)
    tab_to(page, "[name=first]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=name]")
    page.keyboard.type(name)
    press_on(page, "form.form button[type=submit]")
    page.wait_for_url(re.compile("/oma/"))


def test_place_is_given_back_and_goes_to_who_waits(day, open_page):
    address = public_address(day)
    first, second = open_page(390), open_page(390)

    first.goto(address)
    check(first)
    sign_up(first, address, "Aatu Apuri")
    assert "A. Perhekoulu" in first.locator(".status-line").inner_text()
    check(first)
    sign_up(second, address, "Bertta Apuri")
    assert "A. Perhekoulu" not in second.locator(".status-line").inner_text()
    check(second)

    first.locator(".own-cancel button").click()
    first.locator("[data-confirm-yes]").click()
    first.get_by_role("link", name="Ilmoittaudu uudelleen").wait_for()
    check(first)
    second.reload()
    assert "A. Perhekoulu" in second.locator(".status-line").inner_text()


def test_host_marks_who_is_there_by_keyboard_without_a_new_page(day, open_page):
    visitor = open_page(390)
    for name in ("Aatu Apuri", "Bertta Apuri"):
        visitor.goto(public_address(day))
        visitor.locator("[name=first]").select_option(index=2)
        visitor.locator("[name=name]").fill(name)
        visitor.locator("form.form button[type=submit]").click()
        visitor.wait_for_url(re.compile("/oma/"))

    day.goto(f"{day.url}lasnaolo/")
    check(day)
    day.evaluate("window.stayed = true")
    tab_to(day, ".row-state[value=on]")
    day.keyboard.press("Enter")
    wait_until(day, lambda: day.locator(".row-state[aria-pressed=true]").count() == 1)
    day.keyboard.press("ArrowDown")
    day.keyboard.press("Enter")
    wait_until(day, lambda: day.locator(".row-state[value=on][aria-pressed=true]").count() == 2)
    assert day.evaluate("window.stayed")


def test_host_pages_fit_both_widths(day, open_page, width):
    visitor = open_page(390)
    for name in ("Aatu Apuri", "Bertta Apuri"):
        sign_up(visitor, public_address(day), name)
    day.set_viewport_size({"width": width, "height": 900})
    address = day.url

    for page in ("", "ilmoittautuneet/", "ilmoittautuneet/uusi/", "lasnaolo/"):
        day.goto(address + page)
        check(day)
    day.goto(f"{address}ilmoittautuneet/")
    for pattern in (r"/ilmoittautuneet/\d+/$", r"/siirra/$"):
        links = day.eval_on_selector_all("main a[href]", "links => links.map(link => link.pathname)")
        day.goto(next(link for link in links if re.search(pattern, link)))
        check(day)
        day.goto(f"{address}ilmoittautuneet/")
