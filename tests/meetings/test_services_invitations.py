from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from core import jobs
from core.audit import key_of
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import parse
from core.mail import message_id
from core.models import Job, JobState, LogEntry
from meetings.enums import Answer, AttendanceState, MeetingState
from meetings.models import Invitation, Meeting
from meetings.services import (
    InvitationLacks,
    Recipient,
    answer_invitation,
    cancel_meeting,
    hold_meeting,
    plan_meeting_again,
    send_invitations,
)
from network.services import rename_group
from tests.factories.meetings import AttendanceFactory, InvitationFactory, MeetingFactory
from tests.factories.network import PersonFactory, UserFactory

GUEST = Recipient("Kalle Vieras", "kalle@example.org")


@pytest.fixture
def soon():
    return timezone.now().replace(microsecond=0) + timedelta(days=14)


@pytest.fixture
def meeting(meeting, soon):
    meeting.starts_at, meeting.ends_at = soon, soon + timedelta(hours=2)
    meeting.save()
    return meeting


@pytest.fixture
def person(network):
    return PersonFactory(network=network, first_name="Etu", last_name="Suku", email="etu@example.org")


@pytest.fixture
def send(meeting, person, secretary, django_capture_on_commit_callbacks):
    """Send, and let the workers do what was queued."""

    def make(*recipients, target=meeting):
        recipients = recipients or (Recipient(person.name, person.email, person),)
        with django_capture_on_commit_callbacks(execute=True):
            return send_invitations(target, recipients=recipients, actor=secretary)

    return make


def calendar_of(message):
    ((_name, content, mimetype),) = message.attachments
    return Calendar.from_ical(content), mimetype


def test_an_invitation_goes_to_each_recipient_once_and_is_logged(send, meeting, person):
    sent = send(Recipient(person.name, person.email, person), GUEST, Recipient("Sama", "KALLE@example.org"))

    assert (sent.state, sent.invited_at is not None, sent.sequence) == (MeetingState.INVITED, True, 0)
    assert sorted(message.to[0].casefold() for message in mail.outbox) == ["etu@example.org", "kalle@example.org"]
    assert [row.action for row in LogEntry.objects.of(meeting)].count("meetings.invitation.sent") == 2


def test_the_mail_says_only_that_something_waits(send, meeting):
    send()

    (message,) = mail.outbox
    invitation = Invitation.objects.get()
    assert f"/vastaus/{invitation.key}/" in message.body
    for words in (meeting.title, meeting.place_name, meeting.subject):
        assert words not in message.subject + message.body


def test_the_mail_comes_in_the_language_of_the_receiver(send, person):
    person.user = UserFactory(language="en")
    person.save()

    send()

    assert mail.outbox[0].subject.startswith("An invitation to a meeting waits for your answer")


def test_a_mail_job_that_runs_twice_sends_once_under_one_message_id(send):
    send()
    job = Job.objects.get(kind="meetings.invite")

    jobs.run(job.pk)

    assert (len(mail.outbox), job.state) == (1, JobState.DONE)
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id(job)


