from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.audit import key_of
from core.errors import DomainError
from core.models import Job, LogEntry
from meetings import services
from meetings.enums import AttendanceState, MinutesState
from meetings.models import Comment, MinutesMail
from meetings.services import Recipient
from tests.factories.meetings import (
    AttendanceFactory,
    CommentFactory,
    ItemFactory,
    MinutesMailFactory,
    MinutesVersionFactory,
    OutcomeFactory,
)
from tests.factories.network import PersonFactory

ADDRESS = "kaisa.kirjuri@example.org"


@pytest.fixture
def held(meeting):
    """A meeting of yesterday with people and items of every layer."""
    meeting.starts_at, meeting.ends_at = timezone.now() - timedelta(days=1), None
    meeting.save()
    person = PersonFactory(network=meeting.network, first_name="Olli", last_name="Osallistuja", email=ADDRESS)
    AttendanceFactory(meeting=meeting, person=person, name_label="Olli Osallistuja", organisation_label="Järvikunta")
    body = f"<p>Olli Osallistuja vastaa: {ADDRESS}.</p>"
    ItemFactory(meeting=meeting, number="1", heading="Avoin asia", body=body, internal_note="Muista soittaa")
    ItemFactory(meeting=meeting, number="2", heading="Sisäinen asia", layer="participants")
    ItemFactory(meeting=meeting, number="3", heading="Sihteerin asia", layer="secretary")
    return meeting


@pytest.fixture
def signed(held, secretary):
    services.sign_minutes(held, actor=secretary)
    return held


@pytest.fixture
def published(signed, secretary):
    services.publish_minutes(signed, actor=secretary)
    return signed


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


def public(name, meeting, *args):
    return reverse(f"published:{name}", args=[meeting.network.slug, meeting.pk, *args])


def page_of(response):
    return response.content.decode()


# --- The life ---


def test_minutes_go_from_draft_to_the_public_page(client_as, secretary, held):
    browser, until = client_as(secretary), timezone.localdate()
    browser.post(url("minutes-open-comments", held), {"until": f"{until.day}.{until.month}.{until.year}"})
    browser.post(url("comment-create", held), {"text": "Yksi kunta puuttuu."})
    comment = Comment.objects.get()
    browser.post(url("comment-settle", held, comment.pk))
    browser.post(url("minutes-back", held))
    browser.post(url("minutes-sign", held))

    response = browser.post(url("minutes-publish", held), {"people": "names"})

    held.refresh_from_db()
    assert response.url == url("minutes-life", held)
    assert (held.minutes_state, held.versions.get().public_people) == (MinutesState.PUBLISHED, "names")
    assert [entry.action.removeprefix("meetings.") for entry in LogEntry.objects.of(held)][::-1] == [
        "minutes.opened_for_comments",
        "comment.written",
        "comment.settled",
        "minutes.taken_back",
        "meeting.held",
        "minutes.signed",
        "minutes.published",
    ]


def test_who_was_there_comments_and_approves(client_as, member, network, signed):
    AttendanceFactory(meeting=signed, person=PersonFactory(network=network, user=member))

    client_as(member).post(url("minutes-approve", signed), {"in_meeting": ""})

    signed.refresh_from_db()
    assert signed.minutes_state == MinutesState.APPROVED


@pytest.mark.usefixtures("english_pages")
def test_a_refused_act_keeps_what_was_typed(client_as, secretary, held):
    response = client_as(secretary).post(url("minutes-correct", held), {"reason": "Yksi kunta puuttui."})

    assert response.status_code == 422
    assert response.context["form"].errors == {"__all__": ["The minutes are not signed: write in them as they are."]}
    assert "Yksi kunta puuttui." in page_of(response)


@pytest.mark.usefixtures("english_pages")
def test_the_page_of_signing_says_what_is_lacking(client_as, secretary, meeting):
    response = client_as(secretary).get(url("minutes-sign", meeting))

    assert response.context["lacks"] == [
        "The meeting has not begun yet.",
        "Nobody is written down as present. Write down who was there.",
        "There are no items. Write down what was dealt with.",
    ]
    assert '<form method="post" class="form-buttons"' not in page_of(response)


@pytest.mark.parametrize("count", [1, 3])
def test_the_life_of_minutes_takes_as_many_queries_for_more(
    client_as, secretary, meeting, count, django_assert_num_queries
):
    for number in range(1, count + 1):
        MinutesMailFactory(version=MinutesVersionFactory(meeting=meeting, number=number))
        CommentFactory(meeting=meeting, item=ItemFactory(meeting=meeting))
    browser = client_as(secretary)

    # Session, user, roles, network, meeting, versions, approvals, three of what is lacking, comments, mails, group.
    with django_assert_num_queries(13):
        browser.get(url("minutes-life", meeting))


