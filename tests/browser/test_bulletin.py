"""A bulletin in a browser: chosen from what the network knows, with own words, and read by a second pair of eyes."""

from tests.browser.conftest import check, follow

SAVE = "main form button.btn-primary"
TITLE, OWN_WORDS = "Mitä verkostossa tapahtuu", "Ryhmissä on päästy hyvään alkuun."


def save(page):
    address = page.url
    page.locator(SAVE).last.click()
    page.wait_for_url(lambda url: url != address)


def test_bulletin_is_made_by_choosing_and_published_by_a_second_reader(open_page, sign_in):
    page, second = open_page(), open_page(390)
    home = sign_in(page, "coordinator", network="uusimaa")
    sign_in(second, "secretary", network="uusimaa")

    page.goto(f"{home}tiedotteet/uusi/")
    page.get_by_label("Otsikko suomeksi").fill(TITLE)
    save(page)
    bulletin, chosen, written = page.url, [], False
    sections = page.locator(".bulletin-order li > a").evaluate_all(
        "links => links.map(link => [link.innerText, link.href])"
    )
    for name, address in sections:
        page.goto(address)
        boxes = page.locator("input[name=chosen]")
        for number in range(boxes.count()):
            boxes.nth(number).check()
        if boxes.count():
            chosen.append(name)
        elif not written and page.locator(".ProseMirror").count():
            page.locator(".ProseMirror").first.click()
            page.keyboard.type(OWN_WORDS)
            written = True
        save(page)
    page.goto(bulletin)
    check(page)
    follow(page.get_by_role("button", name="Anna toiselle lukijalle"))

    second.goto(bulletin)
    check(second)
    follow(second.get_by_role("button", name="Julkaise tiedote"))
    follow(second.get_by_role("link", name="Versio 1"))
    check(second)

    said = second.locator("main").inner_text()
    assert TITLE in said
    assert OWN_WORDS in said
    headings = second.locator("main h2").all_inner_texts()
    assert [heading for heading in headings if heading in chosen] == chosen
    assert len(chosen) >= 6
    assert second.locator("main svg").count() >= 1
