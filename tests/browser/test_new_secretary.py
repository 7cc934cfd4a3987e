"""From "next meeting" to sent minutes as a new secretary does it: by keyboard, with few presses beside the typing."""

import re
from datetime import timedelta

import psycopg2
import pytest
from django.utils import timezone

from core.fuzzydates.formats import format_days
from tests.browser.conftest import scrolls_sideways, violations

GROUP = "Ehkäisevä lastensuojelu arjen palveluissa"
LIMIT = 60
TEXT = "[role=textbox]"
# The first of the six items comes along from the meeting before, with the actions that are open as its text.
NEW = ["Ohjeen kokeilu", "Palaute vanhemmilta", "Työpajat keväällä", "Viestintä", "Muut asiat"]
TEXTS = [
    "Ohje on korjattu ja odottaa kokeilua.",
    "Kokeilusta tuli hyvää palautetta.",
    "Työpajoja pidetään kaksi.",
    "Viestintä aloitetaan vasta kokeilun jälkeen.",
    "Muita asioita ei ollut.",
]
DECISION = "Ohje otetaan käyttöön kaikissa kunnissa."
ACTION = "Työpajojen vetäjät varataan."


class Keyboard:
    """The keyboard of a page, which counts every press that is not typing text."""

    def __init__(self, page):
        self.page, self.pressed = page, []

    def press(self, keys, times=1):
        for _ in range(times):
            self.page.keyboard.press(keys)
            self.pressed.append(keys)

    def type(self, text):
        """Types a text; the line breaks in it are presses like others."""
        for place, line in enumerate(text.split("\n")):
            if place:
                self.press("Enter")
            self.page.keyboard.insert_text(line)

    def go(self, keys, address):
        """Presses keys that lead to another page, and checks that page."""
        self.press(keys)
        self.page.wait_for_url(re.compile(address))
        self.page.wait_for_load_state()
        assert (violations(self.page), scrolls_sideways(self.page)) == ([], False), self.page.url


@pytest.fixture
def keyboard(open_page, sign_in):
    page = open_page()
    home = sign_in(page, "secretary", "uusimaa")
    page.goto(f"{home}kokoukset/?q=yhteydenotto")
    page.locator("table tbody a", has_text=GROUP).first.click()
    page.wait_for_url(re.compile(r"/kokoukset/\d+/$"))
    return Keyboard(page)


def days_later(site, meeting, days):
    """The days until the meeting pass: on the running site it is dated that much earlier."""
    with psycopg2.connect(site.database_url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "UPDATE meetings_meeting SET starts_at = starts_at - %(by)s, ends_at = ends_at - %(by)s WHERE id = %(id)s",
            {"by": timedelta(days=days), "id": meeting},
        )


def stored_mails(site, page, meeting):
    """The mails of the minutes as they went out, once the page tells of them all: ``{address: whole mail}``."""
    for _ in range(100):
        if page.get_by_text("lähetetään").count() == 0:
            break
        page.wait_for_timeout(200)
        page.reload()
    with psycopg2.connect(site.database_url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.email, m.key FROM meetings_minutesmail m JOIN meetings_minutesversion v ON v.id = m.version_id"
            " WHERE v.meeting_id = %s",
            [meeting],
        )
        keys = dict(cursor.fetchall())
    sent = [one.read_text() for one in (site.var / "mail").iterdir()]
    # Those who have an account get the address inside the network, the others one with a key of their own.
    links = (f"/kokoukset/{meeting}/poytakirja/versiot/1/", *(f"/poytakirjat/avain/{key}/" for key in keys.values()))
    ours = [mail for mail in sent if any(link in mail for link in links)]
    return {email: mail for email in keys for mail in ours if f"To: {email}\n" in mail}


def wait_for_editor(page):
    page.locator(f"{TEXT}:focus").wait_for()


def test_from_next_meeting_to_sent_minutes_by_keyboard(keyboard, site):
    page, day = keyboard.page, timezone.localdate() + timedelta(days=7)

    # The next meeting, from the page of the last one.
    keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/jatko/$"))
    keyboard.press("Control+A")
    keyboard.type(f"{format_days(day, day, 'fi')} klo 9–11")
    keyboard.press("Tab", times=4)
    keyboard.type("\n".join(NEW))
    keyboard.go("Control+Enter", r"/kokoukset/\d+/$")
    meeting = int(re.search(r"/kokoukset/(\d+)/", page.url)[1])
    assert page.locator(".items > li").count() == 6

    # The invitation: its recipients are shown, then it is sent.
    keyboard.go("Control+Enter", "/kutsu/$")
    invited = page.locator("main form input[name=listed]:checked").count()
    assert invited == 7
    keyboard.go("Control+Enter", r"/kokoukset/\d+/$")
    assert page.locator("#messages").inner_text() == f"Kutsu lähtee {invited} henkilölle."
    days_later(site, meeting, days=8)
    page.reload()

    # Who was there: one has excused herself.
    keyboard.go("Control+Enter", "/paikalla/$")
    keyboard.press("ArrowDown", times=2)
    keyboard.press("Tab")
    with page.expect_response(re.compile("/tila/$")):
        keyboard.press("Enter")
    page.locator(".row-state[value=excused][aria-pressed=true]").wait_for()

    # The texts of the six items; marking as held leads to the first of them that is empty.
    keyboard.go("Control+Enter", r"/asiat/\d+/$")
    for place, text in enumerate(TEXTS):
        wait_for_editor(page)
        keyboard.type(text)
        if place == 1:
            keyboard.type(f"\n{DECISION}")
            keyboard.press("Alt+p")
            page.locator(".lines .outcome-decision").wait_for()
        if place == 2:
            keyboard.type(f"\n{ACTION}")
            keyboard.press("Alt+t")
            page.locator("[name=owner]:focus").wait_for()
            keyboard.type("Hanna Suvikallio")
            keyboard.press("Tab")
            keyboard.type("kevät 2027")
            keyboard.press("Enter")
            page.locator(".lines .action-owner").wait_for()
            wait_for_editor(page)
        if place < len(TEXTS) - 1:
            here = page.url
            keyboard.press("Control+Shift+Enter")
            page.wait_for_url(lambda url, here=here: url != here)
    keyboard.go("Control+Enter", r"/kokoukset/\d+/#item-\d+$")

    # Signed, and mailed to those who were there.
    keyboard.go("Control+Enter", "/allekirjoita/$")
    keyboard.go("Control+Enter", "/poytakirja/$")
    keyboard.go("Control+Enter", "/laheta/$")
    recipients = page.locator("main form input[name=listed]:checked").count()
    keyboard.go("Control+Enter", "/poytakirja/$")

    assert recipients == 7
    assert len(keyboard.pressed) < LIMIT, keyboard.pressed
    assert page.locator("section[aria-labelledby=mails-title] li").count() == recipients
    assert len(stored_mails(site, page, meeting)) == recipients
    page.goto(f"{page.url}versiot/1/")
    signed = page.locator(".minutes-page").inner_text()
    words = [*NEW, *TEXTS, DECISION, ACTION, "Hanna Suvikallio", "kevät 2027", "Estynyt", "kirjasi Kalle Virtaharju"]
    assert [one for one in words if one not in signed] == []