def test_members_see_versions_and_no_mails(client_as, member, signed):
    MinutesMailFactory(version=signed.versions.get(), name_label="Vilma Vieras")

    page = page_of(client_as(member).get(url("minutes-life", signed)))

    assert url("minutes-version", signed, 1) in page
    assert "Vilma Vieras" not in page


@pytest.mark.usefixtures("english_pages")
def test_version_one_is_readable_after_a_correction(client_as, member, secretary, published):
    services.correct_minutes(published, reason="Asia oli väärin.", actor=secretary)
    item = published.items.get(number="1")
    facts = {"heading": "Korjattu asia", "body": "", "number": "1", "version": item.version}
    services.edit_item(item, **facts, actor=secretary)
    during = page_of(client_as(member).get(public("minutes", published)))
    services.sign_minutes(published, actor=secretary)
    services.publish_minutes(published, actor=secretary)

    first = page_of(client_as(member).get(url("minutes-version", published, 1)))
    public_first = page_of(client_as(member).get(public("version", published, 1)))
    newest = page_of(client_as(member).get(public("minutes", published)))

    assert ["Avoin asia" in page for page in (during, first, public_first, newest)] == [True, True, True, False]
    assert ["Korjattu asia" in page for page in (during, first, public_first, newest)] == [False, False, False, True]
    assert ["Read version 2" in page for page in (first, public_first, newest)] == [True, True, False]
    assert "Asia oli väärin." in newest


# --- Layers ---


@pytest.mark.parametrize(
    ("layer", "seen"),
    [
        (
            "secretary",
            ["Avoin asia", "Sisäinen asia", "Sihteerin asia", "Muista soittaa", "Olli Osallistuja", ADDRESS],
        ),
        ("participants", ["Avoin asia", "Sisäinen asia", "Olli Osallistuja", ADDRESS]),
        ("public", ["Avoin asia"]),
    ],
)
def test_each_layer_is_previewed(client_as, secretary, held, layer, seen):
    page = page_of(client_as(secretary).get(url("minutes-preview", held) + f"?kerros={layer}"))

    words = ["Avoin asia", "Sisäinen asia", "Sihteerin asia", "Muista soittaa", "Olli Osallistuja", ADDRESS]
    assert [word for word in words if word in page] == seen


def test_the_preview_shows_names_when_asked(client_as, secretary, held):
    page = page_of(client_as(secretary).get(url("minutes-preview", held) + "?kerros=public&nimet=names"))

    assert ("Olli Osallistuja" in page, ADDRESS in page) == (True, False)


# --- Mailing ---


def test_chosen_people_get_a_link_and_nothing_else(
    client_as, secretary, signed, django_capture_on_commit_callbacks, last_entry
):
    browser = client_as(secretary)
    shown = page_of(browser.get(url("minutes-mail", signed)))
    person = signed.attendances.get().person

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            url("minutes-mail", signed), {"listed": [person.pk], "others": "Vilma Vieras <vilma@example.org>"}
        )

    rows = {one.name_label: one for one in MinutesMail.objects.all()}
    assert ADDRESS in shown
    assert sorted(one.to[0] for one in mail.outbox) == [ADDRESS, "vilma@example.org"]
    assert {one.sent_at is None for one in rows.values()} == {False}
    assert set(Job.objects.filter(kind="meetings.minutes_mail").values_list("state", flat=True)) == {"done"}
    text = " ".join(one.subject + one.body for one in mail.outbox)
    assert [word for word in (signed.title, "Avoin", "Olli", "Vilma") if word in text] == []
    assert str(rows["Vilma Vieras"].key) in text
    actions = LogEntry.objects.of(signed).filter(action="meetings.minutes.mailed")
    assert {entry.changes["recipient"][1] for entry in actions} == {key_of(one) for one in rows.values()}


