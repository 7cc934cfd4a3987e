"""Texts of a summary made shorter: the original is kept and stands beside."""

import pytest

from core.models import LogEntry
from network.enums import RoleKind
from tests.factories.workshops import FollowUpFactory, ReflectionFactory
from tests.workshops.pages import acts, url
from workshops.models import Reflection
from workshops.services import edit_line


def test_host_sees_what_was_written_beside(client_as, secretary, as_role, day, comments):
    edit_line(comments[0], edited_text="Eka", version=0, actor=secretary)
    address = url("summary", day.pk)

    assert "Ensimmäinen" not in client_as(secretary).get(address).content.decode()
    shown = client_as(secretary).get(address, {"tila": "muokkaus"}).content.decode()
    assert "Ensimmäinen" in shown
    assert url("reflection-text", day.pk, comments[0].pk) in shown
    for_members = client_as(as_role(RoleKind.MEMBER)).get(address, {"tila": "muokkaus"}).content.decode()
    assert "Ensimmäinen" not in for_members


def test_text_is_edited_and_the_original_kept(client_as, secretary, day, comments):
    address = url("reflection-text", day.pk, comments[0].pk)

    response = client_as(secretary).post(address, {"edited_text": "Lyhyemmin", "version": 0})

    line = Reflection.objects.get(pk=comments[0].pk)
    assert (line.text, line.edited_text, line.words, line.version) == ("Ensimmäinen", "Lyhyemmin", "Lyhyemmin", 1)
    assert response.url == f"{url('summary', day.pk)}?tila=muokkaus#k{line.pk}"
    assert acts(day) == ["workshops.day.line_edited"]
    assert "Lyhyemmin" not in repr(LogEntry.objects.of(day).get().changes)


@pytest.mark.parametrize("typed", ["", "Ensimmäinen"])
def test_original_comes_back(client_as, secretary, day, comments, typed):
    edit_line(comments[0], edited_text="Lyhyemmin", version=0, actor=secretary)

    client_as(secretary).post(url("reflection-text", day.pk, comments[0].pk), {"edited_text": typed, "version": 1})

    line = Reflection.objects.get(pk=comments[0].pk)
    assert (line.edited_text, line.words) == ("", "Ensimmäinen")
    assert acts(day)[0] == "workshops.day.line_restored"


def test_text_that_stays_as_it_is_changes_nothing(secretary, day, comments):
    edit_line(comments[0], edited_text="Ensimmäinen", version=0, actor=secretary)

    assert (Reflection.objects.get(pk=comments[0].pk).version, acts(day)) == (0, [])


def test_text_of_a_step_is_edited(client_as, secretary, day):
    step = FollowUpFactory(day=day)

    client_as(secretary).post(url("followup-text", day.pk, step.pk), {"edited_text": "Lyhyemmin", "version": 0})

    step.refresh_from_db()
    assert step.words == "Lyhyemmin"


def test_second_editor_sees_both_texts(client_as, secretary, day, comments):
    edit_line(comments[0], edited_text="Toisen sanat", version=0, actor=secretary)

    response = client_as(secretary).post(
        url("reflection-text", day.pk, comments[0].pk), {"edited_text": "Omat sanat", "version": 0}
    )

    assert response.status_code == 409
    assert {"Toisen sanat", "Omat sanat"} <= set(response.content.decode().replace(">", "<").split("<"))


@pytest.mark.parametrize("text", ["Soita 010190-001P", "x" * 2001])
def test_text_with_an_identity_code_or_too_long_is_refused(client_as, secretary, day, comments, text):
    response = client_as(secretary).post(
        url("reflection-text", day.pk, comments[0].pk), {"edited_text": text, "version": 0}
    )

    assert response.status_code == 422
    assert Reflection.objects.get(pk=comments[0].pk).edited_text == ""


def test_line_of_another_day_is_not_found(client_as, secretary, day):
    other = ReflectionFactory(workshop__day__network=day.network)

    assert client_as(secretary).get(url("reflection-text", day.pk, other.pk)).status_code == 404
