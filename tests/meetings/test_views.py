from datetime import timedelta

import pytest
from django.urls import reverse

from core.fuzzydates import parse
from core.models import StoredFile
from meetings.enums import ItemKind
from meetings.models import Attendance, Item, Meeting
from network.models import Group
from tests.factories.meetings import (
    STARTS,
    AttachmentFactory,
    AttendanceFactory,
    ItemFactory,
    MeetingFactory,
    OutcomeFactory,
)
from tests.factories.network import GroupFactory, PersonFactory, PositionFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client_as, secretary):
    """The secretary's browser."""
    return client_as(secretary)


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


def codes(response):
    """``{field: [code of each refusal]}`` of the answered form."""
    return {
        name: [error.code for error in errors] for name, errors in response.context["form"].errors.as_data().items()
    }


# --- The list ---


def list_url(network, query=""):
    return reverse("meetings:meeting-list", args=[network.slug]) + query


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_shows_the_networks_meetings_in_as_many_queries(
    client_as, member, network, count, django_assert_num_queries
):
    meetings = MeetingFactory.create_batch(count, network=network)
    for meeting in meetings:
        OutcomeFactory(item__meeting=meeting)
    MeetingFactory()
    browser = client_as(member)

    # Session, user, roles, network, years and groups of the filter, page, count, decisions.
    with django_assert_num_queries(9):
        response = browser.get(list_url(network))

    rows = response.context["page"].rows
    assert {(meeting.pk, meeting.decision_count) for meeting in rows} == {(meeting.pk, 1) for meeting in meetings}


def test_the_list_is_narrowed_by_group_year_and_words(client_as, member, network):
    group = GroupFactory(network=network)
    wanted = MeetingFactory(network=network, group=group)
    ItemFactory(meeting=wanted, body="Puhuttiin tukiperheistä.")
    MeetingFactory(network=network, group=group, starts_at=STARTS - timedelta(days=400), ends_at=None)
    MeetingFactory(network=network, group=group)
    MeetingFactory(network=network)
    browser = client_as(member)

    response = browser.get(list_url(network, f"?ryhma={group.pk}&vuosi=2027&q=tukiperhe puhuttiin"))

    assert response.context["page"].rows == [wanted]


def test_the_list_answers_htmx_with_the_table_alone(client_as, member, network, meeting):
    response = client_as(member).get(list_url(network), headers=HTMX)

    assert response.templates[0].name == "meetings/_meeting_table.html"
    assert "<html" not in response.content.decode()


def test_the_list_offers_the_groups_of_its_own_network_only(client_as, member, network):
    group = GroupFactory(network=network)
    GroupFactory()

    response = client_as(member).get(list_url(network))

    assert list(response.context["filter"].form.fields["ryhma"].queryset) == [group]


# --- One meeting ---


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_meeting_takes_as_many_queries_for_more_of_it(
    browser, meeting, count, django_assert_num_queries
):
    for _number in range(count):
        OutcomeFactory(item__meeting=meeting)
        AttendanceFactory(meeting=meeting)
        AttachmentFactory(meeting=meeting)

    # Session, user, roles, network, meeting, attendance, items, outcomes, attachments, documents, history.
    with django_assert_num_queries(14):
        response = browser.get(meeting.get_absolute_url())

    page = response.content.decode()
    assert page.count('class="outcome outcome-decision"') == count
    assert page.count('<mark class="outcome-decision">') == count


def test_the_page_shows_members_no_acts(client_as, member, meeting):
    item = ItemFactory(meeting=meeting)

    page = client_as(member).get(meeting.get_absolute_url()).content.decode()

    assert item.heading in page
    assert f'"{url("item-update", meeting, item.pk)}"' not in page
    assert f'"{url("minutes-print", meeting)}"' in page
    assert f'"{url("item-extract", meeting, item.pk)}"' in page


PAGES = ["meeting-detail", "meeting-update", "next-meeting", "attendance-list", "attachment-list", "item-create"]