def test_who_has_an_account_in_the_network_gets_the_address_behind_sign_in(
    secretary, member, network, signed, django_capture_on_commit_callbacks
):
    person = PersonFactory(network=network, user=member, email="jasen@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        services.mail_minutes(signed, recipients=[Recipient("Jäsen", person.email, person)], actor=secretary)

    assert url("minutes-version", signed, 1) in mail.outbox[0].body
    assert "/avain/" not in mail.outbox[0].body


def test_the_same_version_is_mailed_to_nobody_twice(secretary, signed):
    vilma, olli = Recipient("Vilma", "vilma@example.org"), Recipient("Olli", "olli@example.org")
    services.mail_minutes(signed, recipients=[vilma], actor=secretary)

    [second] = services.mail_minutes(signed, recipients=[Recipient("V", "VILMA@example.org"), olli], actor=secretary)

    assert second.email == "olli@example.org"
    with pytest.raises(DomainError, match="have got this version already"):
        services.mail_minutes(signed, recipients=[vilma], actor=secretary)


@pytest.mark.parametrize("state", ["draft", "correction"])
def test_unsigned_minutes_are_not_mailed(secretary, held, state):
    if state == "correction":
        services.sign_minutes(held, actor=secretary)
        services.correct_minutes(held, reason="Kirjoitusvirhe", actor=secretary)

    with pytest.raises(DomainError, match="not signed yet"):
        services.mail_minutes(held, recipients=[Recipient("Vilma", "vilma@example.org")], actor=secretary)


def test_minutes_are_mailed_to_somebody(secretary, signed):
    with pytest.raises(DomainError, match="at least one recipient"):
        services.mail_minutes(signed, recipients=[], actor=secretary)


# --- On the day ---


def test_the_desk_goes_through_the_items(client_as, secretary, held, last_entry):
    browser, [first, second, third] = client_as(secretary), held.items.all()

    def act(**data):
        browser.post(url("meeting-desk", held), data)
        held.refresh_from_db()
        return held.current_item

    assert [act(step="next"), act(step="next"), act(step="previous"), act(item=third.pk)] == [
        first,
        second,
        first,
        third,
    ]
    assert [act(item=first.pk), act(mark="treated"), act(mark="postponed"), act(mark="treated")] == [
        first,
        second,
        third,
        None,
    ]
    assert list(held.items.values_list("state", flat=True)) == ["treated", "postponed", "treated"]
    assert last_entry(held) == ("meetings.item.taken_up", {"item": [None, None]})


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ({"kind": "note", "line": "Keskusteltiin."}, "note", "Keskusteltiin."),
        ({"line": "Sovittiin."}, "decision", "Sovittiin."),
        ({"kind": "note", "line": "t: Olli soittaa."}, "action", "Olli soittaa."),
        ({"kind": "decision", "line": "Klo: yhdeksän"}, "decision", "Klo: yhdeksän"),
    ],
)
def test_a_line_becomes_an_outcome(client_as, secretary, held, typed, kind, text):
    services.step(held, forward=True, actor=secretary)

    response = client_as(secretary).post(url("meeting-desk", held), typed)

    assert response.url == url("meeting-desk", held) + f"?laji={kind}"
    assert held.items.get(number="1").outcomes.values_list("kind", "text").get() == (kind, text)


@pytest.mark.usefixtures("english_pages")
def test_a_line_that_seems_to_tell_of_a_client_stands_and_is_warned_of(client_as, secretary, held):
    services.step(held, forward=True, actor=secretary)

    page = client_as(secretary).post(url("meeting-desk", held), {"line": "Soitetaan 040 123 4567."}, follow=True)

    assert held.items.get(number="1").outcomes.get().text == "Soitetaan 040 123 4567."
    assert [str(message) for message in page.context["messages"]] == [
        "What was agreed: This looks like a telephone number. Write no data on clients here."
    ]


@pytest.mark.usefixtures("english_pages")
def test_a_line_without_an_item_stays_in_the_field(client_as, secretary, held):
    response = client_as(secretary).post(url("meeting-desk", held), {"kind": "note", "line": "Hyvä."})

    assert response.status_code == 422
    assert response.context["form"].errors == {"line": ["No item is being dealt with. Choose one from the list."]}


def test_a_press_says_who_is_there(client_as, secretary, held):
    one, browser = held.attendances.get(), client_as(secretary)

    states = []
    for _press in range(2):
        browser.post(url("meeting-desk", held), {"who": one.pk})
        one.refresh_from_db()
        states.append(one.state)

    assert states == [AttendanceState.ABSENT, AttendanceState.PRESENT]


def test_the_screen_shows_the_item_of_the_moment_and_nothing_of_the_secretary(client_as, member, secretary, held):
    OutcomeFactory(item=held.items.get(number="1"), text="Sovittiin kevään päivistä.")
    browser, address = client_as(member), url("meeting-screen", held)
    pages = [page_of(browser.get(address))]
    for number in ("1", "3"):
        services.take_up_item(held, item=held.items.get(number=number), actor=secretary)
        pages.append(page_of(browser.get(address, headers={"HX-Request": "true"})))

    assert ["Sovittiin kevään päivistä." in page for page in pages] == [False, True, False]
    assert ["Sihteerin asia" in page for page in pages] == [False, False, False]
    assert ["<html" in page for page in pages] == [True, False, False]
    assert 'hx-trigger="every 3s"' in pages[1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_takes_as_many_queries_for_more_items(client_as, member, meeting, count, django_assert_num_queries):
    items = [ItemFactory(meeting=meeting, presenter=AttendanceFactory(meeting=meeting)) for _n in range(count)]
    meeting.current_item, meeting.current_since = items[0], timezone.now()
    meeting.save()
    browser = client_as(member)

    # Session, user, roles, network, meeting, items, outcomes.
    with django_assert_num_queries(7):
        browser.get(url("meeting-screen", meeting), headers={"HX-Request": "true"})
