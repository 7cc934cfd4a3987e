import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates.formats import format_days
from core.models import LogEntry
from meetings import services
from meetings.enums import AttendanceState, MeetingState, MinutesState
from meetings.models import MinutesVersion
from meetings.services.parts import MinutesFrozen
from meetings.signing import hash_of
from tests.factories.meetings import (
    AttachmentFactory,
    AttendanceFactory,
    GoalFactory,
    ItemFactory,
    MeetingFactory,
    OutcomeFactory,
)
from tests.factories.network import PersonFactory

SIGNED_STATES = [MinutesState.FINAL, MinutesState.APPROVED, MinutesState.PUBLISHED]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def held(meeting):
    """A meeting of yesterday with somebody present and an item."""
    meeting.starts_at = timezone.now() - timedelta(days=1)
    meeting.ends_at = None
    meeting.save()
    AttendanceFactory(meeting=meeting, name_label="Olli Osallistuja")
    ItemFactory(meeting=meeting, heading="Kevään tapaamiset")
    return meeting


@pytest.fixture
def signer(secretary, network):
    PersonFactory(network=network, user=secretary, first_name="Maija", last_name="Esimerkki")
    return secretary


def put(meeting, state):
    meeting.minutes_state = state
    meeting.comments_until = timezone.localdate() if state == MinutesState.COMMENTS else None
    meeting.save()
    return meeting


# --- Comments ---


def test_a_draft_opens_for_comments_until_a_day(held, secretary, today, last_entry):
    until = today + timedelta(days=7)

    services.open_for_comments(held, until=until, actor=secretary)

    held.refresh_from_db()
    assert (held.minutes_state, held.comments_until) == (MinutesState.COMMENTS, until)
    assert last_entry(held) == ("meetings.minutes.opened_for_comments", {"until": [None, until.isoformat()]})


@pytest.mark.parametrize("state", [MinutesState.COMMENTS, *SIGNED_STATES])
def test_only_a_draft_opens_for_comments(held, secretary, today, state):
    with pytest.raises(TransitionNotAllowed):
        services.open_for_comments(put(held, state), until=today, actor=secretary)


def test_a_past_day_closes_no_comments(held, secretary, today):
    with pytest.raises(DomainError, match="The day is past"):
        services.open_for_comments(held, until=today - timedelta(days=1), actor=secretary)


def test_a_cancelled_meeting_opens_for_no_comments(held, secretary, today):
    held.state = MeetingState.CANCELLED
    held.save()

    with pytest.raises(DomainError, match="cancelled"):
        services.open_for_comments(held, until=today, actor=secretary)


def test_minutes_without_items_open_for_no_comments(meeting, secretary, today):
    with pytest.raises(DomainError, match="no items"):
        services.open_for_comments(meeting, until=today, actor=secretary)


def test_who_was_there_comments(held, member, network, last_entry):
    AttendanceFactory(meeting=held, person=PersonFactory(network=network, user=member))
    put(held, MinutesState.COMMENTS)

    comment = services.comment_minutes(held, text="Puuttuu yksi kunta.", item=held.items.get(), actor=member)

    assert (comment.text, comment.author, comment.item.heading) == ("Puuttuu yksi kunta.", member, "Kevään tapaamiset")
    # What was said stands in the comment alone.
    assert last_entry(held) == ("meetings.comment.written", {"item": [None, "1. Kevään tapaamiset"]})


def test_who_was_not_there_does_not_comment(held, member):
    with pytest.raises(DomainError, match="in the meeting or were invited"):
        services.comment_minutes(put(held, MinutesState.COMMENTS), text="Hei", actor=member)


@pytest.mark.parametrize("state", [MinutesState.DRAFT, *SIGNED_STATES])
def test_comments_are_refused_unless_open(held, secretary, state):
    with pytest.raises(DomainError, match="not open for comments"):
        services.comment_minutes(put(held, state), text="Hei", actor=secretary)


