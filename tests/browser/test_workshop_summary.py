"""The summary of a workshop day in a browser: read on a screen and a phone, grouped by keyboard and by mouse."""

import json
import re

import pytest

from tests.browser.conftest import check, press_on, scrolls_sideways, tab_to, type_into, violations
from tests.workshops.conftest import comment
from workshops.exchange import FORMAT

PLACES = ["Kotka", "Kouvola", "Hamina", "Virolahti", "Miehikkälä", None]
LINES = [
    "Palveluohjaus tarpeeksi aikaisin, palvelujen kehittäminen perheiden tarpeisiin",
    "Vaatisi lisää henkilöstöä",
    "Menetelmät ovat hyödynnettävissä meilläkin",
    "Ei suoraan siirrettävissä pieneen kuntaan",
    "Yhteinen koulutus kaikille lasten kanssa työskenteleville",
]
MODELS = {"A": "yksi", "B": "kaksi", "C": "kolme", "D": "neljä", "E": "viisi", "F": "kuusi"}


def the_day(title):
    """A day of our own words, with every part."""
    workshops = [
        {
            "code": code,
            "title": f"Työpaja, jonka mallin nimi on {name}",
            "presenter_place": "Kotka",
            "comments": [
                comment(LINES[(number + start) % 5], PLACES[(number + start) % 6]) for number in range(5 + start)
            ],
        }
        for start, (code, name) in enumerate(MODELS.items())
    ]
    return {
        "format": FORMAT,
        "date": "2009-09-01",
        "title": title,
        "printed": {
            "date": "1.9.2009",
            "subtitles": ["Kuntien koonnit"],
            "intro": "Kommentit työpajojen annista",
            "headings": {
                part: [] for part in ("workshops", "other_comments", "further_work", "follow_up", "feedback")
            },
        },
        "workshops": workshops,
        "other_comments": [comment("Intoa kehittämiseen", "Kotka")],
        "further_work": [
            {
                "topic": "Työn sisältö",
                "entries": [{"text": "Tiivis työ", "municipality": "Kotka", "points": ["Perhetyö", "Nuoret"]}],
            }
        ],
        "follow_up": [
            {"municipality": place, "printed": place.upper(), "lines": ["Esimiesten kokoukseen", "Syksyllä"]}
            for place in PLACES[:5]
        ],
        "feedback": ["Toimiva päivä", "Aikaa keskustelulle olisi voinut olla enemmän"],
        "thanks": "Kiitos kaikille!",
    }


@pytest.fixture
def day(site, tmp_path, request):
    """The address of a day in the network Kaakko."""
    title = f"Yhteenvedon päivä {re.sub(r'[^a-z]', ' ', request.node.name)}"
    path = tmp_path / "paiva.json"
    path.write_text(json.dumps(the_day(title)))
    said = site.manage("import_workshop_day", str(path), "--network", "kaakko", capture=True)
    return re.search(r"\((/v/\S+)\)", said)[1]


def check_from_the_top(page):
    """Where an address leads into the page, the bar at the top lies over what axe would look at."""
    page.evaluate("scrollTo(0, 0)")
    check(page)


def add_theme(page, name):
    type_into(page, "#uusi-name", name)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=name).wait_for()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_summary_is_read_on_a_screen_and_a_phone(open_page, sign_in, day, width, language):
    page = open_page(width, language)
    sign_in(page, "secretary", language=language)

    pages = ("yhteenveto/", "yhteenveto/?jarjestys=kunnat", "yhteenveto/?tila=muokkaus", "yhteenveto/teemat/")
    for part in pages:
        page.goto(day + part)
        assert (violations(page), scrolls_sideways(page)) == ([], False), page.url
    page.goto(f"{day}yhteenveto/?tila=muokkaus")
    page.locator(".summary li a").first.click()
    page.wait_for_url("**/teksti/")
    check(page)


def test_host_groups_comments_by_keyboard(open_page, sign_in, day):
    page = open_page(1280)
    sign_in(page, "secretary")
    page.goto(f"{day}yhteenveto/teemat/")

    add_theme(page, "Henkilöstö")
    check(page)
    theme = page.locator("section[data-theme]").nth(1)
    chosen = page.locator("section[data-theme=''] li").nth(1).inner_text()
    tab_to(page, "#teema")
    page.keyboard.press("ArrowDown")
    tab_to(page, "section[data-theme=''] li:nth-child(2) input")
    page.keyboard.press("Space")
    tab_to(page, "#grouping button[type=submit]", back=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**#teema-*")

    assert chosen in theme.inner_text()
    assert page.locator("section[data-theme=''] li").count() == 45
    check_from_the_top(page)
    page.goto(f"{day}yhteenveto/")
    assert page.get_by_role("heading", name="Henkilöstö", level=4).count() == 1


def test_host_drags_a_comment_under_a_theme(open_page, sign_in, day):
    page = open_page(1280)
    sign_in(page, "secretary")
    page.goto(f"{day}yhteenveto/teemat/")
    add_theme(page, "Raha")
    row = page.locator("section[data-theme=''] li").first
    words = row.inner_text()

    row.drag_to(page.locator("section[data-theme]").nth(1))
    page.wait_for_url("**#teema-*")

    assert words in page.locator("section[data-theme]").nth(1).inner_text()


def test_host_edits_a_text_by_keyboard_and_takes_it_back(open_page, sign_in, day):
    page = open_page(1280)
    sign_in(page, "secretary")
    page.goto(f"{day}yhteenveto/?tila=muokkaus")
    press_on(page, ".summary li a")
    page.wait_for_url("**/teksti/")

    page.keyboard.press("Control+A")
    page.keyboard.type("Ajoissa palveluohjaukseen")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/yhteenveto/**")
    assert page.locator(".summary li").first.inner_text().startswith("Ajoissa palveluohjaukseen (Kotka)")
    check_from_the_top(page)
    press_on(page, ".summary li a")
    page.wait_for_url("**/teksti/")
    press_on(page, "button[name=edited_text]")
    page.wait_for_url("**/yhteenveto/**")
    assert page.locator(".summary-original").count() == 0
