"""Writing minutes as a secretary does: a section saves itself, two who write at once, and an ended session."""

import re

import pytest

from tests.browser.conftest import check, wait_until

TEXT = "[role=textbox]"


@pytest.fixture
def new_section(open_page, sign_in):
    """``new_section(heading)``: a secretary's page with a new section of a meeting, which has just saved itself."""

    def make(heading, width=1280, page=None):
        page = page or open_page(width)
        home = sign_in(page, "secretary")
        page.goto(f"{home}kokoukset/")
        page.locator("table tbody a").first.click()
        page.wait_for_url(re.compile(r"/kokoukset/\d+/$"))
        page.goto(f"{page.url}asiat/uusi/")
        page.locator("[name=heading]").fill(heading)
        page.locator("[name=heading]").blur()
        page.wait_for_url(re.compile(r"/asiat/\d+/$"))
        return page

    return make


def type_text(page, text):
    page.locator(TEXT).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def wait_saved(page):
    page.locator("[data-save-state][data-tone=success]").wait_for()


def stored(page):
    """The text as a new visit finds it."""
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(TEXT).first.wait_for()
    text = other.locator("textarea[name=body]").input_value()
    other.close()
    return text


def test_a_section_saves_itself_while_it_is_written(new_section, width):
    page = new_section("Tallentuva asia", width)

    type_text(page, "Keskusteltiin.")
    page.keyboard.press("Control+B")
    page.keyboard.type(" Tärkeää.")
    wait_saved(page)
    check(page)

    assert re.search(r"\d\d\.\d\d", page.locator("[data-save-state]").inner_text())
    assert stored(page) == "<p>Keskusteltiin.<strong> Tärkeää.</strong></p>"


def test_pressing_save_while_the_section_saves_itself_is_no_conflict(new_section):
    page = new_section("Kiireinen asia")
    address, held = page.url, []

    def hold(route):
        held.append(route) if "x-autosave" in route.request.headers else route.continue_()

    page.route(address, hold)
    type_text(page, "Kirjattiin.")
    wait_until(page, lambda: held)
    page.keyboard.type(" Ja vielä.")

    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)
    assert page.url == address
    held.pop().continue_()
    page.wait_for_url(re.compile(r"/kokoukset/\d+/#item-\d+$"))
    page.goto(address)

    assert stored(page) == "<p>Kirjattiin. Ja vielä.</p>"
    assert page.locator(".conflict").count() == 0


def ask_for_theme(page):
    """Select the line and ask; whether the question came.

    The editor hears of a selection later than the page, on a busy machine much later, and then says what to do.
    """
    page.keyboard.press("End")
    page.keyboard.press("Shift+Home")
    page.wait_for_timeout(100)
    page.keyboard.press("Control+Shift+E")
    return page.locator(".editor-question input").is_visible()


def test_words_are_marked_as_a_theme_by_keyboard(new_section):
    page = new_section("Teema-asia")
    type_text(page, "tukiperhe")

    wait_until(page, lambda: ask_for_theme(page))
    page.keyboard.type("Tukiperhetoiminta")
    page.keyboard.press("Enter")
    wait_saved(page)
    check(page)

    assert stored(page) == '<p><mark data-theme="Tukiperhetoiminta">tukiperhe</mark></p>'


def test_two_who_write_at_once_see_both_texts_and_lose_none(new_section, open_page, sign_in):
    page = new_section("Yhteinen asia")
    other = open_page()
    sign_in(other, "coordinator")
    other.goto(page.url)
    type_text(other, "Koordinaattorin teksti.")
    wait_saved(other)

    type_text(page, "Sihteerin teksti.")
    page.locator(".conflict").wait_for()
    check(page)
    page.locator("[data-join=body]").click()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/kokoukset/\d+/#item-\d+$"))

    address = f"{other.url}historia/"
    other.goto(address)
    check(other)
    assert other.locator("main tbody tr").count() == 3
    assert other.locator(".item-text p").all_inner_texts() == ["Sihteerin teksti.", "Koordinaattorin teksti."]


def test_a_text_outlives_an_ended_session(new_section, sign_in):
    page = new_section("Istunto päättyy")
    type_text(page, "Alku.")
    wait_saved(page)
    page.context.clear_cookies(name="sessionid")

    type_text(page, " Tätä ei ole tallennettu.")
    page.locator("[data-save-state] a").wait_for()
    check(page)
    tab = page.context.new_page()
    sign_in(tab, "secretary")
    tab.close()
    wait_saved(page)

    assert stored(page) == "<p>Alku. Tätä ei ole tallennettu.</p>"


def test_who_else_writes_is_shown(new_section, open_page, sign_in):
    page = new_section("Kaksi kirjoittaa")
    other = open_page()
    sign_in(other, "coordinator")
    other.goto(page.url)

    notice = other.locator(".presence")
    notice.get_by_text(re.compile(r"\w")).or_(notice).first.wait_for(state="attached")
    page.reload()
    wait_until(page, "document.querySelector('.presence')?.textContent.trim().length > 0")
    check(page)
