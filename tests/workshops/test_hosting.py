"""Lines that are shown, left out, moved, typed and pasted: the acts and their refusals."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.fuzzydates import parse
from core.models import LogEntry
from tests.factories.meetings import ActionFactory
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import FollowUpFactory, ReflectionFactory, WorkshopFactory
from workshops.enums import Showing, Topic
from workshops.models import DayFeedback, FollowUp, Reflection
from workshops.services import (
    leave_out_line,
    move_follow_up,
    move_reflection,
    paste_lines,
    set_shown_at_once,
    show_line,
    show_waiting_lines,
    type_feedback,
    type_follow_up,
    type_reflection,
)
from workshops.services.entering import COMMENTS, FEEDBACK, NewLine

CODE = "131052-308T"


@pytest.fixture
def ended(db):
    return MunicipalityFactory(name_fi="Entinen", valid_to=datetime.date(2008, 12, 31))


@pytest.fixture
def line(workshop):
    return ReflectionFactory(workshop=workshop)


def log(line):
    return list(LogEntry.objects.of(line).values_list("action", "changes"))


LINES = pytest.mark.parametrize("factory", [ReflectionFactory, FollowUpFactory])


@LINES
@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        (Showing.WAITING, show_line, Showing.SHOWN),
        (Showing.HIDDEN, show_line, Showing.SHOWN),
        (Showing.WAITING, leave_out_line, Showing.HIDDEN),
        (Showing.SHOWN, leave_out_line, Showing.HIDDEN),
    ],
)
def test_line_is_shown_and_left_out(secretary, factory, before, act, after, db):
    line = factory(showing=before)

    act(line, actor=secretary)

    line.refresh_from_db()
    assert (line.showing, line.version) == (after, 1)
    assert [changes for _act, changes in log(line)] == [{"showing": [before, after]}]
    assert LogEntry.objects.of(line).get().network_id == line.day.network_id


@LINES
@pytest.mark.parametrize(("before", "act"), [(Showing.SHOWN, show_line), (Showing.HIDDEN, leave_out_line)])
def test_line_is_not_shown_or_left_out_twice(secretary, factory, before, act, db):
    with pytest.raises(TransitionNotAllowed):
        act(factory(showing=before), actor=secretary)


def test_all_that_wait_are_shown_and_no_others(day, workshop, secretary):
    waiting = [
        ReflectionFactory(workshop=workshop, showing=Showing.WAITING),
        FollowUpFactory(day=day, showing=Showing.WAITING),
    ]
    hidden = ReflectionFactory(workshop=workshop, showing=Showing.HIDDEN)
    elsewhere = ReflectionFactory(showing=Showing.WAITING)

    assert show_waiting_lines(day, actor=secretary) == 2

    for one in (*waiting, hidden, elsewhere):
        one.refresh_from_db()
    assert [(one.showing, one.version) for one in waiting] == [("shown", 1)] * 2
    assert (hidden.showing, elsewhere.showing) == ("hidden", "waiting")
    assert [log(one)[0][0] for one in waiting] == ["workshops.line.shown"] * 2
    assert show_waiting_lines(day, actor=secretary) == 0


def test_showing_at_once_is_an_act(day, secretary):
    for _twice in range(2):
        set_shown_at_once(day, shown_at_once=True, actor=secretary)

    day.refresh_from_db()
    assert (day.shown_at_once, day.version) == (True, 1)
    assert log(day) == [("workshops.day.showing_changed", {"shown_at_once": [False, True]})]


def test_comment_moves_and_the_log_has_no_text_of_it(line, day, kerava, secretary):
    other = WorkshopFactory(day=day)

    moved = move_reflection(line, workshop=other, municipality=kerava, version=0, actor=secretary)

    assert (moved.workshop, moved.municipality, moved.municipality_label) == (other, kerava, "Kerava")
    changes = {"municipality": ["Siuntio", "Kerava"], "workshop": ["A", "B"]}
    assert log(line) == [("workshops.line.moved", changes)]
    assert (moved.version, moved.text) == (1, line.text)


def test_municipality_has_the_name_of_the_language_of_the_day(line, day, kerava, secretary):
    day.meeting.language = "sv"
    day.meeting.save()

    moved = move_reflection(line, workshop=line.workshop, municipality=kerava, version=0, actor=secretary)

    assert moved.municipality_label == "Kervo"


def test_comment_becomes_general_and_unsigned(workshop, kerava, secretary):
    line = ReflectionFactory(workshop=workshop, municipality=kerava, municipality_label="Kerava", printed="x [Kerava]")

    moved = move_reflection(line, workshop=None, municipality=None, version=0, actor=secretary)

    assert (moved.workshop, moved.municipality, moved.municipality_label, moved.printed) == (None, None, "", "")


def test_label_without_a_municipality_stays_where_nothing_is_moved(line, secretary):
    """A taken-in day names places that there are not; no picker shows them."""
    same = move_reflection(line, workshop=line.workshop, municipality=None, version=0, actor=secretary)

    assert (same.municipality_label, same.version, log(line)) == ("Siuntio", 0, [])


def test_second_mover_is_told(line, kerava, secretary):
    move_reflection(line, workshop=None, municipality=kerava, version=0, actor=secretary)

    with pytest.raises(EditConflict):
        move_reflection(line, workshop=None, municipality=None, version=0, actor=secretary)


def test_comment_does_not_move_to_another_day(line, secretary):
    with pytest.raises(DomainError):
        move_reflection(line, workshop=WorkshopFactory(), municipality=None, version=0, actor=secretary)


def test_line_does_not_move_to_a_municipality_that_there_was_not(line, ended, secretary):
    with pytest.raises(DomainError):
        move_reflection(line, workshop=line.workshop, municipality=ended, version=0, actor=secretary)


def test_next_step_moves(day, kerava, secretary):
    step = FollowUpFactory(day=day, topic_label="TIEDONSIIRTO")

    moved = move_follow_up(step, topic=Topic.SPREADING, municipality=kerava, version=0, actor=secretary)

    assert (moved.topic, moved.topic_label, moved.municipality_label) == (Topic.SPREADING, "", "Kerava")
    assert log(step)[0][1] == {"municipality": ["Siuntio", "Kerava"], "topic": ["organising", "spreading"]}
    with pytest.raises(EditConflict):
        move_follow_up(step, topic=Topic.CONTENT, municipality=kerava, version=0, actor=secretary)


def test_next_step_with_an_action_stays_with_its_municipality(day, kerava, secretary):
    step = FollowUpFactory(day=day, action=ActionFactory())

    with pytest.raises(DomainError):
        move_follow_up(step, topic=step.topic, municipality=kerava, version=0, actor=secretary)
    assert move_follow_up(step, topic=Topic.CONTENT, municipality=None, version=0, actor=secretary).topic == "content"


def typed(day, secretary, **more):
    facts = {"text": "Sopisi meille", "workshop": None, "municipality": None, "key": uuid.uuid4()}
    return type_reflection(day, **facts | more, actor=secretary)


def test_typed_comment_is_shown_at_once(day, workshop, kerava, secretary):
    line = typed(day, secretary, workshop=workshop, municipality=kerava, kind="gain")

    line.refresh_from_db()
    assert (line.workshop, line.municipality_label, line.kind, line.showing) == (workshop, "Kerava", "gain", "shown")
    assert log(line) == [("workshops.line.typed", {})]


def test_same_key_twice_counts_once(day, secretary):
    key = uuid.uuid4()

    assert typed(day, secretary, key=key) == typed(day, secretary, key=key)
    for _twice in range(2):
        type_follow_up(day, text="Viedään", topic="content", municipality=None, key=key, actor=secretary)
        type_feedback(day, text="Hyvä", key=key, actor=secretary)
    assert [rows.count() for rows in (day.reflections, day.follow_ups, day.feedback)] == [1, 1, 1]


def test_typed_line_comes_after_those_of_a_taken_in_day(day, workshop, secretary):
    ReflectionFactory(workshop=workshop, position=7)

    assert typed(day, secretary, workshop=workshop).position == 7
    assert typed(day, secretary).position == 0


@pytest.mark.parametrize("text", [f"Asiakas {CODE}", "x" * 2001, "  "])
def test_typed_text_is_refused(day, secretary, text):
    with pytest.raises(ValidationError):
        typed(day, secretary, text=text)


def test_workshop_of_another_day_is_refused(day, secretary):
    with pytest.raises(DomainError):
        typed(day, secretary, workshop=WorkshopFactory())


def test_municipality_that_there_was_not_is_refused(day, ended, secretary):
    with pytest.raises(DomainError):
        typed(day, secretary, municipality=ended)
    with pytest.raises(DomainError):
        type_follow_up(day, text="x", topic="content", municipality=ended, key=uuid.uuid4(), actor=secretary)


def test_next_step_says_who_and_when(day, kerava, secretary):
    step = type_follow_up(
        day,
        text="Viedään",
        topic=Topic.ORGANISING,
        municipality=kerava,
        who="Esimiehet",
        when=parse("syksy 2083", today=datetime.date(2083, 1, 1)),
        key=uuid.uuid4(),
        actor=secretary,
    )

    step.refresh_from_db()
    assert (step.who, step.when_text) == ("Esimiehet", "syksy 2083")
    assert (step.topic, step.municipality) == ("organising", kerava)


def test_next_step_is_about_one_of_the_topics(day, secretary):
    with pytest.raises(DomainError):
        type_follow_up(day, text="x", topic=COMMENTS, municipality=None, key=uuid.uuid4(), actor=secretary)


def test_log_does_not_say_which_feedback_was_typed(day, secretary):
    type_feedback(day, text="Hyvä päivä", key=uuid.uuid4(), actor=secretary)

    assert DayFeedback.objects.get().text == "Hyvä päivä"
    assert log(day) == [("workshops.day.feedback_typed", {})]


def pasted(day, secretary, *lines, pasted_as=COMMENTS, key=None):
    return paste_lines(day, lines=lines, pasted_as=pasted_as, key=key or uuid.uuid4(), actor=secretary)


def test_lines_are_pasted_in_their_order(day, workshop, kerava, secretary):
    ReflectionFactory(workshop=workshop, position=7)
    lines = [NewLine(1, "Yksi", workshop, kerava), NewLine(2, "Kaksi"), NewLine(4, "Kolme", workshop)]

    assert pasted(day, secretary, *lines) == 3

    rows = Reflection.objects.filter(day=day, text__in=["Yksi", "Kaksi", "Kolme"]).order_by("pk")
    assert [(row.text, row.workshop, row.municipality_label) for row in rows] == [
        ("Yksi", workshop, "Kerava"),
        ("Kaksi", None, ""),
        ("Kolme", workshop, ""),
    ]
    assert [row.text for row in workshop.reflections.all()][1:] == ["Yksi", "Kolme"]
    assert log(day) == [("workshops.day.lines_pasted", {"comments": [None, 3]})]


def test_lines_are_pasted_as_next_steps_and_as_feedback(day, kerava, secretary):
    pasted(day, secretary, NewLine(1, "Esimiehille", municipality=kerava), pasted_as=Topic.SPREADING)
    pasted(day, secretary, NewLine(1, "Hyvä päivä"), pasted_as=FEEDBACK)

    assert FollowUp.objects.values_list("topic", "text", "municipality_label").get() == (
        "spreading",
        "Esimiehille",
        "Kerava",
    )
    assert DayFeedback.objects.get().text == "Hyvä päivä"


def test_same_paste_sent_twice_counts_once(day, secretary):
    key = uuid.uuid4()

    assert [pasted(day, secretary, NewLine(1, "Yksi"), key=key) for _twice in range(2)] == [1, 0]


def test_paste_is_refused_whole_with_the_lines(day, secretary):
    lines = [NewLine(1, "Yksi"), NewLine(3, f"Asiakas {CODE}"), NewLine(4, "x" * 2001)]

    with pytest.raises(ValidationError) as refused:
        pasted(day, secretary, *lines)

    assert [message.split(":")[0] for message in refused.value.messages] == ["Rivi 3", "Rivi 4"]
    assert CODE not in str(refused.value)
    assert not Reflection.objects.exists()


def test_paste_of_what_is_not_of_the_day_is_refused(day, ended, secretary):
    with pytest.raises(DomainError):
        pasted(day, secretary, NewLine(1, "x", WorkshopFactory()))
    with pytest.raises(DomainError):
        pasted(day, secretary, NewLine(1, "x", None, ended))
    with pytest.raises(DomainError):
        pasted(day, secretary, NewLine(1, "x"), pasted_as="jotain")
