"""The main job as a coordinator does it: log an order, pick two facilitators, record the outcome, print."""

import datetime
import re

from tests.browser.conftest import check, follow, press_on, read_in, type_into


def download(page):
    """The document that the worker has made, once its link is there."""
    link = page.locator("a[href$='/lataa/']").first
    link.wait_for()
    check(page)
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_bytes()


def open_act(page, address):
    """One of the other acts of an order, from its menu."""
    page.locator(".act-menu summary").click()
    follow(page.locator(f".act-menu a[href$='{address}']"))


def test_main_job_by_mouse(open_page, sign_in, width):
    page = open_page(width)
    home = sign_in(page, "coordinator")
    check(page)

    follow(page.locator("a[href$='/tilaukset/uusi/']").first)
    check(page)
    for field, words in {"organisation": "kotkan", "contact": "petri"}.items():
        page.locator(f"[name={field}_text]").fill(words)
        page.locator(f"#div_id_{field} [role=option]").first.click()
    page.locator("[name=method]").select_option(label="Teemaneuvonpito")  # two consultants lead it
    page.locator("[name=kind]").select_option("planning")
    page.locator("[name=wished]").fill("mahdollisimman pian")
    page.locator("[name=concern]").fill("Työnjako on epäselvä.")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/tilaukset/\d+/$"))
    order = page.url
    check(page)

    open_act(page, "/vetajat/")
    for picked in (1, 2):
        page.locator("button[name=agreed]").first.click()
        page.locator("a[href$='/poista/']").nth(picked - 1).wait_for()
    check(page)

    page.goto(order)
    open_act(page, "/tulos/")
    check(page)
    page.locator("[name=outcome][value=carried_out]").check()
    page.locator("[name=held]").fill(f"{datetime.date.today():%d.%m.%Y}")  # noqa: DTZ011 -- what a person types
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(order)
    check(page)

    page.locator("form[action$='/raportti/'] button").click()
    assert download(page).startswith(b"%PDF-1.7")

    page.goto(f"{home}pankki/rekisteri/")
    check(page)
    page.locator("main form button.btn-primary").click()
    assert download(page).startswith(b"%PDF-1.7")


def test_main_job_by_keyboard_alone(open_page, site):
    page = open_page()
    page.goto("/tili/kirjaudu/")
    type_into(page, "[name=login]", "koordinaattori@kaakko.example")
    type_into(page, "[name=password]", "verkosto-demo-2027")
    page.keyboard.press("Enter")
    page.wait_for_url("**/v/kaakko/")
    read_in(page, site.url, "fi")

    press_on(page, "a[href$='/tilaukset/uusi/']")
    page.wait_for_url("**/uusi/")
    for field, words in {"organisation": "kotkan", "contact": "petri"}.items():
        type_into(page, f"[name={field}_text]", words)
        page.locator(f"#div_id_{field} [role=option]").first.wait_for()
        page.keyboard.press("Enter")  # picks the first match
    type_into(page, "[name=method]", "Teemaneuvonpito")  # a list jumps to what is typed
    press_on(page, "[name=kind]", key="ArrowDown")
    page.keyboard.press("ArrowDown")  # planning: client work asks for the client's consent
    type_into(page, "[name=summary]", "Teemaneuvonpito näppäimistöltä")
    type_into(page, "[name=wished]", "syksy 2099")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/tilaukset/\d+/$"))
    order = page.url

    press_on(page, ".act-menu summary")
    press_on(page, ".act-menu a[href$='/vetajat/']")
    page.wait_for_url("**/vetajat/")
    for picked in (1, 2):
        press_on(page, "button[name=agreed]")
        page.locator("a[href$='/poista/']").nth(picked - 1).wait_for()
    press_on(page, f".page-actions a[href='{order[order.index('/v/') :]}']")
    page.wait_for_url(order)

    press_on(page, ".act-menu summary")
    press_on(page, ".act-menu a[href$='/tulos/']")
    page.wait_for_url("**/tulos/")
    press_on(page, "[name=outcome][value=carried_out], [name=outcome]", key="Space")
    type_into(page, "[name=held]", f"{datetime.date.today():%d.%m.%Y}")  # noqa: DTZ011 -- what a person types
    page.keyboard.press("Control+Enter")
    page.wait_for_url(order)

    press_on(page, "form[action$='/raportti/'] button")
    page.locator("a[href$='/lataa/']").first.wait_for()
    with page.expect_download() as waiting:
        press_on(page, "a[href$='/lataa/']")
    assert waiting.value.path().read_bytes().startswith(b"%PDF-1.7")
