"""The host's desk, and lines moved to where they belong, as pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import TransitionNotAllowed
from tests.factories.workshops import (
    DayFeedbackFactory,
    FollowUpFactory,
    ReflectionFactory,
    WorkshopFactory,
)
from tests.workshops.pages import again, url, words
from workshops.enums import Showing
from workshops.models import Reflection

LIGHT = 150_000


# --- The host's desk ---


def test_desk_has_what_waits_oldest_first(host, day, workshop):
    ReflectionFactory(workshop=workshop, text="Näkyy")
    for text in ("Vanha", "Uusi"):
        ReflectionFactory(workshop=workshop, text=text, showing=Showing.WAITING)
    FollowUpFactory(day=day, text="Askel", showing=Showing.WAITING, municipality_label="Kerava")

    desk = host.get(url("host-desk", day.pk)).context["desk"]

    assert [line.text for line in desk.lines] == ["Vanha", "Uusi", "Askel"]
    assert desk.states == {"waiting": 3, "shown": 1, "hidden": 0}
    assert [(one.name, one.lines, one.waiting) for one in desk.workshops] == [
        (str(workshop), 3, 2),
        ("Miten jatkamme", 1, 1),
    ]
    assert [(one.name, one.lines, one.waiting) for one in desk.municipalities] == [("Kerava", 1, 1), ("Siuntio", 3, 2)]


@pytest.mark.parametrize("factory", [ReflectionFactory, FollowUpFactory])
def test_desk_shows_and_leaves_out(host, day, workshop, factory):
    place = {"workshop": workshop} if factory is ReflectionFactory else {"day": day}
    lines = [factory(**place, showing=Showing.WAITING) for _one in range(2)]
    keys = [line.line_key for line in host.get(url("host-desk", day.pk)).context["desk"].lines]

    host.post(url("host-desk", day.pk), {"show": keys[0]})
    host.post(url("host-desk", day.pk), {"leave_out": keys[1]})

    for line in lines:
        line.refresh_from_db()
    assert [line.showing for line in lines] == ["shown", "hidden"]


def test_desk_says_that_somebody_else_was_faster(host, workshop):
    line = ReflectionFactory(workshop=workshop)

    response = host.post(url("host-desk", workshop.day_id), {"show": f"r{line.pk}"}, follow=True)

    assert str(TransitionNotAllowed()) in words(response)


@pytest.mark.parametrize("key", ["", "r", "x1", "r0", "rr1", "f99999999", "r" + "9" * 30])
def test_desk_does_not_find_lines_that_are_none(host, day, key):
    assert host.post(url("host-desk", day.pk), {"show": key}).status_code == 404


def test_desk_does_not_find_lines_of_another_day(host, day):
    line = ReflectionFactory(workshop__day__network=day.network, showing=Showing.WAITING)

    assert host.post(url("host-desk", day.pk), {"show": f"r{line.pk}"}).status_code == 404


def test_desk_changes_how_answers_come(host, day, workshop):
    ReflectionFactory(workshop=workshop, showing=Showing.WAITING)

    for act in ({"at_once": "yes"}, {"answering": "open"}, {"show_all": "yes"}):
        host.post(url("host-desk", day.pk), act)

    day.refresh_from_db()
    assert (day.shown_at_once, day.answering) == (True, "open")
    assert Reflection.objects.get().showing == Showing.SHOWN
    host.post(url("host-desk", day.pk), {"at_once": "no", "answering": "closed"})
    day.refresh_from_db()
    assert (day.shown_at_once, day.answering) == (False, "closed")


def test_desk_sends_nothing_while_nothing_changed(host, day, workshop):
    address = url("host-desk", day.pk)
    page = host.get(address)
    assert again(host, address, page).status_code == 204

    ReflectionFactory(workshop=workshop, showing=Showing.WAITING)
    answer = again(host, address, page)
    assert (answer.status_code, b"<html" in answer.content) == (200, False)


def test_desk_divides_many_lines_into_pages(host, workshop):
    Reflection.objects.bulk_create(
        ReflectionFactory.build_batch(300, day=workshop.day, workshop=workshop, text="ä" * 400, showing="waiting")
    )

    page = host.get(url("host-desk", workshop.day_id) + "?page=6")

    assert (len(page.context["desk"].lines), len(page.content) < LIGHT) == (50, True)


# --- Moving ---


def test_comment_is_moved(host, day, workshop, kerava):
    line = ReflectionFactory(workshop=workshop)

    response = host.post(url("reflection-move", day.pk, line.pk), {"municipality": kerava.pk, "version": 0})

    line.refresh_from_db()
    assert (line.workshop, line.municipality) == (None, kerava)
    assert response.url == url("host-desk", day.pk) + "?tila=naytetyt"
    assert "Rivi siirrettiin" in words(host.get(url("reflection-move", day.pk, line.pk)))


def test_second_mover_sees_both_versions(host, day, workshop, kerava):
    line = FollowUpFactory(day=day)
    address = url("follow-up-move", day.pk, line.pk)
    host.post(address, {"topic": "content", "municipality": kerava.pk, "version": 0})

    response = host.post(address, {"topic": "spreading", "version": 0})

    assert response.status_code == 409
    assert "Kerava" in words(response)


def test_line_of_another_day_is_not_found(host, day):
    line = ReflectionFactory(workshop__day__network=day.network)

    assert host.get(url("reflection-move", day.pk, line.pk)).status_code == 404


def test_line_is_left_out_from_its_own_page(host, day, workshop):
    line = ReflectionFactory(workshop=workshop)
    page = host.get(url("reflection-move", day.pk, line.pk)).content.decode()

    assert f'name="leave_out" value="r{line.pk}"' in page


# --- Queries ---


@pytest.mark.parametrize("count", [1, 4])
def test_pages_ask_a_constant_number_of_queries(host, reader, day, kerava, count):
    for _one in range(count):
        workshop = WorkshopFactory(day=day)
        line = ReflectionFactory(workshop=workshop, municipality=kerava)
        ReflectionFactory(workshop=workshop, showing=Showing.WAITING)
        step = FollowUpFactory(day=day, showing=Showing.WAITING)
        DayFeedbackFactory(day=day)
    found = {}
    for client, address in (
        (reader, url("wall", day.pk)),
        (host, url("host-desk", day.pk)),
        (host, url("entry-reflection", day.pk) + f"?kunta={kerava.pk}"),
        (host, url("entry-follow-up", day.pk)),
        (host, url("reflection-move", day.pk, line.pk)),
        (host, url("follow-up-move", day.pk, step.pk)),
    ):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[address.split(str(day.pk), 1)[1]] = len(queries)
    body = {"pasted_as": "comments", "text": "\n".join(f"{'ABCD'[n]}.\n- Rivi (Kerava)" for n in range(count))}
    with CaptureQueriesContext(connection) as queries:
        host.post(url("entry-paste", day.pk), body | {"preview": "yes"})
    assert (list(found.values()), len(queries)) == ([11, 10, 9, 7, 11, 8], 9)