@pytest.mark.parametrize("name", PAGES)
def test_a_meeting_of_another_network_is_not_found(browser, other_network, network, name):
    meeting = MeetingFactory(network=other_network)

    there = browser.get(url(name, meeting))
    here = browser.get(reverse(f"meetings:{name}", args=[network.slug, meeting.pk]))

    assert (there.status_code, here.status_code) == (404, 404)


@pytest.mark.parametrize("role", ["member", "admin", "orderer"])
@pytest.mark.parametrize("name", PAGES[1:])
def test_only_secretaries_and_coordinators_change(client_as, as_role, meeting, name, role):
    response = client_as(as_role(role)).get(url(name, meeting))

    assert response.status_code == 403
    assert meeting.title not in response.content.decode()


@pytest.mark.parametrize("name", ["item-update", "item-remove"])
def test_an_item_of_another_meeting_is_not_found(browser, network, meeting, name):
    item = ItemFactory(meeting__network=network)

    response = browser.get(url(name, meeting, item.pk))

    assert response.status_code == 404
    assert item.heading not in response.content.decode()


# --- Facts ---


@pytest.fixture
def typed(network):
    """What a secretary types into the form of a meeting."""
    return {
        "group": GroupFactory(network=network, name="Perhetyön kehittämisryhmä").pk,
        "when": "to 14.1.2027 klo 9.30 – 12",
        "place_name": "Kirjasto / kerhohuone",
        "place_address": "Koivukuja 3",
        "document_kind": "summary",
        "title": "Varhaisen tuen teemaverstas",
        "subject": "",
        "language": "fi",
    }


def test_a_meeting_is_opened_from_what_people_type(browser, network, typed):
    response = browser.post(reverse("meetings:meeting-create", args=[network.slug]), typed)

    meeting = Meeting.objects.get()
    assert response.headers["Location"] == meeting.get_absolute_url()
    assert (meeting.starts_at, meeting.ends_at) == (STARTS, STARTS + timedelta(hours=2, minutes=30))
    assert (meeting.network, meeting.group_label) == (network, "Perhetyön kehittämisryhmä")


def test_a_group_is_founded_in_place(browser, network, typed):
    new = {"group": "", "new_group": "Nuorten talon työryhmä", "new_group_kind": "working_group", "title": ""}

    browser.post(reverse("meetings:meeting-create", args=[network.slug]), typed | new)

    meeting = Meeting.objects.select_related("group").get()
    assert (meeting.group.name, meeting.group.network, meeting.title) == (new["new_group"], network, new["new_group"])


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"when": ""}, {"when": ["required"]}),
        ({"when": "mahdollisimman pian"}, {"when": ["no_day"]}),
        ({"when": "14.1.2027"}, {"when": ["no_time"]}),
        ({"when": "14.–15.1.2027 klo 9"}, {"when": ["no_end"]}),
        ({"when": "to 15.1.2027 klo 9"}, {"when": ["weekday"]}),
        ({"when": "14.1.2027 klo 12–9"}, {"when": ["time_order"]}),
        ({"title": "", "group": ""}, {"title": [None]}),
        ({"subject": "131052-308T"}, {"subject": ["identity_code"]}),
        ({"title": "x" * 251}, {"title": ["max_length"]}),
        ({"new_group": "Toinen ryhmä", "new_group_kind": "working_group"}, {"new_group": [None]}),
        ({"group": "", "new_group": "Toinen ryhmä"}, {"new_group_kind": [None]}),
        (
            {"group": "", "new_group": "PERHETYÖN kehittämisryhmä", "new_group_kind": "working_group"},
            {"new_group": [None]},
        ),
    ],
)
def test_a_meeting_is_refused_at_the_field(browser, network, typed, changes, refused):
    response = browser.post(reverse("meetings:meeting-create", args=[network.slug]), typed | changes)

    assert (response.status_code, codes(response)) == (422, refused)
    assert response.context["form"]["place_name"].value() == "Kirjasto / kerhohuone"
    assert (Meeting.objects.count(), Group.objects.count()) == (0, 1)


