from datetime import timedelta

import pytest
from django.urls import reverse

from core.fuzzydates import parse
from core.models import StoredFile
from meetings.enums import ItemKind
from meetings.models import Meeting
from network.models import Group
from tests.factories.meetings import (
    STARTS,
    AttachmentFactory,
    AttendanceFactory,
    ItemFactory,
    MeetingFactory,
    OutcomeFactory,
)
from tests.factories.network import GroupFactory
from tests.meetings.pages import codes, url

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
    with django_assert_num_queries(8):
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

    response = browser.get(list_url(network, f"?ryhma={group.pk}&vuosi=2083&q=tukiperhe puhuttiin"))

    assert response.context["page"].rows == [wanted]


def test_the_list_answers_htmx_with_the_table_alone(client_as, member, network, meeting):
    response = client_as(member).get(list_url(network), headers={"HX-Request": "true"})

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

    # Session, user, roles, network, meeting, attendance, items, outcomes, attachments, documents, history,
    # and whether it is a workshop day.
    with django_assert_num_queries(15):
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
        "when": "to 14.1.2083 klo 9.30 – 12",
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
        ({"when": "14.1.2083"}, {"when": ["no_time"]}),
        ({"when": "14.–15.1.2083 klo 9"}, {"when": ["no_end"]}),
        ({"when": "to 15.1.2083 klo 9"}, {"when": ["weekday"]}),
        ({"when": "14.1.2083 klo 12–9"}, {"when": ["time_order"]}),
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

    assert form["when"].value() == "14.1.2083 klo 9.30–12"
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
    browser.post(url("next-meeting", meeting), {"when": "maaliskuu 2083", "place": "Saari", "version": 0})

    response = browser.post(url("next-meeting", meeting), {"when": "huhtikuu 2083", "place": "Saari", "version": 0})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("maaliskuu 2083", "huhtikuu 2083")]
    assert response.context["form"]["version"].value() == 1


def test_the_next_meeting_is_typed_as_people_say_it(browser, meeting):
    response = browser.post(
        url("next-meeting", meeting), {"when": "ke 3.3.2083 klo 13–15.30", "place": "Rantakylä", "version": 0}
    )

    meeting.refresh_from_db()
    assert response.headers["Location"] == f"{meeting.get_absolute_url()}#next-meeting"
    assert meeting.next_meeting == parse("ke 3.3.2083 klo 13–15.30", today=STARTS.date())


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
