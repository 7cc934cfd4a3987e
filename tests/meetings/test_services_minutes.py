"""Signing minutes, and what a signature freezes."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
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
    OutcomeFactory,
)
from tests.meetings.conftest import SIGNED_STATES, put


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


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE {} SET content = '{{}}'""",
        "UPDATE {} SET sha256 = ''",
        "UPDATE {} SET reason = 'Muu syy', number = 2",
        "UPDATE {} SET signed_label = 'Joku muu'",
        "UPDATE {} SET signed_at = now()",
        "DELETE FROM {}",
    ],
)
def test_database_refuses_to_change_or_delete_what_was_signed(held, signer, statement):
    services.sign_minutes(held, actor=signer)
    before = MinutesVersion.objects.values().get()

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement.format(MinutesVersion._meta.db_table))

    assert MinutesVersion.objects.values().get() == before


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
