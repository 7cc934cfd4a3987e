"""Every page that can be opened by an address: accessible, fits a phone, in every language, light and dark."""

import pytest

from tests.browser.conftest import faults, follow, violations

PUBLIC = [
    "/",
    "/tili/kirjaudu/",
    "/tili/salasana/unohtunut/",
    "/tili/koodi/",
    "/menetelmat/",
    "/menetelmat/?q=lapsi",
    "/menetelmat/laheisneuvonpito/",
    "/menetelmat/laheisneuvonpito/versio/1/",
    "/menetelmat/laheisneuvonpito/versiot/",
    "/menetelmat/etsin/?porras=4&tilanne=stuck&mukana=family",
    "/metoder/",
    "/metoder/sok/",
    "/metoder/laheisneuvonpito/",
    "/tilaa/kaakko/?vyohyke=3&tilanne=Siirtyma",
    "/kysy/kaakko/",
    "/verkostot/uusimaa/",
    "/tiedotteet/uusimaa/",
]
ACCOUNT = ["/ilmoitukset/", "/ilmoitukset/viestit/", "/tili/kalenteri/", "/tili/istunnot/"]
NETWORK = [
    "",
    "haku/?q=kotka",
    "henkilot/",
    "henkilot/uusi/",
    "organisaatiot/",
    "organisaatiot/uusi/",
    "ryhmat/",
    "kunnat/?q=elim",
    "verkoston-kunnat/",
    "hakemisto/?q=kotka",
    "kalenteri/",
    "kalenteri/?nakyma=lista",
    "sitoumus/",
    "sitoumus/hyvaksynnat/",
    "sitoumus/uusi/",
    "pankki/tilaukset/",
    "pankki/tilaukset/uusi/",
    "pankki/kyselyt/?kaikki=1",
    "pankki/kyselyt/uusi/",
    "pankki/sopimukset/",
    "pankki/sopimukset/uusi/",
    "pankki/jono/",
    "pankki/jono/?laji=tulos",
    "pankki/raportti/?alku=1.1.2008&loppu=31.12.2009",
    "pankki/rekisteri/",
    "pankki/jasenet/",
    "pankki/jasenet/uusi/",
    "kokoukset/",
    "kokoukset/uusi/",
]
# Pages of one object are reached from their list by the first link that fits.
OBJECTS = [
    ("pankki/tilaukset/", "/tilaukset/[0-9]+/", ["", "muokkaa/", "vetajat/", "tulos/", "huoli/"]),
    ("pankki/jasenet/", "/jasenet/[0-9]+/", ["", "muokkaa/"]),
    ("kokoukset/", "/kokoukset/[0-9]+/", ["", "muokkaa/", "paikalla/", "seuraava/", "asiat/uusi/", "liitteet/"]),
    ("henkilot/", "/henkilot/[0-9]+/", ["", "muokkaa/", "tehtavat/uusi/"]),
    ("organisaatiot/", "/organisaatiot/[0-9]+/", ["", "muokkaa/"]),
]
# What one network of the demo has: a structure, its themes and projects, bulletins.
STRUCTURE = [
    "rakenne/",
    "rakenne/?paiva=1.12.2008",
    "rakenne/uusi/",
    "rakenne/sitoumukset/",
    "rakenne/sitoumukset/uusi/",
    "rakenne/hankkeet/",
    "rakenne/hankkeet/uusi/",
    "tiedotteet/",
    "tiedotteet/uusi/",
    "tuonti/",
]
OBJECTS_OF_STRUCTURE = [
    ("rakenne/", "/rakenne/[0-9]+/", ["", "muuta/", "vastuut/uusi/"]),
    ("rakenne/sitoumukset/", "/sitoumukset/[0-9]+/", [""]),
    ("rakenne/hankkeet/", "/hankkeet/[0-9]+/", ["", "muuta/"]),
    ("tiedotteet/", "/v/uusimaa/tiedotteet/[0-9]+/", [""]),
    ("henkilot/", "/henkilot/[0-9]+/", ["yhdista/"]),
    ("organisaatiot/", "/organisaatiot/[0-9]+/", ["yhdista/"]),
    ("ryhmat/", "/ryhmat/[0-9]+/", [""]),
]


def first_link(page, address, pattern):
    page.goto(address)
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.pathname)")
    return page.evaluate(
        "([links, pattern]) => links.find(link => new RegExp(pattern + '$').test(link))", [links, pattern]
    )


