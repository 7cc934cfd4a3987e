"""What phones send: once, only while the form is open, and nothing that tells of a client."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone, translation

from core.errors import DomainError
from core.fuzzydates import parse
from core.models import LogEntry
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import WorkshopDayFactory, WorkshopFactory
from workshops.enums import Answering, ReflectionKind, Showing, Topic
from workshops.models import DayFeedback, FollowUp, Reflection
from workshops.queries.phones import READ_DAYS
from workshops.services import (
    AnsweringNotOpen,
    answering,
    close_answering,
    leave_out_line,
    send_feedback,
    send_follow_up,
    send_reflection,
    withdraw_line,
)


def open_day(network, **facts):
    """Held today, with answering open."""
    facts = {"meeting__starts_at": timezone.now(), "meeting__ends_at": None, "answering": Answering.OPEN} | facts
    return WorkshopDayFactory(network=network, **facts)


@pytest.fixture
def day(network):
    return open_day(network)


def send(day, workshop=None, **facts):
    defaults = {"key": uuid.uuid4(), "workshop": workshop, "kind": ReflectionKind.GAIN, "text": "Selkeä malli"}
    return send_reflection(day, **defaults | facts)


def test_reflection_is_stored_with_who_says_it(day, workshop):
    place = MunicipalityFactory(name_fi="Siuntio", name_sv="Sjundeå")

    line = send(day, workshop, text="  Selkeä malli\n", municipality=place, name="Aino Esimerkki")

    line.refresh_from_db()
    assert (line.workshop, line.kind, line.text) == (workshop, ReflectionKind.GAIN, "Selkeä malli")
    assert (line.municipality, line.municipality_label, line.name_label) == (place, "Siuntio", "Aino Esimerkki")


def test_municipality_is_called_as_in_the_language_of_the_day(network):
    day = open_day(network, meeting__language="sv")
    place = MunicipalityFactory(name_fi="Siuntio", name_sv="Sjundeå")

    with translation.override("fi"):
        line = send(day, municipality=place)

    assert line.municipality_label == "Sjundeå"


def test_log_says_that_a_line_came_and_nothing_of_it(day, workshop):
    line = send(day, workshop)

    entry = LogEntry.objects.of(line).get()
    assert (entry.action, entry.actor, entry.changes) == ("workshops.line.sent", None, {})


@pytest.mark.parametrize(("at_once", "showing"), [(True, Showing.SHOWN), (False, Showing.WAITING)])
def test_line_waits_for_the_host_unless_the_day_shows_all_at_once(network, at_once, showing):
    day = open_day(network, shown_at_once=at_once)

    assert send(day).showing == showing


def test_follow_up_keeps_who_and_when_as_it_was_said(day):
    when = parse("syksy 2083", today=timezone.localdate())

    line = send_follow_up(
        day, key=uuid.uuid4(), topic=Topic.ORGANISING, text="Esimiehille", who="Johtoryhmä", when=when
    )

    line.refresh_from_db()
    assert (line.topic, line.who, line.when) == (Topic.ORGANISING, "Johtoryhmä", when)


def test_feedback_leads_to_nobody_and_is_in_no_log(day):
    send_feedback(day, key=uuid.uuid4(), text="Hyvä päivä", content=5)

    given = DayFeedback.objects.get()
    assert (given.text, given.content, given.usefulness, given.sent_on) == (
        "Hyvä päivä",
        5,
        None,
        timezone.localdate(),
    )
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("facts", [{}, {"content": 6}, {"content": 0}])
def test_feedback_of_nothing_or_off_its_scale_is_refused(day, facts):
    with pytest.raises(ValidationError):
        send_feedback(day, key=uuid.uuid4(), **facts)


def test_same_key_twice_counts_once(day, workshop):
    key = uuid.uuid4()

    lines = [send(day, workshop, key=key, text=text) for text in ("Ensin", "Toisen kerran")]

    assert lines[0] == lines[1]
    assert [line.text for line in Reflection.objects.all()] == ["Ensin"]
    steps = [send_follow_up(day, key=key, topic=Topic.CONTENT, text="Kokous") for _time in range(2)]
    assert steps[0] == steps[1]
    given = [send_feedback(day, key=key, text="Hyvä") for _time in range(2)]
    assert given[0] == given[1]


def test_same_key_on_two_days_is_two_lines(day, network):
    key, other = uuid.uuid4(), open_day(network)

    assert send(day, key=key) != send(other, key=key)


def test_what_was_stored_is_answered_as_stored_after_closing(day, workshop, secretary):
    key = uuid.uuid4()
    line = send(day, workshop, key=key)
    close_answering(day, actor=secretary)

    assert send(day, workshop, key=key) == line


@pytest.mark.parametrize("state", [Answering.PLANNED, Answering.CLOSED])
def test_day_that_is_not_open_refuses(network, state):
    day = open_day(network, answering=state)

    with pytest.raises(AnsweringNotOpen):
        send(day)
    with pytest.raises(AnsweringNotOpen):
        send_follow_up(day, key=uuid.uuid4(), topic=Topic.CONTENT, text="Kokous")
    with pytest.raises(AnsweringNotOpen):
        send_feedback(day, key=uuid.uuid4(), text="Hyvä")
    assert [model.objects.count() for model in (Reflection, FollowUp, DayFeedback)] == [0, 0, 0]


def test_day_that_is_long_over_refuses_although_it_is_open(network):
    key, day = uuid.uuid4(), open_day(network)
    line = send(day, key=key)
    day.meeting.starts_at -= datetime.timedelta(days=READ_DAYS + 1)
    day.meeting.save()

    with pytest.raises(AnsweringNotOpen, match="suljettu"):
        send(day)
    with pytest.raises(AnsweringNotOpen, match="suljettu"):
        withdraw_line(day, key=key)
    assert send(day, key=key) == line


def test_workshop_of_another_day_is_refused(day, network):
    other = WorkshopFactory(day=open_day(network))

    with pytest.raises(DomainError, match="ei kuulu tähän päivään"):
        send(day, other)


def test_long_text_is_refused_with_its_length(day):
    with pytest.raises(ValidationError) as refusal:
        send(day, text="a" * 10_000)

    assert "10000" in " ".join(refusal.value.messages)


def test_identity_code_is_refused_without_repeating_it(day, identity_code):
    for write in (
        lambda: send(day, text=f"Perhe {identity_code}"),
        lambda: send(day, name=identity_code),
        lambda: send_follow_up(day, key=uuid.uuid4(), topic=Topic.CONTENT, text="Kokous", who=identity_code),
        lambda: send_feedback(day, key=uuid.uuid4(), text=identity_code),
    ):
        with pytest.raises(ValidationError) as refusal:
            write()
        assert identity_code not in str(refusal.value)


def test_flood_of_lines_is_refused(day, monkeypatch):
    monkeypatch.setattr(answering, "MOST_LINES", 2)
    send(day)
    send(day)

    with pytest.raises(DomainError, match="enempää"):
        send(day)


def test_line_that_the_host_leaves_out_makes_room(day, secretary, monkeypatch):
    monkeypatch.setattr(answering, "MOST_LINES", 1)
    leave_out_line(send(day), actor=secretary)

    send(day)

    with pytest.raises(DomainError, match="enempää"):
        send(day)
    send_feedback(day, key=uuid.uuid4(), text="Hyvä")
    with pytest.raises(DomainError, match="enempää"):
        send_feedback(day, key=uuid.uuid4(), text="Parempi")


def test_line_is_taken_back_once(day):
    key = uuid.uuid4()
    line = send(day, key=key)

    for _time in range(2):
        withdraw_line(day, key=key)

    line.refresh_from_db()
    assert (line.showing, line.version) == (Showing.HIDDEN, 1)
    assert list(LogEntry.objects.of(line).values_list("action", flat=True)).count("workshops.line.withdrawn") == 1


def test_line_is_not_taken_back_after_closing_nor_by_another_day(day, network, secretary):
    key = uuid.uuid4()
    send(day, key=key)

    with pytest.raises(DomainError, match="ei ole"):
        withdraw_line(open_day(network), key=key)
    close_answering(day, actor=secretary)
    with pytest.raises(AnsweringNotOpen):
        withdraw_line(day, key=key)


@pytest.mark.django_db(transaction=True)
def test_same_line_sent_many_times_at_once_is_one(day):
    key, start = uuid.uuid4(), Barrier(8)

    def send_it(_number):
        try:
            start.wait(timeout=30)
            return send(day, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        stored = set(pool.map(send_it, range(8)))

    assert stored == set(Reflection.objects.values_list("pk", flat=True))
    assert len(stored) == 1
