import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from core.models import LogEntry
from meetings.enums import Answer, Layer, MeetingState
from meetings.models import Invitation, Meeting
from tests.factories.meetings import AttendanceFactory, InvitationFactory, ItemFactory
from tests.factories.network import GroupFactory, PersonFactory


@pytest.fixture(autouse=True)
def _no_rate_limits():
    cache.clear()


@pytest.fixture
def browser(client_as, secretary):
    client = client_as(secretary)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def meeting(meeting):
    meeting.starts_at = timezone.now() + timedelta(days=14)
    meeting.ends_at = None
    meeting.save()
    return meeting


@pytest.fixture
def invitation(meeting):
    Meeting.objects.update(state=MeetingState.INVITED, invited_at=timezone.now())
    return InvitationFactory(meeting=meeting)


def url(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk])


def answer_url(invitation):
    return reverse("invitation-answer", args=[invitation.key])


def test_the_next_meeting_is_planned_in_one_step(browser, meeting):
    page = browser.get(url("meeting-follow", meeting))

    response = browser.post(url("meeting-follow", meeting), page.context["form"].initial | {"dates": "18.3.2030"})

    called = meeting.following.get()
    assert response["Location"] == called.get_absolute_url()
    assert (called.place_name, called.place_address) == (meeting.place_name, meeting.place_address)


def test_the_agreed_next_meeting_is_filled_in_and_keeps_its_days(browser, meeting):
    Meeting.objects.update(
        next_meeting_text="vuoden kuluttua helmikuussa",
        next_meeting_earliest="2040-02-01",
        next_meeting_latest="2040-02-29",
        next_meeting_precision="month",
        next_meeting_place="Seurakuntatalo",
    )
    form = browser.get(url("meeting-follow", meeting)).context["form"]

    browser.post(url("meeting-follow", meeting), {"dates": form["dates"].value(), **form.initial})

    called = meeting.following.get()
    assert (called.inexact_text, called.inexact_earliest.isoformat()) == ("vuoden kuluttua helmikuussa", "2040-02-01")
    assert (called.place_name, called.place_address) == ("Seurakuntatalo", "")


def test_a_term_is_planned_at_once(browser, meeting):
    browser.post(url("meeting-follow", meeting), {"dates": "18.3.2030\n15.4.2030 klo 13–15\nsyksy 2030"})

    assert Meeting.objects.exclude(pk=meeting.pk).count() == 3


def test_a_line_that_nobody_understands_is_named(browser, meeting):
    response = browser.post(url("meeting-follow", meeting), {"dates": "18.3.2030\nsitten joskus kai"})

    assert response.status_code == 422
    assert "“sitten joskus kai”" in str(response.context["form"].errors["dates"])
    assert meeting.following.count() == 0


def test_the_first_meeting_of_a_group_is_called_with_its_time(browser, network):
    group = GroupFactory(network=network, name="Uusi ryhmä")
    address = reverse("meetings:group-call", args=[network.slug, group.pk])

    refused = browser.post(address, {"dates": "18.3.2030"})
    browser.post(address, {"dates": "18.3.2030 klo 9–11", "place_name": "Kirjasto"})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["dates"])
    assert [(one.title, one.place_name) for one in Meeting.objects.all()] == [("Uusi ryhmä", "Kirjasto")]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_invitation_shows_its_recipients_before_sending(browser, meeting, rows, django_assert_num_queries):
    for _row in range(rows):
        person = PersonFactory(network=meeting.network)
        AttendanceFactory(meeting=meeting, person=person, name_label=person.name)
    guest = AttendanceFactory(meeting=meeting)

    # Session, user, roles, network, meeting, invitations, attendance with people.
    with django_assert_num_queries(7):
        response = browser.get(url("invitation", meeting))

    assert len(response.context["form"].fields["listed"].choices) == rows
    assert response.context["without_address"] == [guest]


def test_the_invitation_goes_to_those_who_were_chosen(browser, meeting):
    people = PersonFactory.create_batch(3, network=meeting.network)
    for person in people[:2]:
        AttendanceFactory(meeting=meeting, person=person, name_label=person.name)
    data = {
        "listed": [str(people[0].pk)],
        "person": str(people[2].pk),
        "others": "Kalle Vieras <kalle@example.org>\nmaija@example.org",
    }

    response = browser.post(url("invitation", meeting), data)

    assert response["Location"] == meeting.get_absolute_url()
    assert {(one.name_label, one.email) for one in Invitation.objects.all()} == {
        (people[0].name, people[0].email),
        (people[2].name, people[2].email),
        ("Kalle Vieras", "kalle@example.org"),
        ("maija@example.org", "maija@example.org"),
    }


def test_a_refused_invitation_says_what_is_missing(browser, meeting):
    Meeting.objects.update(place_name="", place_address="")

    response = browser.post(url("invitation", meeting), {})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "The invitation was not sent. These are missing: the place, the recipients."
    ]


@pytest.mark.parametrize("typed", ["ei osoite", "Kalle <kalle@>"])
def test_a_wrong_address_is_refused_by_name(browser, meeting, typed):
    response = browser.post(url("invitation", meeting), {"others": f"oikea@example.org\n{typed}"})

    assert response.context["form"].errors["others"] == [f"“{typed}” is no e-mail address."]
    assert Invitation.objects.count() == 0


def test_somebody_without_an_address_cannot_be_chosen(browser, meeting):
    person = PersonFactory(network=meeting.network, email="")

    response = browser.post(url("invitation", meeting), {"person": str(person.pk)})

    assert response.context["form"].errors["person"] == [f"{person.name} has no e-mail address."]


