"""Attendance and attachments, listed on pages of their own."""

import pytest

from meetings.models import Attendance
from tests.factories.meetings import (
    AttachmentFactory,
    AttendanceFactory,
)
from tests.factories.network import PersonFactory, PositionFactory
from tests.meetings.pages import codes, url


def test_a_person_is_picked_for_the_attendance(browser, meeting):
    position = PositionFactory(
        person__network=meeting.network, person__first_name="Aino", person__last_name="Esimerkki", title="kuraattori"
    )

    response = browser.post(
        url("attendance-list", meeting), {"person": position.person_id, "role": "secretary", "state": "present"}
    )

    attendance = Attendance.objects.get()
    assert response.headers["Location"] == url("attendance-list", meeting)
    assert str(attendance) == f"Aino Esimerkki, kuraattori, {position.organisation.name}"
    assert (attendance.role, attendance.person_id) == ("secretary", position.person_id)


def test_a_guest_is_typed_into_the_attendance(browser, meeting):
    guest = {"name_label": "Kalle Vieras", "title_label": "rehtori", "organisation_label": "Niemen koulu"}

    browser.post(url("attendance-list", meeting), guest | {"state": "present"})

    assert str(Attendance.objects.get()) == "Kalle Vieras, rehtori, Niemen koulu"


@pytest.mark.parametrize("count", [1, 3])
def test_the_attendance_takes_as_many_queries_for_more_rows(browser, meeting, count, django_assert_num_queries):
    AttendanceFactory.create_batch(count, meeting=meeting)

    # Session, user, roles, network, meeting, rows.
    with django_assert_num_queries(6):
        response = browser.get(url("attendance-list", meeting))

    assert len(response.context["rows"]) == count


def test_nobody_is_refused_at_the_field(browser, meeting):
    response = browser.post(url("attendance-list", meeting), {"title_label": "rehtori", "state": "present"})

    assert (response.status_code, codes(response)) == (422, {"person": [None]})
    assert response.context["form"]["title_label"].value() == "rehtori"


def test_a_person_twice_is_refused_with_what_was_typed(browser, meeting):
    person = PersonFactory(network=meeting.network)
    AttendanceFactory(meeting=meeting, person=person)

    response = browser.post(url("attendance-list", meeting), {"person": person.pk, "state": "present"})

    assert (response.status_code, Attendance.objects.count()) == (422, 1)
    assert response.context["form"]["person"].value() == str(person.pk)


def test_a_person_of_another_network_cannot_be_picked(browser, meeting):
    stranger = PersonFactory()

    response = browser.post(url("attendance-list", meeting), {"person": stranger.pk, "state": "present"})

    assert codes(response) == {"person": ["invalid_choice"]}
    assert stranger.last_name not in response.content.decode()


def test_the_second_saver_of_a_row_sees_both_texts(browser, meeting):
    row = AttendanceFactory(meeting=meeting)
    fields = {"organisation_label": "Saari", "title_label": "", "role": "", "state": "present", "version": 0}
    browser.post(url("attendance-update", meeting, row.pk), fields | {"name_label": "Aino Ensimmäinen"})

    response = browser.post(url("attendance-update", meeting, row.pk), fields | {"name_label": "Aino Toinen"})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("Aino Ensimmäinen", "Aino Toinen")]


@pytest.mark.parametrize(("button", "order"), [("up", ["B", "A"]), ("down", ["A", "B"])])
def test_rows_move(browser, meeting, button, order):
    rows = [AttachmentFactory(meeting=meeting, title=title) for title in "AB"]

    response = browser.post(url("attachment-move", meeting, rows[1].pk), {button: "1"})

    assert response.headers["Location"] == url("attachment-list", meeting)
    assert [row.title for row in meeting.attachments.all()] == order


def test_removing_asks_first(browser, meeting):
    attachment = AttachmentFactory(meeting=meeting)

    asked = browser.get(url("attachment-remove", meeting, attachment.pk))
    there = meeting.attachments.count()
    browser.post(url("attachment-remove", meeting, attachment.pk))

    assert attachment.title in asked.content.decode()
    assert (there, meeting.attachments.count()) == (1, 0)


def test_attachments_are_typed_one_after_the_other(browser, meeting):
    for title in ("Esitys", "Taulukko"):
        response = browser.post(url("attachment-list", meeting), {"title": title}, follow=True)

    assert [row.line for row in response.context["rows"]] == ["Liite 1: Esitys", "Liite 2: Taulukko"]


def test_an_empty_attachment_is_refused(browser, meeting):
    response = browser.post(url("attachment-list", meeting), {"title": " "})

    assert (response.status_code, codes(response)) == (422, {"title": ["required"]})
