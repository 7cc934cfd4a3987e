"""Answering on a workshop day with a phone: by keyboard, with bad reception, and without JavaScript."""

import pytest

from tests.browser.conftest import check, press_on, tab_to, type_into, wait_until

CODE = "PHKN24"
MAKE_DAY = f"""
from django.utils import timezone
from network.models import Municipality, Network
from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
network = Network.objects.get(slug="kaakko")
for name in ("Kotka", "Hamina"):
    network.municipalities.add(Municipality.objects.filter(name_fi=name, valid_to=None).first())
facts = {{"meeting__title": "Kuntien työpajapäivä", "meeting__starts_at": timezone.now(), "meeting__ends_at": None}}
day = WorkshopDayFactory(network=network, code="{CODE}", answering="open", **facts)
WorkshopFactory(day=day)
WorkshopFactory(day=day, title="Perhekoulu")
"""
FIRST = "details[data-part^=w] textarea"
BUTTON = "details[data-part^=w] button"
LINES = "#lines li"


@pytest.fixture(scope="module")
def address(site):
    site.manage("shell", "-c", MAKE_DAY, capture=True)
    return f"/paja/{CODE}/"


@pytest.fixture
def phone(open_page, address):
    """A phone on which the form is open."""

    def make(**options):
        page = open_page(390, **options)
        page.goto(address)
        return page

    return make


def offline(page, is_offline):
    page.context.set_offline(is_offline)
    # That there is no network is what the test is about.
    page.problems[:] = [one for one in page.problems if "ERR_INTERNET_DISCONNECTED" not in one]


def set_answering(site, state):
    set_it = (
        f"from workshops.models import WorkshopDay as D\nD.objects.filter(code='{CODE}').update(answering='{state}')"
    )
    site.manage("shell", "-c", set_it, capture=True)


def line_with(page, words):
    return page.locator(LINES).filter(has_text=words)


def test_day_is_answered_by_keyboard(open_page, address):
    page = open_page(390)
    page.goto("/paja/")
    check(page)
    type_into(page, "#koodi", CODE.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}*")
    check(page)

    tab_to(page, "#id_kunta")
    page.keyboard.type("Kotka")
    type_into(page, FIRST, "Näppäimistöllä kirjoitettu")
    press_on(page, BUTTON)
    line_with(page, "Näppäimistöllä kirjoitettu").get_by_text("Tallennettu klo").wait_for()
    press_on(page, "[data-part=step] summary")
    press_on(page, "[name=topic]", "Space")
    type_into(page, "[name=step]", "Esitellään johtoryhmälle")
    type_into(page, "[name=who]", "Kuntaryhmä")
    type_into(page, "[name=when]", "syksy 2099")
    page.keyboard.press("Enter")
    line_with(page, "Kuntaryhmä, syksy 2099").get_by_text("Tallennettu klo").wait_for()
    press_on(page, "[data-part=feedback] summary")
    press_on(page, "[name=content]", "Space")
    press_on(page, "[data-part=feedback] button")
    page.locator("#bar").get_by_text("Kiitos palautteesta").wait_for()

    assert "kunta=" in page.url
    check(page)


def test_nothing_is_lost_where_there_is_no_network(phone, address, site):
    page = phone()
    page.locator("#id_kunta").select_option(label="Hamina")
    offline(page, True)
    page.locator(FIRST).nth(0).fill("Ilman verkkoa tallennettu")
    page.locator(BUTTON).first.click()
    page.locator(FIRST).nth(1).fill("Toinen ilman verkkoa")
    page.locator(BUTTON).first.click()
    page.locator("#bar").get_by_text("2 riviä odottaa verkkoa").wait_for()
    page.locator(FIRST).nth(2).fill("Kesken jäänyt")
    check(page)
    line_with(page, "Ilman verkkoa tallennettu").get_by_text("Odottaa verkkoa").wait_for()

    # The page is closed without a network, and opened again when there is one.
    again = page.context.new_page()
    again.problems = page.problems
    page.close()
    again.context.set_offline(False)
    again.goto(address)

    for words in ("Ilman verkkoa tallennettu", "Toinen ilman verkkoa"):
        line_with(again, words).get_by_text("Tallennettu klo").wait_for()
        assert line_with(again, words).count() == 1
    assert again.locator(FIRST).nth(2).input_value() == "Kesken jäänyt"
    assert again.locator("#id_kunta option:checked").inner_text() == "Hamina"
    again.problems[:] = [one for one in again.problems if "ERR_INTERNET_DISCONNECTED" not in one]