def test_a_mail_that_may_have_gone_out_twice_has_the_same_message_id(send):
    send()
    job = Job.objects.get(kind="meetings.invite")
    # The worker was lost after the mail went out and before the job ended.
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, done_at=None, attempts=1)

    jobs.run(job.pk)

    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_the_calendar_file_asks_with_a_fixed_uid_and_a_rising_sequence(send, meeting, soon):
    send()
    send()

    calendars = [calendar_of(message) for message in mail.outbox]
    events = [calendar.walk("VEVENT")[0] for calendar, _type in calendars]
    assert [mimetype for _calendar, mimetype in calendars] == ["text/calendar; method=REQUEST; charset=utf-8"] * 2
    assert [str(calendar["METHOD"]) for calendar, _type in calendars] == ["REQUEST"] * 2
    assert [event["SEQUENCE"] for event in events] == [0, 1]
    assert {str(event["UID"]) for event in events} == {f"meeting-{meeting.pk}@localhost"}
    assert events[0].decoded("dtstart") == soon
    assert events[0]["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert str(events[0]["SUMMARY"]) == meeting.title
    assert str(events[0]["LOCATION"]) == "Kirjasto / kerhohuone, Koivukuja 3, 1. krs."
    assert [zone["TZID"] for zone in calendars[0][0].walk("VTIMEZONE")] == ["Europe/Helsinki"]


def test_sent_again_the_answer_stays_and_people_know_what_is_new(send, meeting, secretary):
    send()
    answer_invitation(Invitation.objects.get(), answer=Answer.COMING, actor=None)
    Meeting.objects.update(invitation_is_old=True)

    send()

    assert Invitation.objects.get().answer == Answer.COMING
    assert Meeting.objects.get().invitation_is_old is False


@pytest.mark.parametrize(
    ("changes", "recipients", "missing"),
    [
        ({"inexact": "helmikuu 2030"}, [GUEST], ["the exact day and time"]),
        ({"place_name": "", "place_address": ""}, [GUEST], ["the place"]),
        ({}, [], ["the recipients"]),
        (
            {"inexact": "helmikuu 2030", "place_name": "", "place_address": ""},
            [],
            ["the exact day and time", "the place", "the recipients"],
        ),
    ],
)
def test_an_invitation_that_lacks_something_is_refused_with_what(meeting, secretary, changes, recipients, missing):
    for name, value in changes.items():
        setattr(meeting, name, parse(value, today=timezone.localdate()) if name == "inexact" else value)
    meeting.save()

    with pytest.raises(InvitationLacks) as refusal:
        send_invitations(meeting, recipients=recipients, actor=secretary)

    assert refusal.value.missing == missing
    assert str(refusal.value).endswith(f"missing: {', '.join(missing)}.")
    assert (Invitation.objects.count(), Job.objects.count(), Meeting.objects.get().number) == (0, 0, None)


def test_a_meeting_that_has_begun_calls_nobody(meeting, secretary):
    meeting.starts_at, meeting.ends_at = timezone.now() - timedelta(minutes=1), None
    meeting.save()

    with pytest.raises(DomainError, match="has begun already"):
        send_invitations(meeting, recipients=[GUEST], actor=secretary)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_a_meeting_that_is_over_or_cancelled_calls_nobody(meeting, secretary, state):
    Meeting.objects.update(state=state)

    with pytest.raises(TransitionNotAllowed):
        send_invitations(meeting, recipients=[GUEST], actor=secretary)


def test_numbers_are_drawn_per_group_and_year_when_the_invitation_goes_out(send, meeting, soon):
    later = MeetingFactory(network=meeting.network, group=meeting.group, starts_at=soon, ends_at=None)
    other = MeetingFactory(network=meeting.network, starts_at=soon, ends_at=None)
    alone = MeetingFactory(network=meeting.network, group=None, starts_at=soon, ends_at=None)

    sent = [send(GUEST, target=one) for one in (later, meeting, other, alone)]
    again = send(GUEST, target=later)

    year = timezone.localtime(soon).year
    assert [one.number for one in sent] == [1, 2, 1, None]
    assert (again.number, again.number_text) == (1, f"1/{year}")


def test_numbers_go_on_from_those_that_were_brought_in(send, meeting, soon):
    year = timezone.localtime(soon).year
    MeetingFactory(network=meeting.network, group=meeting.group, number=7, number_year=year)

    assert send().number == 8


def test_the_label_follows_a_rename_until_the_invitation_goes_out(send, meeting, secretary):
    rename_group(meeting.group, name="Perheryhmä", valid_from=timezone.localdate(), actor=secretary)

    assert send().group_label == "Perheryhmä"


# --- Answers ---


@pytest.fixture
def invitation(send, meeting, person):
    AttendanceFactory(meeting=meeting, person=person, name_label=person.name, organisation_label="Järvikunta")
    send()
    return Invitation.objects.get()


@pytest.mark.parametrize(
    ("answer", "state"), [(Answer.COMING, AttendanceState.PRESENT), (Answer.NOT_COMING, AttendanceState.EXCUSED)]
)
def test_the_attendance_follows_the_answer(invitation, meeting, last_entry, answer, state):
    answered = answer_invitation(invitation, answer=answer, actor=None)

    assert (answered.answer, answered.answered_at is not None) == (answer, True)
    assert meeting.attendances.get().state == state
    assert last_entry(meeting) == (
        "meetings.invitation.answered",
        {"invitation": [key_of(invitation), key_of(invitation)], "answer": ["", str(answer.value)]},
    )


def test_a_deputy_is_listed_and_leaves_when_one_comes_after_all(invitation, meeting, person):
    answer_invitation(invitation, answer=Answer.DEPUTY, deputy=" Kalle  Vieras ", actor=None)
    with_deputy = [(row.name_label, row.state, row.deputy_for) for row in meeting.attendances.all()]

    answer_invitation(invitation, answer=Answer.COMING, deputy="Kalle Vieras", actor=None)

    assert with_deputy == [(person.name, "excused", ""), ("Kalle Vieras", "present", person.name)]
    assert [(row.name_label, row.state) for row in meeting.attendances.all()] == [(person.name, "present")]
    assert Invitation.objects.get().deputy == ""


def test_a_guest_who_comes_is_listed(send, meeting):
    send(GUEST)

    answer_invitation(Invitation.objects.get(), answer=Answer.COMING, actor=None)

    assert [row.name_label for row in meeting.attendances.all()] == ["Kalle Vieras"]


def test_a_deputy_without_a_name_is_refused(invitation):
    with pytest.raises(DomainError) as refusal:
        answer_invitation(invitation, answer=Answer.DEPUTY, deputy="  ", actor=None)

    assert (refusal.value.field, Invitation.objects.get().answer) == ("deputy", "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"state": MeetingState.CANCELLED}, "was cancelled"),
        ({"state": MeetingState.HELD}, "has begun already"),
        ({"starts_at": timezone.now() - timedelta(hours=1), "ends_at": None}, "has begun already"),
    ],
)
def test_answers_are_refused_when_they_come_too_late(invitation, changes, message):
    Meeting.objects.update(**changes)

    with pytest.raises(DomainError, match=message):
        answer_invitation(invitation, answer=Answer.COMING, actor=None)


