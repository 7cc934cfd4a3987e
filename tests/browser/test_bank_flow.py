"""The whole life of an order in the bank, and its refusals, as orderer, coordinator and facilitators meet them.

At 1280 px the coordinator works by keyboard alone, at 390 px by tapping. Every page on the way is checked.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook

from core.fuzzydates.formats import format_days
from tests.browser.conftest import check, tab_to
from verkosto.demo.accounts import account

FACILITATOR = account("facilitator").name
METHOD = "Tulevaisuuden muistelu (verkostopalaveri)"
CODE = r"\n\s*(\d{6})\s*\n"
CONCERN = "Toivon, että perheen kanssa työskentelevät löytävät yhteisen suunnan."
# Two runs on one demo: each has its own orderer and its own time of day.
UNITS = {1280: "Tervasaaren perhekeskus", 390: "Poitsilan perhekeskus"}
TIMES = {1280: "klo 8–11", 390: "klo 13–16"}


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


@pytest.fixture
def coordinator(open_page, sign_in, width):
    page = open_page(width)
    home = sign_in(page, "coordinator")
    hand = Hand(page, keyboard=width == 1280)
    hand.bank = f"{home}pankki/"
    return hand


@pytest.fixture
def facilitator(open_page, sign_in, width):
    page = open_page(width)
    home = sign_in(page, "facilitator")
    hand = Hand(page)
    hand.bank = f"{home}pankki/"
    return hand


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


def fill_in_order(page, unit, address, *, wished="kevät 2027"):
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


def figures(coordinator):
    """Orders and carried out ones in the report of this year: ``[12, 7]``."""
    coordinator.page.goto(f"{coordinator.bank}raportti/")
    check(coordinator.page)
    return [int(text) for text in coordinator.page.locator(".key-figures dd").all_inner_texts()[:2]]


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


def accept(hand, address):
    """Go to an invitation, declare to be an outsider, and accept."""
    hand.go(f"a[href='{address}']")
    for name in ("case", "matter", "unit"):
        hand.tick(f"#accept [name={name}]")
    hand.go("#accept .btn-primary")


def confirm_all(coordinator, facilitator, team):
    """Everybody who is asked again confirms: one on the own page, the others by phone."""
    coordinator.page.goto(team)
    check(coordinator.page)
    for name, address in asked(coordinator).items():
        if name == FACILITATOR:
            facilitator.page.goto(f"{facilitator.bank}kutsut/")
            accept(facilitator, address)
        else:
            accept(coordinator, address)
    coordinator.page.goto(team)
    assert asked(coordinator) == {}


def fill_team(coordinator, facilitator):
    """The best pair is asked; one declines by phone, the others accept: by phone, and on the own page."""
    page, team = coordinator.page, coordinator.page.url
    coordinator.go(".proposals button[name=ask]")
    first = asked(coordinator)
    assert len(first) == 2
    declines = next(name for name in first if name != FACILITATOR)
    coordinator.go(f"a[href='{first[declines]}']")
    coordinator.choose("reason", "Ajankohta")
    coordinator.go("form[action$='vastaus=ei'] button[type=submit]")
    assert page.url == team

    if FACILITATOR in first:
        coordinator.go(".proposals button[name=agreed]")
    else:
        coordinator.write("q", FACILITATOR.split()[1])
        coordinator.go(".filter-buttons button")
        coordinator.go(".proposals button[name=ask]:not([value*=' '])")
    waiting = asked(coordinator)
    facilitator.page.goto(f"{facilitator.bank}kutsut/")
    check(facilitator.page)
    facilitator.go(f"a[href='{waiting[FACILITATOR]}']")
    before = facilitator.page.locator("main").inner_text()
    assert "Hamina" in before
    assert CONCERN not in before
    facilitator.go("#accept .btn-primary")  # nothing is ticked beforehand
    assert facilitator.page.locator("#accept .error-summary").count() == 1
    for name in ("case", "matter", "unit"):
        facilitator.tick(f"#accept [name={name}]")
    facilitator.go("#accept .btn-primary")
    facilitator.page.locator("#concern a").click()
    facilitator.page.get_by_text(CONCERN).wait_for()

    for name, address in waiting.items():
        if name != FACILITATOR:
            accept(coordinator, address)
    page.goto(team)
    assert asked(coordinator) == {}
    return team


def let_substitute_step_in(coordinator):
    """Somebody is put in reserve, and takes the place of the facilitator who fell ill."""
    page = coordinator.page
    coordinator.go("a[href$='/vetajat/paikka/']")
    coordinator.choose("role", "Varalla")
    coordinator.save()
    coordinator.go(".proposals button[name=agreed]")
    if page.locator("main [name=exception]").count():  # only somebody with a full year is left
        coordinator.write("exception", "Muita ei ole vapaana.")
        coordinator.save()
    page.locator(".places a[href$='/poista/']").nth(2).wait_for()  # two lead, and somebody is in reserve
    names = page.locator(".places .place-who").all_inner_texts()
    leads, reserve = [name.split("\n")[0] for name in names[:2]], names[2].split("\n")[0]
    ill = next(name for name in leads if name != FACILITATOR)
    act = page.locator(".places li", has_text=ill).locator("a[href$='/varalta/']").get_attribute("href")
    coordinator.go(f"a[href='{act}']")
    coordinator.write("reason", "sairastui")
    coordinator.save()
    places = page.locator(".places").inner_text()
    assert reserve in places
    assert ill not in places


def tell_how_it_went(facilitator, order):
    """Whoever led tells it from the own page: participants by group, hours and travel."""
    page = facilitator.page
    page.goto(order)
    check(page)
    facilitator.go(".page-actions .btn-primary")
    for name in page.locator("[name^=count_]").evaluate_all("all => all.slice(0, 2).map(one => one.name)"):
        facilitator.write(name, "4")
    for name in page.locator("[name^=work_]").evaluate_all("all => all.map(one => one.name)"):
        facilitator.write(name, "3,5")
        facilitator.write(name.replace("work", "travel"), "1:30")
        facilitator.write(name.replace("work", "km"), "84")
    facilitator.save()
    assert "3 h 30 min, matka 1 h 30 min, 84 km" in page.locator("main").inner_text()


def give_feedback(page, score):
    for question in page.locator("main fieldset").all():
        question.locator(f"[type=radio][value='{score}']").check()
    Hand(page).save()
    assert page.url.rstrip("/").endswith("/palaute/kiitos")


def test_whole_life_of_an_order(open_page, site, coordinator, facilitator, width):
    page, unit, address = coordinator.page, UNITS[width], f"tiina.{width}@hamina.example"
    orders, carried_out = figures(coordinator)
    orderer = open_page(width)
    own_page = order_from_outside(orderer, site, unit, address)

    open_from_queue(coordinator, "uusi", unit)
    team = fill_team(coordinator, facilitator)
    order = team.removesuffix("vetajat/")
    let_substitute_step_in(coordinator)
    confirm_all(coordinator, facilitator, team)

    page.goto(order)
    coordinator.go(".page-actions .btn-primary")  # plan the meeting
    coordinator.write("date", f"{day_text(20)} {TIMES[width]}")
    coordinator.save()
    assert page.url == order
    confirm_all(coordinator, facilitator, team)
    page.goto(order)
    coordinator.go(".page-actions .btn-primary")  # called together
    assert coordinator.status == "Kutsuttu koolle"

    coordinator.choose_act("/siirto/")
    coordinator.write("reason", "kaksi osallistujaa estyi")
    coordinator.save()
    assert coordinator.status == "Siirtyy"
    orderer.goto(own_page)
    check(orderer)
    assert "Siirtyy" in orderer.locator(".status-line").inner_text()
    open_from_queue(coordinator, "siirtyy", unit)
    coordinator.write("date", f"{day_text(0)} {TIMES[width]}")
    coordinator.save()
    assert page.url == order
    confirm_all(coordinator, facilitator, team)
    page.goto(order)
    coordinator.go(".page-actions .btn-primary")
    assert coordinator.status == "Kutsuttu koolle"

    tell_how_it_went(facilitator, order)
    page.goto(order)
    coordinator.go(".page-actions .btn-primary")  # record the outcome
    coordinator.tick("[name=outcome][value=carried_out]")
    coordinator.save()
    assert coordinator.status == "Toteutunut"

    orderer.goto(mailed(site, orderer, address, r"(https?://\S*/palaute/oma/\S+)"))
    check(orderer)
    give_feedback(orderer, 5)
    coordinator.go("form[action$='/palautelappu/tee/'] button")
    code = page.locator(".slip-code").inner_text()
    participant = open_page(width)
    participant.goto("/palaute/")
    check(participant)
    participant.locator("[name=code]").fill(code.lower())
    Hand(participant).save()
    give_feedback(participant, 4)

    page.goto(order)
    coordinator.go(".page-actions .btn-primary")  # close
    assert "päätetty" in page.locator(".status-line").inner_text()
    assert figures(coordinator) == [orders + 1, carried_out + 1]


def pick(hand, field, words):
    """Find somebody or something by a part of the name, and take the first."""
    hand.write(f"{field}_text", words)
    option = hand.page.locator(f"#div_id_{field} [role=option]").first
    option.wait_for()
    if hand.keyboard:
        hand.page.keyboard.press("Enter")
    else:
        option.click()


def log_order(coordinator, contact, *, method=METHOD):
    """An order by phone, without a date; its page of the team is open. Returns its address."""
    page = coordinator.page
    page.goto(f"{coordinator.bank}tilaukset/uusi/")
    pick(coordinator, "organisation", "Siltakylän koulu")
    pick(coordinator, "contact", contact)
    coordinator.choose("method", method)
    coordinator.choose("kind", "Suunnittelu")
    coordinator.save()
    order = page.url
    page.goto(f"{order}vetajat/")
    check(page)
    return order


def write_held_order(coordinator, contact, leader, method):
    """The form of what was held already, filled in and sent."""
    page = coordinator.page
    page.goto(f"{coordinator.bank}tilaukset/pidetty/")
    pick(coordinator, "organisation", "Siltakylän koulu")
    pick(coordinator, "contact", contact)
    coordinator.choose("method", method)
    coordinator.choose("kind", "Asiakastyö")
    coordinator.tick("[name=agreed_with_client]")
    coordinator.tick("[name=outcome][value=carried_out]")
    coordinator.write("held", day_text(-3))
    pick(coordinator, "leader_1", leader)
    coordinator.save()


def why_not(page, name):
    """Why somebody cannot be asked on the page of a team; there is no button to ask either."""
    assert page.locator(f".ask-form button:has-text('{name}')").count() == 0
    return page.locator(".left-out li", has_text=name).text_content()


def find_by_name(coordinator, name):
    coordinator.write("q", name)
    coordinator.go(".filter-buttons button")


def errors(page):
    return page.locator("main .error-summary").inner_text()


def test_orderer_never_facilitates(coordinator):
    log_order(coordinator, FACILITATOR)
    assert "on tilaaja: vetäjän on oltava ulkopuolinen" in why_not(coordinator.page, FACILITATOR)
    write_held_order(coordinator, FACILITATOR, FACILITATOR, METHOD)
    assert f"{FACILITATOR} on tilaaja: vetäjän on oltava ulkopuolinen." in errors(coordinator.page)


def test_declared_insider_is_not_asked_again(coordinator, facilitator):
    order = log_order(coordinator, "Jari Peltoniitty")
    find_by_name(coordinator, FACILITATOR)
    coordinator.go("button[name=ask]:not([value*=' '])")
    facilitator.page.goto(f"{facilitator.bank}kutsut/")
    facilitator.go(f"a[href='{asked(coordinator)[FACILITATOR]}']")
    facilitator.choose("reason", "En ole ulkopuolinen")
    facilitator.go("form[action$='vastaus=ei'] button[type=submit]")
    assert "ulkopuoli" in facilitator.message

    coordinator.page.goto(f"{order}vetajat/")
    assert "on ilmoittanut, ettei ole ulkopuolinen" in why_not(coordinator.page, FACILITATOR)


def test_beyond_the_limit_only_with_a_reason(coordinator):
    page, name = coordinator.page, "Jonna Pihlajalampi"
    page.goto(f"{coordinator.bank}jasenet/")
    page.goto(page.locator("main a", has_text="Pihlajalampi").first.get_attribute("href"))
    coordinator.go(".page-actions .btn-primary")
    coordinator.write("yearly_limit_hours", "2")
    coordinator.save()

    log_order(coordinator, "Jari Peltoniitty")
    row = page.locator("details.more li", has_text=name)
    assert "on täyttänyt enimmäismääränsä, 2 tuntia vuodessa" in row.text_content()
    ask = row.locator("button[name=ask]").get_attribute("value")
    coordinator.open_details("details.more summary")
    coordinator.go(f"button[name=ask][value='{ask}']")
    assert "Keneltäkään ei ole vielä kysytty" in errors(page)
    coordinator.save()
    assert "Keneltäkään ei ole vielä kysytty" in errors(page)
    coordinator.write("exception", "Lähin vetäjä, joka puhuu viittomakieltä.")
    coordinator.save()
    assert name in asked(coordinator)


def agree_by_phone(coordinator, name=""):
    """The first who is free, or somebody by name, has agreed by phone; whose name it is."""
    if name:
        find_by_name(coordinator, name)
    agreed = coordinator.page.locator(".ask-form button[name=agreed]").first
    who = agreed.locator(".visually-hidden").text_content().strip()
    coordinator.go("button[name=agreed]")
    return who


def plan(coordinator, order, date):
    coordinator.page.goto(order)
    coordinator.choose_act("/tapaamiset/uusi/")
    coordinator.write("date", date)
    coordinator.save()


def test_nobody_is_promised_twice_and_no_day_that_does_not_exist(coordinator, width):
    page, day = coordinator.page, day_text(60 + width // 390)
    first = log_order(coordinator, "Jari Peltoniitty")
    who = agree_by_phone(coordinator)
    second = log_order(coordinator, "Jari Peltoniitty")
    agree_by_phone(coordinator, who)
    plan(coordinator, first, f"{day} klo 9–12")
    assert page.url == first

    plan(coordinator, second, "31.2.2027")
    assert "Sellaista päivää ei ole." in errors(page)
    coordinator.write("date", f"{day} klo 11–14")
    coordinator.save()
    assert f"{who} on jo varattu toiseen tilaukseen siihen aikaan" in errors(page)
    coordinator.write("date", f"{day} klo 12–15")
    coordinator.save()
    assert page.url == second


def test_laheisneuvonpito_waits_for_its_follow_up(coordinator):
    page = coordinator.page
    write_held_order(coordinator, "Jari Peltoniitty", "Ville Harjunsivu", "Läheisneuvonpito")
    order = page.url
    assert coordinator.status == "Toteutunut"
    coordinator.choose_act("/paata/")
    assert "Seurantakokous kuuluu tähän menetelmään" in coordinator.message
    coordinator.go("a[href$='/ei-tarpeen/']")
    coordinator.write("reason", "Läheiset sopivat seurannasta keskenään.")
    coordinator.save()
    assert page.url == order
    coordinator.go(".page-actions .btn-primary")
    assert "päätetty" in page.locator(".status-line").inner_text()


def test_order_without_the_right_code_is_not_stored(open_page, site, coordinator, width):
    page, unit, address = open_page(width), f"Uuden sataman päiväkoti {width}", f"vaara.{width}@hamina.example"
    fill_in_order(page, unit, address, wished="31.2.2027")
    assert "Sellaista päivää ei ole." in errors(page)
    page.locator("[name=wished]").fill("maaliskuu 2027")
    Hand(page).save()
    right = mailed(site, page, address, CODE)
    page.locator("[name=code]").fill("123456" if right != "123456" else "654321")
    Hand(page).save()
    assert "Koodi ei ole oikea." in errors(page)
    coordinator.page.goto(f"{coordinator.bank}tilaukset/?q=sataman")
    check(coordinator.page)
    assert unit not in coordinator.page.locator("main").inner_text()
    page.locator("[name=code]").fill(right)
    Hand(page).save()
    coordinator.page.reload()
    assert unit in coordinator.page.locator("main").inner_text()


def test_file_with_formulas_is_refused_row_by_row(coordinator, tmp_path):
    page = coordinator.page
    book = Workbook()
    book.active.title = "Koulutukset"
    for row in (["Koulutus", "Osallistujat"], ["Kaavakoulutus", 12], ["Toinen koulutus", "=5+5"], ["=A2", 3]):
        book.active.append(row)
    book.save(tmp_path / "kaavat.xlsx")
    page.goto(f"{coordinator.bank}koulutukset/tuo/")
    check(page)
    page.locator("[name=file]").set_input_files(tmp_path / "kaavat.xlsx")
    page.locator("[name=file]").focus()
    coordinator.save()
    told = errors(page)
    assert "Solussa B3 on kaava. Korvaa se arvollaan." in told
    assert "Solussa A4 on kaava. Korvaa se arvollaan." in told
    page.goto(f"{coordinator.bank}koulutukset/")
    assert "Kaavakoulutus" not in page.locator("main").inner_text()