def test_line_is_sent_when_the_network_comes_back(phone):
    page = phone()
    offline(page, True)
    page.locator(FIRST).first.fill("Lähtee itsestään")
    page.locator(BUTTON).first.click()
    line_with(page, "Lähtee itsestään").get_by_text("Odottaa verkkoa").wait_for()

    offline(page, False)

    line_with(page, "Lähtee itsestään").get_by_text("Tallennettu klo").wait_for()
    page.locator("#bar").get_by_text("Kaikki on tallennettu").wait_for()
    page.problems[:] = [one for one in page.problems if "ERR_INTERNET_DISCONNECTED" not in one]


def test_line_waits_while_the_form_is_closed(phone, site):
    page = phone()
    set_answering(site, "closed")
    try:
        page.locator(FIRST).first.fill("Sulkemisen jälkeen")
        page.locator(BUTTON).first.click()
        page.locator("#bar").get_by_text("Lomake on suljettu").wait_for()
        check(page)
        page.reload()
        line_with(page, "Sulkemisen jälkeen").get_by_text("Odottaa, että lomake avataan").wait_for()
        check(page)
    finally:
        set_answering(site, "open")

    line_with(page, "Sulkemisen jälkeen").get_by_text("Tallennettu klo").wait_for(timeout=60_000)


def test_refused_words_come_back_into_their_box(phone, identity_code):
    page = phone()
    page.locator(FIRST).first.fill(f"Asiakas {identity_code}")
    page.locator(BUTTON).first.click()
    page.get_by_text("henkilötunnus").first.wait_for()

    assert page.locator(FIRST).first.input_value() == f"Asiakas {identity_code}"
    assert page.locator(LINES).count() == 0
    check(page)
    page.locator(FIRST).first.fill("Ville 7 v tarvitsi tukea")
    page.locator(BUTTON).first.click()
    page.get_by_label("Tallenna silti").check()
    check(page)
    page.locator(BUTTON).first.click()
    line_with(page, "Ville 7 v").get_by_text("Tallennettu klo").wait_for()


def test_token_that_has_ended_is_renewed(phone):
    page = phone()
    page.context.clear_cookies()
    page.locator(FIRST).first.fill("Vanhalla sivulla")
    page.locator(BUTTON).first.click()

    line_with(page, "Vanhalla sivulla").get_by_text("Tallennettu klo").wait_for()
    page.problems[:] = [one for one in page.problems if "403" not in one]


def test_group_sees_its_lines_on_every_phone_and_takes_back_its_own(phone):
    writer, reader = phone(), phone()
    for page in (writer, reader):
        page.locator("#id_kunta").select_option(label="Kotka")
    writer.locator(FIRST).first.fill("Yhdessä sovittu")
    writer.locator(BUTTON).first.click()
    line_with(writer, "Yhdessä sovittu").get_by_text("Tästä puhelimesta").wait_for()

    line_with(reader, "Yhdessä sovittu").wait_for()
    assert line_with(reader, "Yhdessä sovittu").get_by_role("button").count() == 0
    line_with(writer, "Yhdessä sovittu").get_by_role("button").click()
    wait_until(writer, lambda: line_with(writer, "Yhdessä sovittu").count() == 0)
    assert writer.locator(FIRST).first.input_value() == "Yhdessä sovittu"
    wait_until(reader, lambda: line_with(reader, "Yhdessä sovittu").count() == 0)


def test_day_is_answered_without_javascript(phone):
    page = phone(java_script_enabled=False)
    page.locator("#id_kunta").select_option(label="Hamina")
    page.locator(FIRST).nth(0).fill("Ilman skriptiä")
    page.locator(FIRST).nth(1).fill("Samalla painalluksella")
    page.locator(BUTTON).first.click()

    page.locator("#tallennettu").get_by_text("Tallennettu klo").wait_for()
    line_with(page, "Samalla painalluksella").wait_for()
    line_with(page, "Ilman skriptiä").get_by_role("button", name="Ota takaisin").click()
    page.wait_for_url("**kunta=*")
    assert line_with(page, "Ilman skriptiä").count() == 0


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_page_is_accessible_in_the_dark_too(phone, language):
    page = phone(language=language, color_scheme="dark")
    for part in page.locator("summary").all()[1:]:
        part.click()

    check(page)