def test_a_group_of_another_network_cannot_be_chosen(browser, network, typed):
    foreign = GroupFactory()

    response = browser.post(reverse("meetings:meeting-create", args=[network.slug]), typed | {"group": foreign.pk})

    assert codes(response) == {"group": ["invalid_choice"]}
    assert foreign.name not in response.content.decode()


def test_the_form_of_a_meeting_shows_what_is_stored(browser, meeting):
    form = browser.get(url("meeting-update", meeting)).context["form"]

    assert form["when"].value() == "14.1.2027 klo 9.30–12"
    assert (form["group"].value(), form["version"].value()) == (meeting.group_id, 0)


def test_the_second_saver_of_the_facts_sees_both_texts(browser, meeting, typed):
    browser.post(url("meeting-update", meeting), typed | {"subject": "Ensimmäisen aihe", "version": 0})

    response = browser.post(url("meeting-update", meeting), typed | {"subject": "Toisen aihe", "version": 0})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("Ensimmäisen aihe", "Toisen aihe")]
    assert response.context["form"]["subject"].value() == "Toisen aihe"
    assert response.context["form"]["version"].value() == 1
    assert Meeting.objects.get().subject == "Ensimmäisen aihe"


def test_the_second_saver_of_the_next_meeting_sees_both_texts(browser, meeting):
    browser.post(url("next-meeting", meeting), {"when": "maaliskuu 2027", "place": "Saari", "version": 0})

    response = browser.post(url("next-meeting", meeting), {"when": "huhtikuu 2027", "place": "Saari", "version": 0})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("maaliskuu 2027", "huhtikuu 2027")]
    assert response.context["form"]["version"].value() == 1


def test_the_next_meeting_is_typed_as_people_say_it(browser, meeting):
    response = browser.post(
        url("next-meeting", meeting), {"when": "ke 3.3.2027 klo 13–15.30", "place": "Rantakylä", "version": 0}
    )

    meeting.refresh_from_db()
    assert response.headers["Location"] == f"{meeting.get_absolute_url()}#next-meeting"
    assert meeting.next_meeting == parse("ke 3.3.2027 klo 13–15.30", today=STARTS.date())


# --- Attendance and attachments ---


def test_a_person_is_picked_for_the_attendance(browser, meeting):
    position = PositionFactory(
        person__network=meeting.network, person__first_name="Aino", person__last_name="Esimerkki", title="kuraattori"
    )

    response = browser.post(
        url("attendance-list", meeting), {"person": position.person_id, "role": "secretary", "state": "present"}
    )

    attendance = Attendance.objects.get()
    assert response.headers["Location"] == url("attendance-list", meeting)
    assert str(attendance) == f"Aino Esimerkki, kuraattori, {position.organisation.name}"
    assert (attendance.role, attendance.person_id) == ("secretary", position.person_id)


def test_a_guest_is_typed_into_the_attendance(browser, meeting):
    guest = {"name_label": "Kalle Vieras", "title_label": "rehtori", "organisation_label": "Niemen koulu"}

    browser.post(url("attendance-list", meeting), guest | {"state": "present"})

    assert str(Attendance.objects.get()) == "Kalle Vieras, rehtori, Niemen koulu"


@pytest.mark.parametrize("count", [1, 3])
def test_the_attendance_takes_as_many_queries_for_more_rows(browser, meeting, count, django_assert_num_queries):
    AttendanceFactory.create_batch(count, meeting=meeting)

    # Session, user, roles, network, meeting, rows.
    with django_assert_num_queries(6):
        response = browser.get(url("attendance-list", meeting))

    assert len(response.context["rows"]) == count


def test_nobody_is_refused_at_the_field(browser, meeting):
    response = browser.post(url("attendance-list", meeting), {"title_label": "rehtori", "state": "present"})

    assert (response.status_code, codes(response)) == (422, {"person": [None]})
    assert response.context["form"]["title_label"].value() == "rehtori"