def test_the_meeting_is_held_cancelled_and_planned_again(browser, meeting):
    states = []
    for name in ("meeting-hold", "meeting-cancel", "meeting-plan-again"):
        browser.post(url(name, meeting))
        states.append(Meeting.objects.get().state)

    # Its day has not come, so it is not held.
    assert states == [MeetingState.PLANNED, MeetingState.CANCELLED, MeetingState.PLANNED]


def test_the_meeting_page_shows_the_answers(browser, invitation, meeting):
    Invitation.objects.update(answer=Answer.DEPUTY, deputy="Kalle Vieras")

    page = browser.get(meeting.get_absolute_url()).content.decode()

    assert (page.count("Sending a deputy"), page.count("Kalle Vieras")) == (1, 1)


@pytest.mark.parametrize(("place", "warned"), [("Seurakuntatalo", 1), ("Kirjasto / kerhohuone", 0)])
def test_who_changes_what_people_were_told_is_reminded_to_tell_it(browser, invitation, meeting, place, warned):
    form = browser.get(url("meeting-update", meeting)).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    response = browser.post(url("meeting-update", meeting), data | {"place_name": place}, follow=True)

    found = response.content.decode().count("People know the old time or place. Send the invitation again.")
    assert (Meeting.objects.get().place_name, found) == (place, warned)


# --- The page behind the link of the mail ---


def test_opening_the_link_answers_nothing(client, invitation, meeting):
    ItemFactory(meeting=meeting, heading="Julkinen asia")
    ItemFactory(meeting=meeting, heading="Sihteerin asia", layer=Layer.SECRETARY)

    response = client.get(answer_url(invitation))

    page = response.content.decode()
    assert Invitation.objects.get().answer == ""
    assert ("Julkinen asia" in page, "Sihteerin asia" in page) == (True, False)
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex", True)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"answer": "coming"}, ("coming", "")),
        ({"answer": "not_coming", "deputy": "Kalle"}, ("not_coming", "")),
        ({"answer": "deputy", "deputy": "Kalle Vieras"}, ("deputy", "Kalle Vieras")),
    ],
)
def test_a_button_answers(client, invitation, data, answer):
    response = client.post(answer_url(invitation), data)

    saved = Invitation.objects.get()
    assert (response["Location"], (saved.answer, saved.deputy)) == (answer_url(invitation), answer)


@pytest.mark.parametrize(
    ("data", "field"), [({}, "answer"), ({"answer": "maybe"}, "answer"), ({"answer": "deputy"}, "deputy")]
)
def test_an_answer_that_says_nothing_is_refused(client, invitation, data, field):
    response = client.post(answer_url(invitation), data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Invitation.objects.get().answer == ""


def test_an_unknown_key_is_nothing(client, invitation):
    response = client.get(reverse("invitation-answer", args=[uuid.uuid4()]))

    assert (response.status_code, invitation.name_label in response.content.decode()) == (404, False)


def test_a_cancelled_meeting_takes_no_answer(client, invitation):
    Meeting.objects.update(state=MeetingState.CANCELLED)

    page, refused = client.get(answer_url(invitation)), client.post(answer_url(invitation), {"answer": "coming"})

    assert (page.context["is_open"], page.context["is_cancelled"]) == (False, True)
    assert (refused.status_code, Invitation.objects.get().answer) == (422, "")


def test_somebody_who_is_signed_in_answers_in_the_own_name(client_as, member, invitation, meeting):
    client_as(member).post(answer_url(invitation), {"answer": "coming"})

    assert LogEntry.objects.of(meeting).first().actor == member


def test_too_many_answers_at_once_are_refused(client, invitation):
    codes = [client.post(answer_url(invitation), {"answer": "coming"}).status_code for _time in range(31)]

    assert (set(codes[:30]), codes[30]) == ({302}, 429)


def test_new_items_are_typed_with_the_next_meeting(browser, meeting):
    page = browser.get(url("meeting-follow", meeting))
    typed = {"dates": "18.3.2030\n22.4.2030", "headings": "Avaus\n\n  Muut   asiat "}

    browser.post(url("meeting-follow", meeting), page.context["form"].initial | typed)

    first, second = meeting.following.get(), Meeting.objects.order_by("pk").last()
    assert [str(item) for item in first.items.all()] == ["1. Avaus", "2. Muut asiat"]
    assert not second.items.exists()


@pytest.mark.parametrize("headings", ["x" * 301, "\n".join(["Asia"] * 51)])
def test_too_long_or_too_many_new_items_are_refused(browser, meeting, headings):
    response = browser.post(url("meeting-follow", meeting), {"dates": "18.3.2030", "headings": headings})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["headings"])
    assert not meeting.following.exists()


def test_from_the_attendance_one_goes_on_to_the_first_empty_item(browser, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    AttendanceFactory(meeting=meeting)
    ItemFactory(meeting=meeting, position=1)
    empty = ItemFactory(meeting=meeting, position=2, body="")

    response = browser.post(url("meeting-hold", meeting), {"next": "1"})

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
    assert response["Location"] == reverse("meetings:item-update", args=[meeting.network.slug, meeting.pk, empty.pk])


def test_a_refused_hold_goes_back_to_the_meeting(browser, meeting):
    AttendanceFactory(meeting=meeting)

    response = browser.post(url("meeting-hold", meeting), {"next": "1"})

    meeting.refresh_from_db()
    assert (meeting.state, response["Location"]) == (MeetingState.PLANNED, meeting.get_absolute_url())
