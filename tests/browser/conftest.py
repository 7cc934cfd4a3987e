"""A real server, worker, database and Chromium: what a person has. Started once for each test process."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from devtools.system import BROWSERS, path_of
from devtools.templates import demo_product
from verkosto.demo.accounts import account

CHROMIUM = path_of(*BROWSERS)
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The running product with demo data: a ``Stack``; its ``url`` is the address."""
    with demo_product(tmp_path_factory.mktemp("site"), "browser") as stack:
        yield stack


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium; ./dev test installs Debian's.")
        pytest.skip("There is no Chromium; ./dev test installs Debian's where it may.")
    # Playwright leaves its event loop in this thread; tests of the database may follow in the process.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def open_page(chromium, site):
    """``open_page(width=390, language="sv")``: a page of a new browser window, which checks itself as it goes."""
    contexts = []

    def make(width=1280, language="fi", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, **({"base_url": site.url} | options)
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(f"script: {error}"))
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        return page

    yield make
    problems = [problem for context in contexts for page in context.pages for problem in page.problems]
    for context in contexts:
        context.close()
    # A refused form answers 409 or 422, which the browser tells as an error.
    assert [problem for problem in problems if "409" not in problem and "422" not in problem] == []


def read_in(page, site_url, language):
    """Keep a language in the browser, in place of the one that signing in brought from the account."""
    # Of the root: a cookie of a folder would stand beside that of the server.
    page.context.add_cookies([{"name": "language", "value": language, "url": site_url}])


@pytest.fixture
def sign_in(site):
    """``sign_in(page, "coordinator")`` by a click on the demo's sign-in page; returns the network's home address.

    The pages are in the language that is asked for, whichever one the account was left in by another test.
    """

    def click(page, role, network="kaakko", language="fi"):
        page.goto("/tili/kirjaudu/")
        page.get_by_role("button", name=account(role, network).name).click()
        page.wait_for_url(lambda url: "/tili/" not in url)
        read_in(page, site.url, language)
        page.goto(f"/v/{network}/")  # those who are in several networks choose one first
        return page.url

    return click


def follow(locator):
    """Press what leads to another page, and wait until that is there."""
    with locator.page.expect_navigation():
        locator.click()


def violations(page):
    """What axe-core finds on the page, when it is there in whole: ``[(rule, selector)]``."""
    page.wait_for_load_state()
    # What passes is not told: its markup, all of the page, takes as long to carry over as the rules take to run.
    options = {"resultTypes": ["violations"]}
    if page.locator("html").get_attribute("lang") != "fi":
        # Colours are the same in every language, and they take longer than all the other rules.
        options["rules"] = {"color-contrast": {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]]


def scrolls_sideways(page):
    """Whether the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def faults(page, address):
    """What is wrong with a page: ``[]`` for nothing."""
    page.goto(address)
    found = [f"{address}: {rule} {target}" for rule, target in violations(page)]
    if scrolls_sideways(page):
        found.append(f"{address} scrolls sideways")
    if page.locator("h1").count() != 1:
        found.append(f"{address} has {page.locator('h1').count()} main headings")
    return found


def check(page):
    """Every page on the way is accessible and fits its window."""
    assert (violations(page), scrolls_sideways(page)) == ([], False), page.url


def wait_until(page, condition):
    """Waits until what is written in the browser's language, or a function of ours, is true.

    The browser's own waiting evaluates a string inside the page, which the pages' security policy refuses.
    """
    for _ in range(150):
        if condition() if callable(condition) else page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"It did not come true on {page.url}")


def tab_to(page, selector, *, back=False):
    """Press Tab until an element that fits has the focus."""
    for _press in range(150):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"The keyboard does not reach {selector} on {page.url}")


def press_on(page, selector, key="Enter"):
    """Go to an element by keyboard and press a key. Whoever expects another page waits for its address."""
    tab_to(page, selector)
    page.keyboard.press(key)


def type_into(page, selector, text):
    tab_to(page, selector)
    page.keyboard.type(text)
