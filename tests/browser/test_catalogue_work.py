"""The editors' way from a draft to a scheduled publication through two reviewers, with every refusal on it.

Each run takes a method of its own. Every page on the way is checked at its width.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import check, follow, read_in
from verkosto.demo.accounts import ACCOUNTS

WRITER, CONTENT_REVIEWER, LANGUAGE_REVIEWER = "toimittaja@", "toimittaja2@", "redaktor@"
METHODS = {1280: ("arviointidialogi", "Arviointidialogi"), 390: ("alueneuvonpito", "Alueneuvonpito")}
SWEDISH = "Texten på svenska."


def whole(name):
    """The whole name of a control; what is only read aloud is set apart by a space."""
    return re.compile("^" + re.escape(name).replace(":", " ?:") + "$")


class Editor:
    """Somebody at the pages of the catalogue; what comes next is checked."""

    def __init__(self, page):
        self.page = page

    def go(self, url):
        self.page.goto(url)
        check(self.page)

    def press(self, name):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=whole(name)).first.click()
        check(self.page)

    def follow(self, name):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=whole(name)).first.click()
        check(self.page)

    def write(self, selector, text):
        """Type into a text that saves itself, leave it, and wait until it has."""
        form = self.page.locator("form", has=self.page.locator(selector))
        self.page.locator(selector).fill(text)
        self.page.locator(selector).blur()
        form.locator("[data-save-state][data-tone=success]").wait_for()

    @property
    def message(self):
        return self.page.locator("#messages").inner_text()

    @property
    def refusal(self):
        return self.page.locator("main .error-summary").inner_text()

    @property
    def status(self):
        return self.page.locator("main .status-line .status").first.inner_text()


@pytest.fixture
def editor(open_page, site, width):
    def make(who, *, javascript=True):
        page = open_page(width, java_script_enabled=javascript)
        page.goto("/tili/kirjaudu/")
        name = next(one.name for one in ACCOUNTS if one.email.startswith(who))
        page.get_by_role("button", name=name).click()
        page.wait_for_url(lambda url: "/tili/" not in url)
        read_in(page, site.url, "fi")
        return Editor(page)

    return make


def open_draft(hand, code):
    hand.go(f"/menetelmatyo/menetelma/{code}/")
    hand.press("Avaa luonnos")
    return re.sub(r"tekstit/$", "", hand.page.url)


def translate_all(hand):
    """Give every Finnish text its Swedish."""
    for field in hand.page.locator("textarea[id$=_fi_text]").all():
        swedish = "#" + field.get_attribute("id").replace("_fi_", "_sv_")
        if field.input_value().strip():
            hand.write(swedish, SWEDISH)


def test_editor_takes_a_draft_to_a_scheduled_publication(editor, width):
    code, name = METHODS[width]
    writer, reviewer, linguist = editor(WRITER), editor(CONTENT_REVIEWER), editor(LANGUAGE_REVIEWER)

    # One draft at a time: whoever comes second is told whose it is, and led there.
    writer.go("/menetelmatyo/")
    reviewer.go(f"/menetelmatyo/menetelma/{code}/")
    version = open_draft(writer, code)
    reviewer.press("Avaa luonnos")
    assert "Eeva Rantasilta" in reviewer.message
    with reviewer.page.expect_navigation():
        reviewer.page.locator("#messages a").click()
    assert reviewer.page.url == f"{version}tekstit/"
    reviewer.go("/menetelmatyo/")

    if not writer.page.locator("#id_for_orderer_fi_text").input_value():
        writer.write("#id_for_orderer_fi_text", "Tilaaja kutsuu osallistujat.")

    # The Swedish grows old when the Finnish changes, and is told to be right still.
    translate_all(writer)
    purpose = writer.page.locator("#id_purpose_fi_text").input_value()
    writer.write("#id_purpose_fi_text", f"{purpose} Uusi virke.")
    mark = writer.page.locator("#mark-purpose-sv")
    mark.get_by_text("Suomenkielinen on muuttunut sen jälkeen").wait_for()
    check(writer.page)
    assert mark.locator("ins").inner_text().strip() == "Uusi virke."
    writer.press("Ruotsinkielinen pitää yhä paikkansa: Tarkoitus")
    assert "Suomenkielinen on muuttunut" not in writer.page.locator("main").inner_text()

    # What is missing is told, and nothing goes on without it.
    writer.go(f"{version}tiedot/")
    writer.page.locator("[name=sources]").fill("")
    writer.press("Tallenna tiedot")
    writer.go(f"{version}tarkastettavaksi/")
    writer.page.locator("[name=change_note]").fill("Uusi virke tarkoitukseen")
    writer.press("Lähetä tarkastettavaksi")
    assert "Nimeä lähteet." in writer.refusal
    writer.go(f"{version}tiedot/")
    writer.page.locator("[name=sources]").fill("Oma selvitys")
    writer.press("Tallenna tiedot")

    # A legal basis whose text was read long ago.
    writer.go(f"{version}luettelot/laki/")
    while writer.page.locator("[name=poista]").count() > 1:
        writer.press("Poista tämä rivi: 1")
    writer.go(f"{version}luettelot/laki/")
    if not writer.page.locator("[name=rivi-0-act_fi]").input_value():
        for field, text in {"act_fi": "Lastensuojelulaki", "number": "417/2007", "section": "32 §",
                            "text_fi": "Läheisverkosto kartoitetaan."}.items():  # fmt: skip
            writer.page.locator(f"[name=rivi-0-{field}]").fill(text)
    writer.page.locator("[name=rivi-0-valid_from]").fill("1.1.2026")
    writer.page.locator("[name=rivi-0-valid_to]").fill("1.1.2025")
    writer.page.locator("[name=rivi-0-checked_on]").fill("1.1.2025")
    writer.press("Tallenna luettelo")
    assert "Se päättyy ennen kuin se alkaa." in writer.page.locator("#div_id_rivi-0-valid_to").inner_text()
    writer.page.locator("[name=rivi-0-valid_to]").fill("")
    writer.press("Tallenna luettelo")

    writer.go(f"{version}tarkastettavaksi/")
    writer.page.locator("[name=change_note]").fill("Uusi virke tarkoitukseen")
    writer.press("Lähetä tarkastettavaksi")
    assert writer.status == "Sisällön tarkastuksessa"

    # The author reviews nothing, and is not offered it.
    assert writer.page.get_by_role("link", name="Hyväksy sisältö").count() == 0
    writer.go(f"{version}sisalto-tarkastettu/")
    writer.press("Hyväksy sisältö")
    assert "joku muu tarkastaa" in writer.refusal

    # Open comments hold the review.
    reviewer.go("/menetelmatyo/?odottaa=1")
    assert name in reviewer.page.locator("#overview").inner_text()
    reviewer.go(f"{version}tekstit/")
    reviewer.follow("Kommentoi tätä: Tarkoitus")
    reviewer.page.locator("[name=text]").fill("Onko uusi virke tarpeen?")
    reviewer.press("Kirjoita kommentti")
    reviewer.follow("Hyväksy sisältö")
    reviewer.press("Hyväksy sisältö")
    assert "Kommentteja on auki." in reviewer.refusal
    reviewer.go(version)
    reviewer.press("Käsitelty: Tarkoitus")
    reviewer.follow("Hyväksy sisältö")
    reviewer.press("Hyväksy sisältö")
    assert reviewer.status == "Kielen tarkastuksessa"

    linguist.go(version)
    linguist.follow("Hyväksy kieli")
    linguist.press("Hyväksy kieli")
    assert linguist.status == "Hyväksytty"

    # An old check of the law holds the publication.
    tomorrow = timezone.localdate() + timedelta(days=1)
    linguist.go(f"{version}julkaise/")
    linguist.page.locator("[name=when][value=later]").check()
    linguist.page.locator("[name=day]").fill(f"{tomorrow:%d.%m.%Y}")
    linguist.page.locator("[name=time]").fill("9.00")
    linguist.press("Julkaise tai ajasta")
    assert "luettu yli vuosi sitten" in linguist.refusal
    linguist.go(f"{version}laki-tarkastettu/")
    linguist.press("Merkitse säädösperusta tarkastetuksi")
    linguist.go(f"{version}julkaise/")
    linguist.page.locator("[name=when][value=later]").check()
    linguist.page.locator("[name=day]").fill(f"{tomorrow:%d.%m.%Y}")
    linguist.page.locator("[name=time]").fill("9.00")
    linguist.press("Julkaise tai ajasta")
    assert (linguist.message, linguist.status) == ("Julkaisu ajastettiin.", "Ajastettu")

    # Nobody changes it now; the versions are compared field by field.
    writer.go(f"{version}tekstit/")
    assert writer.page.locator("main textarea").count() == 0
    writer.go(f"/menetelmatyo/menetelma/{code}/")
    writer.press("Vertaa")
    compared = writer.page.locator("main .changes").inner_text()
    assert ("Tarkoitus" in compared, "Säädösperusta" in compared, "Uusi virke." in compared) == (True, True, True)


CONFLICT_METHODS = {1280: "teemaneuvonpito", 390: "suunnittelupalaveri"}


def test_two_editors_on_the_same_text_keep_both(editor, width):
    one, other = editor(WRITER), editor(CONTENT_REVIEWER)
    version = open_draft(one, CONFLICT_METHODS[width])
    other.go(f"{version}tekstit/")

    one.write("#id_training_fi_text", "Ensimmäisen teksti.")
    field = other.page.locator("#id_training_fi_text")
    field.fill("Toisen teksti.")
    field.blur()
    conflict = other.page.locator("main .conflict")
    conflict.wait_for()
    check(other.page)

    assert ("Ensimmäisen teksti." in conflict.inner_text(), field.input_value()) == (True, "Toisen teksti.")

    with other.page.expect_navigation():
        conflict.get_by_role("button", name="Tallenna molemmat tekstit").click()
    one.go(f"{version}tekstit/")

    assert one.page.locator("#id_training_fi_text").input_value() == "Ensimmäisen teksti.\n\nToisen teksti."


NEW_METHODS = {1280: "Yhteinen aamu", 390: "Yhteinen ilta"}


def test_new_method_is_written_without_javascript(editor, width):
    hand = editor(WRITER, javascript=False)
    page = hand.page

    def save(name):
        follow(page.locator("main").get_by_role("button", name=whole(name)).first)

    page.goto("/menetelmatyo/uusi/")
    page.locator("[name=name_fi]").fill(NEW_METHODS[width])
    page.locator("[name=code]").fill(f"yhteinen-{width}")
    save("Luo menetelmä")
    version = re.sub(r"tekstit/$", "", page.url)
    page.locator("#id_purpose_fi_text").fill("Puhutaan yhdessä.")
    save("Tallenna: Tarkoitus")
    page.goto(f"{version}luettelot/vyohykkeet/")
    for field, text in {"zone": "3", "first_step": "1", "last_step": "5", "source": "Oma selvitys"}.items():
        page.locator(f"[name=rivi-0-{field}]").fill(text)
    save("Tallenna luettelo")
    assert "Vyöhykkeen 3 portaat ovat 4, 5." in page.locator("#div_id_rivi-0-first_step").inner_text()
    assert page.locator("[name=rivi-0-source]").input_value() == "Oma selvitys"
    page.locator("[name=rivi-0-first_step]").fill("4")
    save("Lisää rivi")
    page.locator("[name=rivi-1-zone]").fill("2")
    page.locator("[name=rivi-1-first_step]").fill("2")
    page.locator("[name=rivi-1-last_step]").fill("3")
    page.locator("[name=rivi-1-source]").fill("Toinen selvitys")
    save("Tallenna luettelo")

    assert [page.locator(f"[name=rivi-{row}-zone]").input_value() for row in (0, 1)] == ["2", "3"]
    page.goto(f"{version}tekstit/")
    assert page.locator("#id_purpose_fi_text").input_value() == "Puhutaan yhdessä."