def addresses_in(page, home, pages, objects):
    """The addresses of a network's pages, and of those of one object of each list."""
    addresses = [home + address for address in pages]
    for listing, pattern, parts in objects:
        thing = first_link(page, home + listing, pattern)
        assert thing, listing
        addresses += [thing + part for part in parts]
    return addresses


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_public_pages(open_page, width, language):
    page = open_page(width, language)
    bulletin = first_link(page, "/tiedotteet/uusimaa/", "/tiedotteet/uusimaa/[0-9]+/")

    assert [fault for address in [*PUBLIC, bulletin] for fault in faults(page, address)] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_of_a_network(open_page, sign_in, width, language):
    page = open_page(width)
    home = sign_in(page, "coordinator", language=language)
    addresses = [*ACCOUNT, *addresses_in(page, home, NETWORK, OBJECTS)]

    assert [fault for address in addresses for fault in faults(page, address)] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_of_a_structure(open_page, sign_in, width, language):
    page = open_page(width)
    home = sign_in(page, "coordinator", network="uusimaa", language=language)

    found = [fault for address in addresses_in(page, home, STRUCTURE, OBJECTS_OF_STRUCTURE)
             for fault in faults(page, address)]  # fmt: skip

    assert found == []


def test_pages_of_an_administrator(open_page, sign_in, width):
    page = open_page(width)
    home = sign_in(page, "admin")
    person = first_link(page, f"{home}henkilot/", "/henkilot/[0-9]+/")
    addresses = [
        f"{home}kasittelytoimet/",
        f"{home}tietosuojavastaava/",
        f"{home}poikkeuslukeminen/",
        *(person + part for part in ("", "nakyvyys/")),
    ]

    assert [fault for address in addresses for fault in faults(page, address)] == []


def test_a_page_that_is_not_there(open_page, sign_in, width):
    page = open_page(width)
    home = sign_in(page, "coordinator")

    assert faults(page, f"{home}ei-ole/") == []
    assert [problem for problem in page.problems if "404" not in problem] == []
    page.problems.clear()


def test_pages_in_the_dark(open_page, sign_in):
    page = open_page(color_scheme="dark")
    home = sign_in(page, "coordinator")
    order = first_link(page, f"{home}pankki/tilaukset/", "/tilaukset/[0-9]+/")
    addresses = [home, f"{home}pankki/tilaukset/", order, f"{order}vetajat/", f"{home}kokoukset/", "/menetelmat/"]

    assert [fault for address in addresses for fault in faults(page, address)] == []


@pytest.mark.parametrize("role", ["orderer", "facilitator", "secretary", "member", "editor", "admin"])
def test_home_of_every_role(open_page, sign_in, width, role):
    page = open_page(width)

    home = sign_in(page, role)

    assert faults(page, home) == []


def test_language_switch_keeps_the_page(open_page, sign_in):
    page = open_page()
    home = sign_in(page, "coordinator")
    page.goto(f"{home}pankki/tilaukset/")

    page.locator(".languages summary, [data-menu=language] summary, summary:has-text('Suomi')").first.click()
    follow(page.get_by_role("button", name="Svenska"))

    assert page.url == f"{home}pankki/tilaukset/"
    assert page.locator("html").get_attribute("lang") == "sv"


def test_two_savers_of_one_order_and_the_second_sees_both_versions(open_page, sign_in):
    first, second = open_page(), open_page(390)
    home = sign_in(first, "coordinator")
    sign_in(second, "coordinator")
    order = first_link(first, f"{home}pankki/tilaukset/", "/tilaukset/[0-9]+/")
    for page in (first, second):
        page.goto(f"{order}muokkaa/")
    save = "main form button.btn-primary"

    first.locator("[name=place]").fill("Ensimmäisen talo")
    first.locator(save).click()
    first.wait_for_url(f"**{order}")
    second.locator("[name=place]").fill("Toisen talo")
    second.locator(save).click()
    conflict = second.locator(".conflict")
    conflict.wait_for()

    assert "Ensimmäisen talo" in conflict.inner_text()
    assert "Toisen talo" in conflict.inner_text()
    assert second.locator("[name=place]").input_value() == "Toisen talo"
    assert violations(second) == []
    second.locator(save).click()
    second.wait_for_url(f"**{order}")


def test_a_refused_form_keeps_what_was_typed_and_leads_to_the_field(open_page, sign_in, identity_code):
    page = open_page()
    home = sign_in(page, "coordinator")
    page.goto(f"{home}pankki/tilaukset/uusi/")

    page.locator("[name=concern]").fill(f"Huoli {identity_code}")
    page.locator("[name=place]").fill("Kirjasto")
    page.locator("main form button.btn-primary").click()
    summary = page.locator(".error-summary")
    summary.wait_for()

    assert identity_code not in summary.inner_text()
    assert page.locator("[name=place]").input_value() == "Kirjasto"
    assert violations(page) == []
    summary.locator("a[href='#id_concern']").click()
    assert page.evaluate("document.activeElement.name") == "concern"
