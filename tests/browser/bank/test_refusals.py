"""What the bank refuses, as its coordinator meets it; by keyboard at 1280 px, by tapping at 390 px."""

from openpyxl import Workbook

from tests.browser.bank.hands import CODE, FACILITATOR, METHOD, Hand, asked, day_text, fill_in_order, mailed
from tests.browser.conftest import check


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

    plan(coordinator, second, "31.2.2099")
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
    fill_in_order(page, unit, address, wished="31.2.2099")
    assert "Sellaista päivää ei ole." in errors(page)
    page.locator("[name=wished]").fill("maaliskuu 2099")
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
