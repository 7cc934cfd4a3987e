"""The pages of meetings that no list leads to at once: registers, themes, the day, the life of minutes, the public.

Each is accessible and fits a phone. The demo has a meeting in each state of its life."""

import psycopg2
import pytest

from meetings.enums import Layer, MeetingState, MinutesState
from tests.browser.conftest import faults, violations

REGISTERS = [
    "paatokset/",
    "toimenpiteet/",
    "toimenpiteet/?tila=overdue",
    "tavoitteet/",
    "teemat/",
    "teemat/uusi/",
    "ryhmat/uusi/",
]
OF_A_DECISION = [""]
OF_AN_ACTION = ["", "seuranta/"]
OF_A_THEME = ["", "nimi/", "yhdista/"]
OF_A_GROUP = ["", "muokkaa/", "nimi/", "jasenet/uusi/"]
PLANNED = ["", "kutsu/", "jatko/", "peru/", "kirjaa/", "naytto/", "paikalla/"]
INVITED = ["", "kutsu/", "kirjaa/", "liitteet/", "poytakirja/", "poytakirja/kommentoitavaksi/"]
IN_COMMENTS = ["", "poytakirja/", "poytakirja/kommentit/uusi/", "poytakirja/allekirjoita/", "poytakirja/laheta/"]
SIGNED = [
    "",
    "poytakirja/",
    "poytakirja/allekirjoita/",
    "poytakirja/hyvaksy/",
    "poytakirja/julkaise/",
    "poytakirja/korjaa/",
    "poytakirja/laheta/",
    "poytakirja/versiot/1/",
    "liitteet/",
    *(f"poytakirja/nakyma/?kerros={layer}" for layer in Layer.values),
]
OF_AN_ITEM = ["", "historia/", "poista/", "kirjaukset/uusi/", "tavoitteet/uusi/"]
OF_AN_ATTACHMENT = ["", "tuo/", "peru/", "poista/"]


@pytest.fixture
def query(site):
    """``query(sql, **parameters)``: the first column of the first row of what the running site has stored."""

    def ask(sql, **parameters):
        with psycopg2.connect(site.database_url) as connection, connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()[0]

    return ask


@pytest.fixture
def meeting_in(query):
    """``meeting_in("uusimaa", state=…, minutes_state=…)``: the number of the network's first such meeting."""

    def find(network, **states):
        wanted = " AND ".join(f"m.{name} = %({name})s" for name in states)
        return query(
            "SELECT m.id FROM meetings_meeting m JOIN network_network n ON n.id = m.network_id"
            f" WHERE n.slug = %(network)s AND {wanted} ORDER BY m.id LIMIT 1",
            network=network,
            **states,
        )

    return find


@pytest.fixture
def network(open_page, sign_in, width, request):
    """``network(language, slug)``: the signed-in secretary's page and the home address of the network."""

    def open_network(language="fi", slug="kaakko"):
        page = open_page(width)
        return page, sign_in(page, "secretary", slug, language)

    return open_network


def all_faults(page, addresses):
    return [fault for address in addresses for fault in faults(page, address)]


