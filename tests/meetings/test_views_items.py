"""Items and what was decided in them."""

import pytest

from meetings.models import Item
from tests.factories.meetings import (
    ItemFactory,
    OutcomeFactory,
)
from tests.meetings.pages import codes, url

HTMX = {"HX-Request": "true"}


def test_items_are_written_one_after_the_other(browser, meeting):
    response = browser.post(
        url("item-create", meeting), {"number": "", "heading": "Avaus", "body": "Avattiin.", "next": "1"}
    )
    last = browser.post(url("item-create", meeting), {"number": "", "heading": "Muut asiat", "body": ""})

    first, second = meeting.items.all()
    assert response.headers["Location"] == url("item-create", meeting)
    assert last.headers["Location"] == f"{meeting.get_absolute_url()}#item-{second.pk}"
    assert [str(first), str(second), first.body] == ["1. Avaus", "2. Muut asiat", "<p>Avattiin.</p>"]


def test_an_item_that_is_saved_leads_to_the_one_after_it_and_the_last_to_a_new_one(browser, meeting):
    first, last = (ItemFactory(meeting=meeting, position=place) for place in (1, 2))
    typed = {"number": "", "heading": "Avaus", "body": "Avattiin.", "version": 0, "next": "1"}

    addresses = [browser.post(url("item-update", meeting, one.pk), typed)["Location"] for one in (first, last)]

    assert addresses == [url("item-update", meeting, last.pk), url("item-create", meeting)]


@pytest.mark.parametrize(("heading", "focused"), [("Avaus", "body"), ("", "heading")])
def test_the_form_of_an_item_begins_where_writing_goes_on(browser, meeting, heading, focused):
    item = ItemFactory(meeting=meeting, heading=heading)

    form = browser.get(url("item-update", meeting, item.pk)).context["form"]

    assert [name for name, field in form.fields.items() if field.widget.attrs.get("autofocus")] == [focused]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"heading": ""}, {"heading": ["required"]}),
        ({"body": "Lapsi 131052-308T"}, {"body": ["identity_code"]}),
        ({"body": "x" * 200_001}, {"body": ["max_length"]}),
        ({"number": "1"}, {"number": [None]}),
    ],
)
def test_an_item_is_refused_at_the_field(browser, meeting, changes, refused):
    ItemFactory(meeting=meeting, number="1", heading="Ensimmäinen")
    fields = {"number": "", "heading": "Toinen asia", "body": ""}

    response = browser.post(url("item-create", meeting), fields | changes)

    assert (response.status_code, codes(response)) == (422, refused)
    assert Item.objects.count() == 1


def test_the_second_saver_of_an_item_sees_both_texts(browser, client_as, as_role, meeting):
    item = ItemFactory(meeting=meeting, body="Alkuperäinen.")
    fields = {"number": "1", "heading": item.heading, "version": 0}
    client_as(as_role("coordinator")).post(url("item-update", meeting, item.pk), fields | {"body": "Koordinaattorin."})

    response = browser.post(url("item-update", meeting, item.pk), fields | {"body": "Sihteerin."})
    browser.post(url("item-update", meeting, item.pk), fields | {"body": "Molempien.", "version": 1})

    assert response.status_code == 409
    (row,) = response.context["conflict"]
    assert (row.theirs, row.yours) == ("<p>Koordinaattorin.</p>", "<p>Sihteerin.</p>")
    assert row.runs == (("out", "Koordinaattorin"), ("in", "Sihteerin"), ("same", "."))
    assert response.context["form"]["body"].value() == "Sihteerin."
    assert Item.objects.get().body == "<p>Molempien.</p>"


def test_an_item_that_is_removed_while_it_is_written_is_not_found(browser, meeting):
    item = ItemFactory(meeting=meeting)
    browser.post(url("item-remove", meeting, item.pk))

    response = browser.post(url("item-update", meeting, item.pk), {"heading": "Asia", "version": 0})

    assert (response.status_code, Item.objects.count()) == (404, 0)


def test_htmx_puts_the_form_in_the_place_of_the_item(browser, meeting):
    item = ItemFactory(meeting=meeting)

    form = browser.get(url("item-update", meeting, item.pk), headers=HTMX).content.decode()
    fields = {"number": "1", "heading": "Uusi otsikko", "body": "", "version": 0}
    saved = browser.post(url("item-update", meeting, item.pk), fields, headers=HTMX, follow=True).content.decode()

    assert f'<li id="item-{item.pk}" class="section-form">' in form
    assert f'hx-target="#item-{item.pk}"' in form
    assert f'<li id="item-{item.pk}" class="item" hx-target="this"' in saved
    assert "Uusi otsikko" in saved


def test_a_changed_number_refreshes_the_page(browser, meeting):
    item = ItemFactory(meeting=meeting, number="1")
    fields = {"number": "5", "heading": item.heading, "body": "", "version": 0}

    response = browser.post(url("item-update", meeting, item.pk), fields, headers=HTMX)

    assert response.headers["HX-Refresh"] == "true"


def test_a_decision_is_recorded_in_an_item(browser, meeting):
    item = ItemFactory(meeting=meeting)

    response = browser.post(url("outcome-create", meeting, item.pk), {"kind": "decision", "text": "Hyväksyttiin."})

    assert response.headers["Location"] == f"{meeting.get_absolute_url()}#item-{item.pk}"
    assert [(outcome.kind, outcome.text) for outcome in item.outcomes.all()] == [("decision", "Hyväksyttiin.")]


def test_a_decision_without_words_is_refused(browser, meeting):
    item = ItemFactory(meeting=meeting)

    response = browser.post(url("outcome-create", meeting, item.pk), {"kind": "", "text": ""})

    assert (response.status_code, codes(response)) == (422, {"kind": ["required"], "text": ["required"]})


def test_a_decision_is_changed_and_removed(browser, meeting):
    outcome = OutcomeFactory(item__meeting=meeting)
    address = [meeting, outcome.item_id, outcome.pk]

    browser.post(url("outcome-update", *address), {"kind": "note", "text": "Merkittiin.", "version": 0})
    outcome.refresh_from_db()
    response = browser.post(url("outcome-remove", *address), follow=True)

    assert (outcome.kind, outcome.text) == ("note", "Merkittiin.")
    assert (response.status_code, outcome.item.outcomes.count()) == (200, 0)
