"""The host of a workshop day: typing, pasting and glancing by keyboard, the wall, and the pages of it all."""

import uuid

import psycopg2
import pytest

from tests.browser.conftest import check, faults, press_on, type_into, wait_until


@pytest.fixture
def day(open_page, sign_in):
    """A secretary's page and the address of a new day with two workshops."""
    page = open_page()
    home = sign_in(page, "secretary")
    page.goto(f"{home}tyopajapaivat/uusi/")
    page.locator("[name=title]").fill("Hyvät käytännöt")
    page.locator("[name=when]").fill("1.9.2083 klo 9–15")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(lambda url: "/uusi/" not in url)
    address = page.url
    for title in ("Palveluohjaus", "Perhekoulu"):
        page.goto(f"{address}pajat/uusi/")
        page.locator("[name=title]").fill(title)
        page.locator("main form button.btn-primary").click()
        page.wait_for_url(address)
    return page, address


@pytest.fixture
def answer(site):
    """``answer(address, "Text", …)``: comments that phones have sent and nobody has glanced at."""

    def send(address, *texts):
        number = int(address.rstrip("/").rpartition("/")[2])
        with psycopg2.connect(site.database_url) as connection, connection.cursor() as cursor:
            for text in texts:
                cursor.execute(
                    "INSERT INTO workshops_reflection (day_id, text, edited_text, municipality_label, name_label, key,"
                    " showing, position, sent_at, version, kind, printed)"
                    " VALUES (%s, %s, '', 'Kotka', '', %s, 'waiting', 0, now(), 0, '', '')",
                    [number, text, str(uuid.uuid4())],
                )

    return send


def states(site, address):
    number = int(address.rstrip("/").rpartition("/")[2])
    with psycopg2.connect(site.database_url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT text, showing FROM workshops_reflection WHERE day_id = %s", [number])
        return dict(cursor.fetchall())


def test_secretary_types_answers_by_keyboard(day):
    page, address = day
    page.goto(f"{address}kirjaa/")
    check(page)

    wait_until(page, "document.activeElement.name === 'workshop'")
    page.keyboard.type("B")
    type_into(page, "[name=municipality_text]", "kotk")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    type_into(page, "[name=text]", "Sopisi meille")
    page.keyboard.press("Enter")
    page.locator("ol.rows > li", has_text="Sopisi meille").wait_for()

    # The next one is of the same workshop and municipality: only its words are typed.
    wait_until(page, "document.activeElement.name === 'text'")
    page.keyboard.type("Toinenkin")
    page.keyboard.press("Enter")
    page.locator("ol.rows > li", has_text="Toinenkin").wait_for()
    check(page)

    lines = page.locator("ol.rows > li").all_inner_texts()
    assert ["Sopisi meille" in lines[1], "Toinenkin" in lines[0]] == [True, True]
    assert [line.count("B · Kotka") for line in lines] == [1, 1]


def test_secretary_pastes_answers_by_keyboard(day):
    page, address = day
    page.goto(f"{address}kirjaa/monta/")

    wait_until(page, "document.activeElement.name === 'text'")
    page.keyboard.insert_text("A. Palveluohjaus\n- Yksi (Kotka)\nB.\n- Kaksi\n- Kolme (Kotka)")
    page.keyboard.press("Control+Enter")
    page.locator("#understood").wait_for()
    wait_until(page, "document.activeElement.id === 'understood'")
    check(page)
    press_on(page, "[name=take][value='4']", "Space")
    press_on(page, "button[name=save]")
    page.wait_for_url("**/isanta/?tila=naytetyt")

    assert page.locator("[data-host-lines] .row-title").all_inner_texts() == ["Kolme", "Yksi"]


def test_host_glances_by_keyboard(site, day, answer):
    page, address = day
    answer(address, "Yksi", "Kaksi", "Kolme", "Neljä")
    page.goto(f"{address}isanta/")
    check(page)

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")  # Kaksi is left out, Kolme has the focus
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")  # Yksi is shown
    page.keyboard.press("Enter")  # Kolme too
    wait_until(page, lambda: list(states(site, address).values()).count("waiting") == 1)
    assert states(site, address) == {"Yksi": "shown", "Kaksi": "hidden", "Kolme": "shown", "Neljä": "waiting"}

    # What comes is there without a reload, and the focus stays where it is.
    wait_until(page, "document.activeElement.closest('li')?.innerText.includes('Neljä') ?? false")
    answer(address, "Viisi")
    page.get_by_text("Viisi").first.wait_for()
    assert page.evaluate("document.activeElement.closest('li').innerText.includes('Neljä')")
    page.keyboard.press("?")
    assert page.locator("#shortcuts kbd", has_text="J").is_visible()
    check(page)


def test_glance_that_does_not_reach_the_server_stands_in_the_list_again(day, answer):
    page, address = day
    answer(address, "Yksi")
    page.goto(f"{address}isanta/")
    row = page.locator("[data-host-lines] > li")

    page.context.set_offline(True)
    row.locator("[name=show]").click()
    page.locator("[data-request-failed]").wait_for()
    assert row.is_visible()
    page.context.set_offline(False)
    page.problems.clear()


def test_wall_marks_what_is_new(day, answer):
    page, address = day
    answer(address, "Yksi")
    page.goto(f"{address}isanta/")
    page.locator("#show-all").click()
    page.get_by_text("1 rivi näkyy nyt.").wait_for()
    wall = page.context.new_page()
    wall.problems = []
    wall.goto(f"{address}seina/")
    check(wall)
    assert wall.locator(".wall-new:visible").count() == 0

    answer(address, "Kaksi")
    page.goto(f"{address}isanta/")
    page.locator("#show-all").click()
    wall.locator(".wall-new:visible").first.wait_for()
    assert "Kaksi" in wall.locator(".wall-line", has=wall.locator(".wall-new:visible")).first.inner_text()
    assert wall.get_by_role("status").inner_text() == "Uusia vastauksia: 1"
    check(wall)


def test_pages_of_the_host(day, answer, width):
    page, address = day
    page.set_viewport_size({"width": width, "height": 900})
    answer(address, "Yksi", "Kaksi")
    page.goto(f"{address}isanta/")
    page.locator("[name=show]").first.click()
    page.goto(f"{address}isanta/?tila=naytetyt")
    move = page.locator("a[href$='/siirra/']").first.get_attribute("href")
    parts = ["isanta/", "isanta/?tila=poissa", "seina/", "seina/?jarjestys=kunnat", "kirjaa/", "kirjaa/jatko/",
             "kirjaa/palaute/", "kirjaa/monta/"]  # fmt: skip

    assert [fault for part in [*(address + part for part in parts), move] for fault in faults(page, part)] == []