def of(address, parts):
    return [address + part for part in parts]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_registers_themes_and_groups(network, query, language):
    page, home = network(language, "uusimaa")
    found = {
        kind: query(
            "SELECT o.id FROM meetings_outcome o JOIN network_network n ON n.id = o.network_id"
            " WHERE n.slug = 'uusimaa' AND o.kind = %(kind)s ORDER BY o.id LIMIT 1",
            kind=kind,
        )
        for kind in ("decision", "action")
    }
    of_network = "JOIN network_network n ON n.id = {}.network_id WHERE n.slug = 'uusimaa' ORDER BY {}.id LIMIT 1"
    theme = query(f"SELECT t.id FROM network_theme t {of_network.format('t', 't')}")
    group = query(
        "SELECT g.id FROM network_groupmembership m JOIN network_group g ON g.id = m.group_id"
        f" {of_network.format('g', 'm')}"
    )

    assert (
        all_faults(
            page,
            [
                *of(home, REGISTERS),
                *of(f"{home}paatokset/{found['decision']}/", OF_A_DECISION),
                *of(f"{home}toimenpiteet/{found['action']}/", OF_AN_ACTION),
                *of(f"{home}teemat/{theme}/", OF_A_THEME),
                *of(f"{home}ryhmat/{group}/", OF_A_GROUP),
                f"{home}kokoukset/ryhma/{group}/",
            ],
        )
        == []
    )


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_meeting_from_the_plan_to_the_day(network, meeting_in, language):
    page, home = network(language)
    planned = meeting_in("kaakko", state=MeetingState.PLANNED)
    invited = meeting_in("kaakko", state=MeetingState.INVITED)

    addresses = of(f"{home}kokoukset/{planned}/", PLANNED) + of(f"{home}kokoukset/{invited}/", INVITED)

    assert all_faults(page, addresses) == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_an_answer_to_an_invitation(open_page, query, width, language):
    page = open_page(width, language)
    key = query("SELECT key FROM meetings_invitation ORDER BY id LIMIT 1")

    assert all_faults(page, [f"/vastaus/{key}/"]) == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_life_of_minutes(network, meeting_in, language):
    page, home = network(language)
    comments = meeting_in("kaakko", minutes_state=MinutesState.COMMENTS)
    signed = meeting_in("kaakko", minutes_state=MinutesState.FINAL)
    published = meeting_in("kaakko", minutes_state=MinutesState.PUBLISHED)

    addresses = [
        *of(f"{home}kokoukset/{comments}/", IN_COMMENTS),
        *of(f"{home}kokoukset/{signed}/", SIGNED),
        *of(f"{home}kokoukset/{published}/", ["", "poytakirja/"]),
    ]

    assert all_faults(page, addresses) == []


def test_an_item_and_an_attachment(network, meeting_in, query):
    page, home = network()
    meeting = meeting_in("kaakko", minutes_state=MinutesState.COMMENTS)
    item = query("SELECT id FROM meetings_item WHERE meeting_id = %(id)s ORDER BY position LIMIT 1", id=meeting)
    page.goto(f"{home}kokoukset/{meeting}/liitteet/")
    page.locator("main form [name=title]").first.fill("Peruutusten syyt, yhteenveto")
    page.locator("main form .btn-primary").first.click()
    page.get_by_text("Peruutusten syyt, yhteenveto").first.wait_for()
    attachment = query("SELECT max(id) FROM meetings_attachment WHERE meeting_id = %(id)s", id=meeting)

    addresses = [
        *of(f"{home}kokoukset/{meeting}/asiat/{item}/", OF_AN_ITEM),
        *of(f"{home}kokoukset/{meeting}/liitteet/{attachment}/", OF_AN_ATTACHMENT),
    ]

    assert all_faults(page, addresses) == []


def test_the_desk_and_the_screen_while_an_item_is_dealt_with(network, meeting_in):
    page, home = network()
    meeting = meeting_in("kaakko", minutes_state=MinutesState.COMMENTS)
    page.goto(f"{home}kokoukset/{meeting}/kirjaa/")

    page.keyboard.press("Alt+ArrowDown")
    page.locator("#desk-line").wait_for()
    page.keyboard.press("Alt+1")
    words = f"Muistilista jaetaan kaikille, {page.viewport_size['width']}."
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.locator(".desk .outcome", has_text=words).wait_for()

    assert violations(page) == []
    assert all_faults(page, of(f"{home}kokoukset/{meeting}/", ["kirjaa/", "naytto/"])) == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_published_minutes(open_page, meeting_in, query, width, language):
    page = open_page(width, language)
    published = meeting_in("uusimaa", minutes_state=MinutesState.PUBLISHED)
    mailed = query("SELECT key FROM meetings_minutesmail ORDER BY id LIMIT 1")
    address = f"/poytakirjat/uusimaa/{published}/"

    assert all_faults(page, [*of(address, ["", "versio/1/", "kohta/2/"]), f"/poytakirjat/avain/{mailed}/"]) == []


def test_at_the_desk_one_types_on_while_the_server_answers(network, meeting_in):
    page, home = network()
    meeting = meeting_in("kaakko", minutes_state=MinutesState.COMMENTS)
    page.goto(f"{home}kokoukset/{meeting}/kirjaa/")
    page.keyboard.press("Alt+ArrowDown")
    page.locator("#desk-line:focus").wait_for()
    words = f"Kirjattu kesken vastauksen {page.viewport_size['width']}."

    late = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", late)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.keyboard.type("Tämä on kesken")
    page.locator(".desk .outcome", has_text=words).wait_for()

    assert page.locator("#desk-line").input_value() == "Tämä on kesken"