def test_a_person_twice_is_refused_with_what_was_typed(browser, meeting):
    person = PersonFactory(network=meeting.network)
    AttendanceFactory(meeting=meeting, person=person)

    response = browser.post(url("attendance-list", meeting), {"person": person.pk, "state": "present"})

    assert (response.status_code, Attendance.objects.count()) == (422, 1)
    assert response.context["form"]["person"].value() == str(person.pk)


def test_a_person_of_another_network_cannot_be_picked(browser, meeting):
    stranger = PersonFactory()

    response = browser.post(url("attendance-list", meeting), {"person": stranger.pk, "state": "present"})

    assert codes(response) == {"person": ["invalid_choice"]}
    assert stranger.last_name not in response.content.decode()


def test_the_second_saver_of_a_row_sees_both_texts(browser, meeting):
    row = AttendanceFactory(meeting=meeting)
    fields = {"organisation_label": "Saari", "title_label": "", "role": "", "state": "present", "version": 0}
    browser.post(url("attendance-update", meeting, row.pk), fields | {"name_label": "Aino Ensimmäinen"})

    response = browser.post(url("attendance-update", meeting, row.pk), fields | {"name_label": "Aino Toinen"})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("Aino Ensimmäinen", "Aino Toinen")]


@pytest.mark.parametrize(("button", "order"), [("up", ["B", "A"]), ("down", ["A", "B"])])
def test_rows_move(browser, meeting, button, order):
    rows = [AttachmentFactory(meeting=meeting, title=title) for title in "AB"]

    response = browser.post(url("attachment-move", meeting, rows[1].pk), {button: "1"})

    assert response.headers["Location"] == url("attachment-list", meeting)
    assert [row.title for row in meeting.attachments.all()] == order


def test_removing_asks_first(browser, meeting):
    attachment = AttachmentFactory(meeting=meeting)

    asked = browser.get(url("attachment-remove", meeting, attachment.pk))
    there = meeting.attachments.count()
    browser.post(url("attachment-remove", meeting, attachment.pk))

    assert attachment.title in asked.content.decode()
    assert (there, meeting.attachments.count()) == (1, 0)


def test_attachments_are_typed_one_after_the_other(browser, meeting):
    for title in ("Esitys", "Taulukko"):
        response = browser.post(url("attachment-list", meeting), {"title": title}, follow=True)

    assert [row.line for row in response.context["rows"]] == ["Liite 1: Esitys", "Liite 2: Taulukko"]


def test_an_empty_attachment_is_refused(browser, meeting):
    response = browser.post(url("attachment-list", meeting), {"title": " "})

    assert (response.status_code, codes(response)) == (422, {"title": ["required"]})


# --- Items ---


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
    assert f'<li id="item-{item.pk}" class="item">' in saved
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


# --- Paper ---


def test_printing_asks_for_the_document_in_the_language_of_the_meeting(client_as, member, meeting):
    meeting.language = "sv"
    meeting.save()

    response = client_as(member).post(url("minutes-print", meeting))

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.subject_id, stored.language) == ("meetings.minutes", meeting.pk, "sv")
    assert response.headers["Location"] == reverse("document", args=[stored.uuid])


def test_the_same_minutes_are_printed_once(browser, meeting):
    for _time in range(2):
        browser.post(url("minutes-print", meeting))
    ItemFactory(meeting=meeting)
    browser.post(url("minutes-print", meeting))

    assert StoredFile.objects.count() == 2


def test_an_item_says_who_presents_it_its_area_its_kind_and_its_time(client_as, member, meeting, english_pages):
    presenter = AttendanceFactory(meeting=meeting, name_label="Aino Esimerkki")
    ItemFactory(meeting=meeting, presenter=presenter, area="Järvikunta", kind=ItemKind.DECISION, minutes_planned=20)
    ItemFactory(meeting=meeting)

    items = client_as(member).get(meeting.get_absolute_url()).context["meeting"].items.all()

    assert [item.facts for item in items] == [["Aino Esimerkki", "Järvikunta", "Decision", "20 min"], []]
