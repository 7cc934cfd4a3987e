"""The whole life of an order in the bank, as orderer, coordinator and facilitators meet them.

At 1280 px the coordinator works by keyboard alone, at 390 px by tapping. Every page on the way is checked.
"""

from tests.browser.bank.hands import (
    CONCERN,
    FACILITATOR,
    Hand,
    asked,
    day_text,
    mailed,
    open_from_queue,
    order_from_outside,
)
from tests.browser.conftest import check

# Two runs on one demo: each has its own orderer and its own time of day.
UNITS = {1280: "Tervasaaren perhekeskus", 390: "Poitsilan perhekeskus"}
TIMES = {1280: "klo 8–11", 390: "klo 13–16"}


def figures(coordinator):
    """Orders and carried out ones in the report of this year: ``[12, 7]``."""
    coordinator.page.goto(f"{coordinator.bank}raportti/")
    check(coordinator.page)
    return [int(text) for text in coordinator.page.locator(".key-figures dd").all_inner_texts()[:2]]


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
