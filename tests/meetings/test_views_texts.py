"""Sections that save themselves, their history, and who else writes."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.urls import reverse

from meetings.models import Item, Revision
from meetings.services import add_item
from tests.factories.meetings import ItemFactory

AUTOSAVE = {"X-Autosave": "1", "Accept-Language": "en"}


@pytest.fixture
def browser(client_as, secretary):
    """The secretary's browser."""
    return client_as(secretary)


@pytest.fixture
def item(meeting, secretary):
    return add_item(meeting, heading="Avaus", body="<p>Alku.</p>", actor=secretary)


def url(name, item):
    return reverse(f"meetings:{name}", args=[item.meeting.network.slug, item.meeting_id, item.pk])


def fields(item, version=0, **changes):
    return {"heading": item.heading, "body": item.body, "number": "", "version": version} | changes


def test_a_section_that_saves_itself_tells_its_version_and_the_time(browser, item):
    response = browser.post(url("item-update", item), fields(item, body="<p>Uusi.</p>"), headers=AUTOSAVE)

    answer = response.json()
    assert answer.pop("saved").startswith("saved at ")
    assert answer == {"version": 1, "url": url("item-update", item)}
    assert Item.objects.get().body == "<p>Uusi.</p>"


def test_a_new_section_that_saves_itself_gets_its_address(browser, meeting):
    address = reverse("meetings:item-create", args=[meeting.network.slug, meeting.pk])

    response = browser.post(address, {"heading": "Avaus", "body": "", "number": ""}, headers=AUTOSAVE)

    assert response.json()["url"] == url("item-update", Item.objects.get())


def test_a_refused_section_tells_why(browser, item, identity_code):
    code = f"{identity_code[:6]}<b>{identity_code[6:]}</b>"

    response = browser.post(url("item-update", item), fields(item, body=f"<p>{code}</p>"), headers=AUTOSAVE)

    ((label, message),) = response.json()["errors"]
    assert (response.status_code, label) == (422, "Text")
    assert "identity code" in message
    assert identity_code not in response.content.decode()


def test_a_paste_of_two_megabytes_is_refused_with_the_limit(browser, item):
    response = browser.post(url("item-update", item), fields(item, body="x" * 2_000_000), headers=AUTOSAVE)

    ((_label, message),) = response.json()["errors"]
    assert response.status_code == 422
    assert message.startswith("The text is too long: 2000 kB, and the limit is 200 kB.")


def test_a_paste_of_two_megabytes_is_refused_with_the_limit_without_javascript_too(browser, item):
    sent = urlencode(fields(item, body="ä" * 1_000_000))

    response = browser.post(
        url("item-update", item),
        sent,
        content_type="application/x-www-form-urlencoded",
        headers={"Accept-Language": "en"},
    )

    page = response.content.decode()
    assert (response.status_code, "The text is too long: 2000 kB, and the limit is 200 kB." in page) == (422, True)
    assert "ä" * 1_000_000 in page


def test_a_conflict_shows_both_texts_and_keeps_the_later_one(browser, client_as, coordinator, item):
    client_as(coordinator).post(url("item-update", item), fields(item, body="<p>Toisen.</p>"))

    response = browser.post(url("item-update", item), fields(item, body="<p>Oma.</p>"), headers=AUTOSAVE)

    answer = response.json()
    assert (response.status_code, answer["version"]) == (409, 1)
    assert "<p>Toisen.</p>" in answer["html"]
    assert "<del>Toisen</del><ins>Oma</ins>." in answer["html"]
    assert Revision.objects.get(refused=True).body == "<p>Oma.</p>"
    assert Item.objects.get().body == "<p>Toisen.</p>"


def test_the_history_compares_the_newest_two(browser, item):
    browser.post(url("item-update", item), fields(item, body="<p>Loppu.</p>"))

    context = browser.get(url("item-history", item)).context

    assert [one.version for one in context["revisions"]] == [1, 0]
    assert context["compared"] == [("same", "Avaus\n"), ("out", "Alku"), ("in", "Loppu"), ("same", ".")]


def test_the_history_finds_no_text_of_another_item(browser, item, secretary):
    other = add_item(item.meeting, heading="Toinen", body="<p>a</p>", actor=secretary)

    response = browser.get(url("item-history", item), {"uusi": other.revisions.get().pk})

    assert (response.status_code, Revision.objects.count()) == (404, 2)


def test_an_earlier_text_is_restored(browser, item):
    browser.post(url("item-update", item), fields(item, body="<p>Loppu.</p>"))
    first = item.revisions.get(version=0)

    browser.post(url("item-restore", item), {"revision": first.pk, "version": 1})

    assert (Item.objects.get().body, item.revisions.count()) == ("<p>Alku.</p>", 3)


def test_a_text_of_another_item_is_not_restored(browser, item, secretary):
    other = add_item(item.meeting, heading="Toinen", body="<p>a</p>", actor=secretary)

    response = browser.post(url("item-restore", item), {"revision": other.revisions.get().pk, "version": 0})

    assert response.headers["Location"] == url("item-history", item)
    assert Item.objects.get(pk=item.pk).body == "<p>Alku.</p>"


def test_restoring_over_a_newer_text_is_refused(browser, item):
    browser.post(url("item-update", item), fields(item, body="<p>Loppu.</p>"))
    first = item.revisions.get(version=0)

    response = browser.post(url("item-restore", item), {"revision": first.pk, "version": 0})

    assert response.headers["Location"] == url("item-history", item)
    assert Item.objects.get().body == "<p>Loppu.</p>"


def test_who_else_has_the_section_open_is_told_by_name(browser, client_as, coordinator, item):
    cache.clear()
    client_as(coordinator).get(url("item-presence", item))

    context = browser.get(url("item-presence", item)).context

    assert context["others"] == [str(coordinator)]


def test_an_item_is_marked_as_dealt_with(browser, item):
    browser.post(url("item-mark", item), {"state": "treated"})

    assert Item.objects.get().state == "treated"


def test_an_unknown_state_changes_nothing(browser, meeting):
    item = ItemFactory(meeting=meeting)

    response = browser.post(url("item-mark", item), {"state": "x"})

    assert (response.status_code, Item.objects.get().state) == (302, "open")
