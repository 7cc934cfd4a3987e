"""From the front page to the order form for a grey-zone situation in five clicks, with and without JavaScript."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import check

METHOD = "tulevaisuuden-muistelu"


class Clicker:
    """Somebody who clicks, and counts."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, selector):
        self.page.locator(selector).first.click()
        self.clicks += 1


def find_and_order(page, *, situation):
    worker = Clicker(page)
    page.goto("/")
    worker.click("main a[href='/menetelmat/etsin/']")
    check(page)
    worker.click(".finder-step:has([value='4'])")
    if situation:
        # What was chosen is answered at once: no button is needed.
        page.locator(".finder-list").wait_for()
        worker.click(f".finder-line:has([value='{situation}'])")
        page.wait_for_url(f"**tilanne={situation}*")
    else:
        worker.click(".finder button[type='submit']")
    row = f".finder-results li:has(a[href$='/{METHOD}/'])"
    page.locator(row).wait_for()
    check(page)
    worker.click(f"{row} .order-menu summary")
    worker.click(f"{row} .order-menu a[href^='/tilaa/kaakko/']")
    page.wait_for_url("**/tilaa/kaakko/**")
    check(page)
    return worker.clicks


def test_worker_orders_for_a_grey_zone_situation_in_five_clicks(open_page, width):
    page = open_page(width)

    clicks = find_and_order(page, situation="stuck")

    told = parse_qs(urlsplit(page.url).query)
    assert (clicks, told) == (
        5,
        {"menetelma": [METHOD], "vyohyke": ["3"], "tilanne": ["Yhteistyö ei etene"]},
    )
    assert page.locator("[name=method] option:checked").inner_text() == "Tulevaisuuden muistelu (verkostopalaveri)"
    assert page.locator("[name=zone]").input_value() == "3"
    assert page.locator("[name=situation]").input_value() == "Yhteistyö ei etene"


def test_finder_works_without_javascript(open_page, width):
    page = open_page(width, java_script_enabled=False)

    assert find_and_order_plainly(page) == 5


def find_and_order_plainly(page):
    """The same without a situation; axe needs JavaScript and looked at the same pages in the other test."""
    worker = Clicker(page)
    page.goto("/")
    worker.click("main a[href='/menetelmat/etsin/']")
    worker.click(".finder-step:has([value='4'])")
    worker.click(".finder button[type='submit']")
    page.wait_for_url("**porras=4**#finder-results")
    row = f".finder-results li:has(a[href$='/{METHOD}/'])"
    worker.click(f"{row} .order-menu summary")
    worker.click(f"{row} .order-menu a[href^='/tilaa/kaakko/']")
    page.wait_for_url("**/tilaa/kaakko/**")
    return worker.clicks


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_great_worry_shows_the_duty_to_notify_first(open_page, width, language):
    page = open_page(width, language=language)
    page.goto("/menetelmat/etsin/")

    page.locator(".finder-step:has([value='6'])").click()

    notice = page.locator("#finder-results .notice-first")
    notice.wait_for()
    first_method = page.locator("#finder-results .finder-list li").first
    assert notice.bounding_box()["y"] < first_method.bounding_box()["y"]
    check(page)


@pytest.mark.parametrize(("query", "shown"), [("", ".finder"), ("?porras=4", ".finder-results")])
def test_finder_on_paper_is_a_form_or_its_answer(open_page, query, shown):
    page = open_page(794)
    page.goto(f"/menetelmat/etsin/{query}")
    page.emulate_media(media="print")

    visible = [name for name in (".finder", ".finder-results") if page.locator(name).is_visible()]

    assert visible == [shown]