# --- The meeting's life ---


def test_cancelling_takes_the_meeting_out_of_the_calendars(
    invitation, meeting, secretary, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        cancelled = cancel_meeting(meeting, actor=secretary)

    calendar, mimetype = calendar_of(mail.outbox[-1])
    event = calendar.walk("VEVENT")[0]
    assert (cancelled.state, len(mail.outbox)) == (MeetingState.CANCELLED, 2)
    assert (str(calendar["METHOD"]), mimetype) == ("CANCEL", "text/calendar; method=CANCEL; charset=utf-8")
    assert (event["SEQUENCE"], str(event["STATUS"])) == (1, "CANCELLED")
    assert str(event["UID"]) == f"meeting-{meeting.pk}@localhost"


def test_a_planned_meeting_is_cancelled_in_silence(meeting, secretary):
    InvitationFactory()

    cancel_meeting(meeting, actor=secretary)

    assert Job.objects.count() == 0


def test_a_cancelled_meeting_is_planned_again_with_its_number(invitation, meeting, secretary, send):
    number = Meeting.objects.get(pk=meeting.pk).number
    cancel_meeting(meeting, actor=secretary)

    planned = plan_meeting_again(meeting, actor=secretary)
    sent = send()

    assert (planned.state, sent.number, sent.sequence) == (MeetingState.PLANNED, number, 2)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_only_a_coming_meeting_is_held_or_cancelled(meeting, secretary, state):
    Meeting.objects.update(state=state)

    for service in (hold_meeting, cancel_meeting):
        with pytest.raises(TransitionNotAllowed):
            service(meeting, actor=secretary)


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD])
def test_only_a_cancelled_meeting_is_planned_again(meeting, secretary, state):
    Meeting.objects.update(state=state)

    with pytest.raises(TransitionNotAllowed):
        plan_meeting_again(meeting, actor=secretary)


def test_a_meeting_is_held_from_its_day_on(meeting, secretary, last_entry):
    with pytest.raises(DomainError, match="has not come yet"):
        hold_meeting(meeting, actor=secretary)
    Meeting.objects.update(starts_at=timezone.now(), ends_at=None)

    held = hold_meeting(meeting, actor=secretary)

    assert (held.state, last_entry(meeting)[0]) == (MeetingState.HELD, "meetings.meeting.held")


def test_a_meeting_without_a_day_is_not_held(meeting, secretary):
    meeting.inexact = parse("helmikuu 2009", today=timezone.localdate())
    meeting.save()

    with pytest.raises(DomainError, match="on which day"):
        hold_meeting(meeting, actor=secretary)