def test_comments_end_after_their_last_day(held, secretary, today):
    put(held, MinutesState.COMMENTS)
    held.comments_until = today - timedelta(days=1)
    held.save()

    with pytest.raises(DomainError, match="time for comments is over"):
        services.comment_minutes(held, text="Hei", actor=secretary)


@pytest.mark.parametrize("where", ["elsewhere", "secretary"])
def test_comments_are_on_items_of_these_minutes(held, secretary, where):
    item = ItemFactory() if where == "elsewhere" else ItemFactory(meeting=held, layer="secretary")

    with pytest.raises(DomainError, match="not in these minutes"):
        services.comment_minutes(put(held, MinutesState.COMMENTS), text="Hei", item=item, actor=secretary)


def test_a_comment_is_settled_once(held, secretary):
    put(held, MinutesState.COMMENTS)
    comment = services.comment_minutes(held, text="Hei", actor=secretary)

    first = services.settle_comment(comment, actor=secretary).settled_at
    second = services.settle_comment(comment, actor=secretary).settled_at

    assert first == second is not None
    assert LogEntry.objects.of(held).filter(action="meetings.comment.settled").count() == 1


def test_minutes_are_taken_back_to_a_draft(held, secretary, last_entry):
    services.take_back_to_draft(put(held, MinutesState.COMMENTS), actor=secretary)

    held.refresh_from_db()
    assert (held.minutes_state, held.comments_until) == (MinutesState.DRAFT, None)
    assert last_entry(held) == ("meetings.minutes.taken_back", {})


@pytest.mark.parametrize("state", [MinutesState.DRAFT, *SIGNED_STATES])
def test_only_minutes_open_for_comments_are_taken_back(held, secretary, state):
    with pytest.raises(TransitionNotAllowed):
        services.take_back_to_draft(put(held, state), actor=secretary)


# --- Signing ---


def test_signing_freezes_all_that_the_minutes_say(held, signer, today, last_entry):
    OutcomeFactory(item=held.items.get())
    held.language = "en"
    held.save()

    version = services.sign_minutes(held, actor=signer)

    held.refresh_from_db()
    version.refresh_from_db()
    day = format_days(today, today, "en")
    assert (version.number, version.signed_by, version.reason) == (1, signer, "")
    assert version.signed_label == f"Memo recorded by Maija Esimerkki {day}"
    assert version.sha256 == hash_of(version.content)
    assert [item["heading"] for item in version.content["items"]] == ["Kevään tapaamiset"]
    assert (version.content["recorded"]["by"], version.content["recorded"]["on"]) == (
        "Maija Esimerkki",
        today.isoformat(),
    )
    assert (held.minutes_state, held.state) == (MinutesState.FINAL, MeetingState.HELD)
    assert held.items.get().outcomes.get().number == 1
    assert last_entry(held) == ("meetings.minutes.signed", {"version": [None, 1]})


def test_the_recorder_who_is_written_down_stays(held, signer):
    held.recorded_by = "Kaisa Kirjuri"
    held.save()

    version = services.sign_minutes(held, actor=signer)

    assert version.content["recorded"]["by"] == "Kaisa Kirjuri"
    assert "Maija Esimerkki" in version.signed_label


def test_what_is_for_the_secretary_is_not_frozen_into_the_minutes(held, signer):
    ItemFactory(meeting=held, heading="Salainen asia", layer="secretary")
    ItemFactory(meeting=held, heading="Toinen", internal_note="Muista soittaa")

    version = services.sign_minutes(held, actor=signer)

    assert "Salainen" not in str(version.content)
    assert "soittaa" not in str(version.content)


@pytest.mark.parametrize("state", SIGNED_STATES)
def test_signed_minutes_are_not_signed_again(held, signer, state):
    with pytest.raises(TransitionNotAllowed):
        services.sign_minutes(put(held, state), actor=signer)


