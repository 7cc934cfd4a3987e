"""What is for the secretary only, tried as those who must not find it: pages, registers, files, comments."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import StoredFile
from meetings import services
from meetings.documents import MINUTES, render_minutes
from meetings.exchange import minutes_to_json
from meetings.models import Attachment, Comment, Goal, Item, Outcome, ThemeMention
from tests.factories.core import StoredFileFactory
from tests.factories.meetings import (
    ActionFactory,
    AttachmentFactory,
    AttendanceFactory,
    CommentFactory,
    GoalFactory,
    InvitationFactory,
    ItemFactory,
    MeetingFactory,
    OutcomeFactory,
)
from tests.factories.network import PersonFactory, ThemeFactory

HIDDEN = "Salaista"
PAGES = ["meeting-detail", "meeting-screen", "minutes-life"]
LISTS = ["meeting-list", "decision-list", "action-list", "goal-list", "theme-list"]


@pytest.fixture
def meeting(meeting):
    """Held yesterday, with one open item, one for the secretary only, and an open part of that."""
    meeting.starts_at, meeting.ends_at = timezone.now() - timedelta(days=1), None
    meeting.save()
    AttendanceFactory(meeting=meeting, name_label="Olli Osallistuja")
    ItemFactory(meeting=meeting, number="1", heading="Avoin asia", body="<p>Avointa tekstiä.</p>")
    above = ItemFactory(meeting=meeting, number="2", heading=f"{HIDDEN} asia", body=f"<p>{HIDDEN} tekstiä.</p>")
    part = ItemFactory(meeting=meeting, number="2.1", parent=above, heading=f"{HIDDEN} osa", layer="public")
    above.layer = "secretary"
    above.save()
    theme = ThemeFactory(network=meeting.network, name="Avoin teema")
    for number, item in enumerate([above, part], start=1):
        item.internal_note = f"{HIDDEN} muistiinpano"
        item.save()
        OutcomeFactory(item=item, text=f"{HIDDEN} päätös {number}")
        ActionFactory(item=item, text=f"{HIDDEN} toimi {number}")
        GoalFactory(item=item, text=f"{HIDDEN} tavoite {number}")
        AttachmentFactory(meeting=meeting, item=item, title=f"{HIDDEN} liite {number}")
        ThemeMention.objects.create(item=item, theme=theme, phrase=f"{HIDDEN} maininta {number}", position=0)
        CommentFactory(meeting=meeting, item=item, text=f"{HIDDEN} kommentti {number}")
    Item.objects.filter(number="1").update(internal_note=f"{HIDDEN} muistiinpano")
    return meeting


@pytest.fixture
def participant(member, meeting):
    person = PersonFactory(network=meeting.network, user=member)
    AttendanceFactory(meeting=meeting, person=person, name_label=person.name)
    return member


def of(meeting, name, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


def over(meeting, name, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, *args])


def words_of(response):
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_meeting_shows_a_participant_what_is_the_secretarys(client_as, participant, meeting, name):
    assert HIDDEN not in words_of(client_as(participant).get(of(meeting, name)))


@pytest.mark.parametrize("name", LISTS)
def test_no_register_shows_a_participant_what_is_the_secretarys(client_as, participant, meeting, name):
    assert HIDDEN not in words_of(client_as(participant).get(over(meeting, name) + "?tila=kaikki"))


def test_no_theme_shows_a_participant_what_is_the_secretarys(client_as, participant, meeting):
    theme = meeting.network.themes.get(name="Avoin teema")

    assert HIDDEN not in words_of(client_as(participant).get(over(meeting, "theme-detail", theme.pk)))


def test_whoever_writes_minutes_sees_them_all(client_as, secretary, meeting):
    page = words_of(client_as(secretary).get(of(meeting, "meeting-detail")))

    kinds = ["asia", "osa", "päätös 1", "päätös 2", "toimi 1", "tavoite 2", "liite 2", "muistiinpano"]
    assert [kind for kind in kinds if f"{HIDDEN} {kind}" not in page] == []


@pytest.mark.parametrize("model", [Item, Outcome, Goal, Attachment, ThemeMention, Comment])
def test_rows_of_an_item_for_the_secretary_and_of_its_parts_are_seen_by_writers_only(
    member, secretary, outsider, meeting, model
):
    hidden = model.objects.filter(
        **{"number__in": ["2", "2.1"]} if model is Item else {"item__number__in": ["2", "2.1"]}
    )

    seen = [hidden.filter(pk__in=model.objects.visible_to(user)).count() for user in (member, secretary, outsider)]

    assert seen == [0, hidden.count(), 0]
    assert hidden.count() > 1
    assert not hidden.filter(pk__in=model.objects.for_readers()).exists()


@pytest.mark.parametrize("word", [f"{HIDDEN} tekstiä", f"{HIDDEN} osa", f"{HIDDEN} päätös", "muistiinpano"])
def test_the_search_does_not_tell_that_hidden_words_are_there(client_as, member, secretary, meeting, word):
    found = {
        user: len(client_as(user).get(over(meeting, "meeting-list"), {"q": word}).context["page"].rows)
        for user in (member, secretary)
    }

    assert found == {member: 0, secretary: 0 if word == "muistiinpano" else 1}


def test_counts_of_decisions_tell_of_what_one_sees(client_as, member, secretary, meeting):
    counts = [
        client_as(user).get(over(meeting, "meeting-list")).context["page"].rows[0].decision_count
        for user in (member, secretary)
    ]

    assert counts == [0, 2]


@pytest.mark.parametrize("number", ["2", "2.1"])
@pytest.mark.parametrize("user", ["member", "secretary"])
def test_no_extract_is_made_of_it(request, client_as, meeting, number, user):
    item = meeting.items.get(number=number)

    response = client_as(request.getfixturevalue(user)).post(of(meeting, "item-extract", item.pk))

    assert (response.status_code, StoredFile.objects.count()) == (404, 0)


@pytest.mark.parametrize("kind", [Attachment, Outcome])
def test_its_parts_do_not_exist_at_their_own_addresses(client_as, member, meeting, kind):
    name = "attachment-download" if kind is Attachment else "decision-detail"
    rows = kind.objects.filter(item__number__in=["2", "2.1"])
    if kind is Outcome:
        rows = rows.filter(kind="decision")
    place = of if kind is Attachment else over

    codes = [client_as(member).get(place(meeting, name, row.pk)).status_code for row in rows]

    assert codes == [404, 404]


def test_what_was_printed_goes_when_an_item_becomes_the_secretarys(meeting, secretary):
    StoredFileFactory(subject=meeting, kind=MINUTES, ready=True)
    item = meeting.items.get(number="1")
    facts = {"heading": item.heading, "body": item.body, "number": "1", "version": item.version}

    services.edit_item(item, **facts, layer="secretary", actor=secretary)

    assert not StoredFile.objects.of(meeting).exists()


def test_the_secretary_writes_a_note_that_is_in_no_document(client_as, secretary, meeting, last_entry):
    item = meeting.items.get(number="1")
    address = of(meeting, "item-update", item.pk)
    sent = {"heading": item.heading, "body": item.body, "version": item.version, "internal_note": "Soita Ollille."}

    client_as(secretary).post(address, sent)

    item.refresh_from_db()
    assert (item.internal_note, item.body) == ("Soita Ollille.", "<p>Avointa tekstiä.</p>")
    assert "Soita Ollille." in words_of(client_as(secretary).get(of(meeting, "meeting-detail")))
    assert "Soita" not in render_minutes(meeting, "", "fi").html
    assert last_entry(meeting) == (
        "meetings.item.edited",
        {"item": ["1. Avoin asia", "1. Avoin asia"], "note": [len(f"{HIDDEN} muistiinpano"), len("Soita Ollille.")]},
    )


@pytest.mark.parametrize("number", ["2", "2.1"])
def test_what_became_of_its_actions_is_told_in_no_later_minutes(meeting, secretary, number):
    action = Outcome.objects.get(kind="action", item__number=number)
    later = MeetingFactory(network=meeting.network, group=meeting.group, starts_at=timezone.now())
    services.settle_action(action, meeting=later, state="done", note="Valmis.", actor=secretary)

    assert ("followed_up" in minutes_to_json(later), HIDDEN in str(minutes_to_json(later))) == (False, False)


# --- Comments ---


@pytest.mark.usefixtures("english_pages")
def test_comments_are_read_by_those_of_the_meeting_and_by_writers(client_as, member, secretary, meeting):
    CommentFactory(meeting=meeting, text="Yksi kunta puuttuu.")
    meeting.minutes_state, meeting.comments_until = "comments", timezone.localdate()
    meeting.save()
    address = of(meeting, "minutes-life")
    before = words_of(client_as(member).get(address))
    person = PersonFactory(network=meeting.network, user=member)
    AttendanceFactory(meeting=meeting, person=person, name_label=person.name)

    pages = [before, *(words_of(client_as(user).get(address)) for user in (member, secretary))]

    assert ["Yksi kunta puuttuu." in page for page in pages] == [False, True, True]
    assert ["Comments are taken until" in page for page in pages] == [False, True, True]
    assert [HIDDEN in page for page in pages] == [False, False, True]


def test_nobody_comments_on_a_part_of_what_is_the_secretarys(client_as, participant, meeting):
    meeting.minutes_state, meeting.comments_until = "comments", timezone.localdate()
    meeting.save()
    page = words_of(client_as(participant).get(of(meeting, "comment-create")))

    response = client_as(participant).post(
        of(meeting, "comment-create"), {"item": meeting.items.get(number="2.1").pk, "text": "Miksi?"}
    )

    assert (response.status_code, HIDDEN in page, Comment.objects.filter(text="Miksi?").exists()) == (
        422,
        False,
        False,
    )


# --- Whoever was invited ---


@pytest.mark.parametrize(("state", "shown"), [("invited", True), ("held", False), ("cancelled", False)])
def test_the_key_of_an_invitation_opens_the_agenda_until_the_meeting(client, meeting, state, shown):
    meeting.state, meeting.invited_at = state, timezone.now()
    meeting.save()
    invitation = InvitationFactory(meeting=meeting)

    page = words_of(client.get(reverse("invitation-answer", args=[invitation.key])))

    assert ("Avoin asia" in page, HIDDEN in page, "Avointa" in page) == (shown, False, False)
