"""Sections that save themselves, their history, and who else writes."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.urls import reverse

from meetings.models import Goal, Item, Outcome, Revision
from meetings.services import add_item
from network.models import Group
from tests.factories.meetings import AttendanceFactory, ItemFactory

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
    assert answer == {"version": 1, "url": url("item-update", item), "clues": []}
    assert Item.objects.get().body == "<p>Uusi.</p>"


def test_what_seems_to_tell_of_a_client_is_saved_and_said_beside_the_text(browser, item):
    body = "<p>Vill<b>e</b> 7 v aloittaa.</p>"

    response = browser.post(url("item-update", item), fields(item, body=body), headers=AUTOSAVE)

    assert response.json()["clues"] == ["Text: This looks like a name with an age. Write no data on clients here."]
    assert "aloittaa" in Item.objects.get().body


def test_the_button_saves_a_text_that_saves_itself_and_warns(browser, item):
    response = browser.post(
        url("item-update", item), fields(item, body="<p>Ö. perhe</p>"), headers={"Accept-Language": "en"}, follow=True
    )

    messages = [(message.level_tag, str(message)) for message in response.context["messages"]]
    assert messages[-1] == (
        "warning",
        "Text: This looks like a family or a child named by an initial. Write no data on clients here.",
    )
    assert Item.objects.get().body == "<p>Ö. perhe</p>"


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


def save_by_itself(browser, name, meeting, *keys, **typed):
    address = reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *keys])
    return browser.post(address, typed, headers=AUTOSAVE)


def test_the_facts_save_themselves(browser, meeting):
    facts = {"when": "15.1.2083 klo 9.30–12", "document_kind": "memo", "title": "Uusi otsikko", "language": "fi"}

    first = save_by_itself(browser, "meeting-update", meeting, version=0, **facts)
    again = save_by_itself(browser, "meeting-update", meeting, version=0, **(facts | {"title": "Toinen"}))

    assert (first.status_code, first.json()["version"]) == (200, 1)
    assert (again.status_code, again.json()["version"]) == (409, 1)
    assert "Uusi otsikko" in again.json()["html"]


def test_a_group_is_not_founded_by_half_a_name(browser, meeting):
    facts = {"when": "15.1.2083 klo 9.30–12", "document_kind": "memo", "title": "X", "language": "fi", "version": 0}

    response = save_by_itself(
        browser, "meeting-update", meeting, new_group="Uu", new_group_kind="working_group", **facts
    )

    assert (response.status_code, len(response.json()["errors"])) == (422, 1)
    assert not Group.objects.filter(name="Uu").exists()


def test_the_next_meeting_saves_itself_apart_from_the_facts(browser, meeting):
    response = save_by_itself(browser, "next-meeting", meeting, when="helmikuu 2084", place="Kirjasto", version=0)

    meeting.refresh_from_db()
    assert response.json()["version"] == 1
    assert (meeting.next_meeting_text, meeting.next_meeting_place) == ("helmikuu 2084", "Kirjasto")
    assert (meeting.version, meeting.next_meeting_version) == (0, 1)


def test_a_new_outcome_that_saves_itself_is_one_outcome(browser, item):
    typed = {"kind": "action", "text": "Kutsutaan", "owner": "", "due": ""}

    first = save_by_itself(browser, "outcome-create", item.meeting, item.pk, **typed)
    outcome = Outcome.objects.get()
    second = browser.post(
        first.json()["url"],
        typed | {"text": "Kutsutaan koulut.", "version": first.json()["version"]},
        headers=AUTOSAVE,
    )

    outcome.refresh_from_db()
    assert second.json() | {"saved": ""} == {"version": 1, "saved": "", "url": first.json()["url"], "clues": []}
    assert outcome.text == "Kutsutaan koulut."


def test_a_goal_and_its_measure_save_themselves(browser, item):
    goal = save_by_itself(browser, "goal-create", item.meeting, item.pk, text="Perheet saavat tukea", points="")
    pk = Goal.objects.get().pk
    measure = save_by_itself(
        browser, "measure-create", item.meeting, item.pk, pk, text="Koulutetaan", owner="", due=""
    )

    assert goal.json()["url"].endswith(f"/tavoitteet/{pk}/")
    assert measure.json()["url"].endswith(f"/kirjaukset/{Outcome.objects.get(goal=pk).pk}/")


def test_a_row_of_the_attendance_saves_itself(browser, meeting):
    row = AttendanceFactory(meeting=meeting, name_label="Maija Esimerkki")
    typed = {
        "name_label": "Maija Mallikas",
        "title_label": "",
        "organisation_label": "",
        "role": "",
        "state": "present",
    }

    response = save_by_itself(browser, "attendance-update", meeting, row.pk, version=0, **typed)

    row.refresh_from_db()
    assert (response.json()["version"], row.name_label) == (1, "Maija Mallikas")


@pytest.mark.parametrize("name", ["meeting-update", "next-meeting"])
def test_the_page_of_a_section_says_that_it_saves_itself(browser, meeting, name):
    page = browser.get(reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk])).content.decode()

    assert " data-autosave=" in page
    assert "data-save-state" in page
    assert "js/autosave.js" in page