def test_a_signature_says_all_that_is_lacking(meeting, signer):
    meeting.starts_at, meeting.ends_at = timezone.now() + timedelta(days=1), None
    meeting.save()
    AttendanceFactory(meeting=meeting, state=AttendanceState.EXCUSED)
    ItemFactory(meeting=meeting, layer="secretary")

    with pytest.raises(DomainError) as refused:
        services.sign_minutes(meeting, actor=signer)

    assert str(refused.value) == (
        "The meeting has not begun yet. Nobody is written down as present. Write down who was there. There are no "
        "items. Write down what was dealt with."
    )
    assert not MinutesVersion.objects.exists()


def test_minutes_of_a_cancelled_meeting_are_not_signed(held, signer):
    held.state = MeetingState.CANCELLED
    held.save()

    with pytest.raises(DomainError, match="cancelled"):
        services.sign_minutes(held, actor=signer)


def test_minutes_are_not_signed_while_people_may_comment(held, signer):
    with pytest.raises(DomainError, match="time for comments is not over"):
        services.sign_minutes(put(held, MinutesState.COMMENTS), actor=signer)


def test_minutes_are_not_signed_over_unsettled_comments(held, signer):
    put(held, MinutesState.COMMENTS)
    comment = services.comment_minutes(held, text="Hei", actor=signer)
    services.take_back_to_draft(held, actor=signer)

    with pytest.raises(DomainError, match="not settled"):
        services.sign_minutes(held, actor=signer)
    services.settle_comment(comment, actor=signer)

    assert services.sign_minutes(held, actor=signer).number == 1


@pytest.mark.django_db(transaction=True)
def test_two_signers_at_once_make_one_signature(held, as_role):
    signers, answers = [as_role("secretary"), as_role("coordinator")], []
    start = threading.Barrier(2)

    def sign(user):
        start.wait()
        try:
            answers.append(services.sign_minutes(held, actor=user).number)
        except TransitionNotAllowed:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=[user]) for user in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers, key=str) == [1, "refused"]
    assert MinutesVersion.objects.count() == 1


# --- Frozen ---


def edits(meeting, user):
    """Every way to change what minutes say."""
    attendance, attachment = AttendanceFactory(meeting=meeting), AttachmentFactory(meeting=meeting)
    item = ItemFactory(meeting=meeting)
    outcome, goal = OutcomeFactory(item=item), GoalFactory(item=item)
    item_facts = {"heading": "Uusi", "body": "", "number": "", "version": item.version}
    who = {"name": "Uusi", "title": "", "organisation": "", "role": "", "state": "present"}
    return {
        "edit_meeting": lambda: services.edit_meeting(meeting, facts={}, version=meeting.version, actor=user),
        "set_next_meeting": lambda: services.set_next_meeting(
            meeting, when=None, place="", version=meeting.next_meeting_version, actor=user
        ),
        "add_attendance": lambda: services.add_attendance(meeting, name="Uusi", actor=user),
        "edit_attendance": lambda: services.edit_attendance(attendance, **who, version=0, actor=user),
        "move_attendance": lambda: services.move_attendance(attendance, up=True, actor=user),
        "remove_attendance": lambda: services.remove_attendance(attendance, actor=user),
        "add_item": lambda: services.add_item(meeting, heading="Uusi", actor=user),
        "edit_item": lambda: services.edit_item(item, **item_facts, actor=user),
        "mark_item": lambda: services.mark_item(item, state="treated", actor=user),
        "move_item": lambda: services.move_item(item, up=True, actor=user),
        "remove_item": lambda: services.remove_item(item, actor=user),
        "record_outcome": lambda: services.record_outcome(item, kind="note", text="Uusi", actor=user),
        "edit_outcome": lambda: services.edit_outcome(outcome, kind="note", text="Uusi", version=0, actor=user),
        "remove_outcome": lambda: services.remove_outcome(outcome, actor=user),
        "add_goal": lambda: services.add_goal(item, text="Uusi", actor=user),
        "edit_goal": lambda: services.edit_goal(goal, text="Uusi", number="1", points=[], version=0, actor=user),
        "remove_goal": lambda: services.remove_goal(goal, actor=user),
        "add_attachment": lambda: services.add_attachment(meeting, title="Uusi", actor=user),
        "edit_attachment": lambda: services.edit_attachment(attachment, title="Uusi", version=0, actor=user),
        "move_attachment": lambda: services.move_attachment(attachment, up=True, actor=user),
        "remove_attachment": lambda: services.remove_attachment(attachment, actor=user),
    }


@pytest.mark.parametrize("state", SIGNED_STATES)
def test_signed_minutes_refuse_every_edit(held, secretary, state):
    acts, answers = edits(put(held, state), secretary), {}
    before = LogEntry.objects.count()

    for name, act in acts.items():
        try:
            act()
        except MinutesFrozen:
            answers[name] = "frozen"

    assert answers == dict.fromkeys(acts, "frozen")
    assert LogEntry.objects.count() == before


# --- Approval ---


def test_another_person_approves(held, signer, coordinator, last_entry):
    services.sign_minutes(held, actor=signer)

    approval = services.approve_minutes(held, actor=coordinator)

    held.refresh_from_db()
    assert (held.minutes_state, approval.version.number, approval.approved_by) == ("approved", 1, coordinator)
    assert last_entry(held)[0] == "meetings.minutes.approved"


def test_the_signer_does_not_approve(held, signer):
    services.sign_minutes(held, actor=signer)

    with pytest.raises(DomainError, match="does not approve"):
        services.approve_minutes(held, actor=signer)


def test_the_signer_records_that_the_next_meeting_approved(held, signer):
    services.sign_minutes(held, actor=signer)
    later = MeetingFactory(
        network=held.network, group=held.group, title="Seuraava", starts_at=timezone.now(), ends_at=None
    )

    approval = services.approve_minutes(held, in_meeting=later, actor=signer)

    assert approval.meeting == later
    assert "Seuraava" in approval.approved_label


@pytest.mark.parametrize(
    "fields",
    [{"group": None}, {"starts_at": timedelta(days=-3)}, {"starts_at": timedelta(days=1)}, {"state": "cancelled"}],
)
def test_only_a_later_held_meeting_of_the_group_approves(held, signer, fields):
    services.sign_minutes(held, actor=signer)
    facts = {"network": held.network, "group": held.group, "starts_at": timedelta(), "ends_at": None} | fields
    later = MeetingFactory(**facts | {"starts_at": timezone.now() + facts["starts_at"]})

    with pytest.raises(DomainError, match="later meeting of the same group"):
        services.approve_minutes(held, in_meeting=later, actor=signer)


@pytest.mark.parametrize("state", set(MinutesState) - {MinutesState.FINAL})
def test_only_signed_minutes_are_approved(held, coordinator, state):
    with pytest.raises(TransitionNotAllowed):
        services.approve_minutes(put(held, state), actor=coordinator)


# --- Correction ---


@pytest.mark.parametrize("publish", [False, True])
def test_a_correction_is_version_two_and_version_one_stays(held, signer, publish):
    first = services.sign_minutes(held, actor=signer)
    if publish:
        services.publish_minutes(held, actor=signer)
    first.refresh_from_db()
    content, sha256, published = first.content, first.sha256, first.published_at

    services.correct_minutes(held, reason="Yksi kunta  puuttui.", actor=signer)
    services.add_item(held, heading="Unohtunut asia", actor=signer)
    second = services.sign_minutes(held, actor=signer)

    first.refresh_from_db()
    held.refresh_from_db()
    assert (second.number, second.reason, held.correction_reason) == (2, "Yksi kunta puuttui.", "")
    assert [item["heading"] for item in second.content["items"]] == ["Kevään tapaamiset", "Unohtunut asia"]
    assert (first.content, first.sha256, first.published_at) == (content, sha256, published)


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.COMMENTS])
def test_minutes_that_are_not_signed_are_not_corrected(held, signer, state):
    with pytest.raises(DomainError, match="not signed"):
        services.correct_minutes(put(held, state), reason="Kirjoitusvirhe", actor=signer)


def test_a_correction_has_a_reason(held, signer):
    services.sign_minutes(held, actor=signer)

    with pytest.raises(DomainError, match="Write why"):
        services.correct_minutes(held, reason="  ", actor=signer)
