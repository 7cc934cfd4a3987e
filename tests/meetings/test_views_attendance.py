import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Attendance, Meeting
from tests.factories.meetings import AttendanceFactory, ItemFactory

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def browser(client_as, secretary):
    return client_as(secretary)


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


def test_a_guest_is_added_and_the_focus_stays_in_the_line(browser, meeting):
    response = browser.post(
        url("attendance-guest", meeting), {"line": "Kalle Vieras, rehtori, Niemen koulu"}, follow=True, **HTMX
    )

    assert str(Attendance.objects.get()) == "Kalle Vieras, rehtori, Niemen koulu"
    assert response.redirect_chain == [(f"{url('attendance-list', meeting)}?vieras=1", 302)]
    forms = (response.context["guest_form"], response.context["form"])
    assert [[name for name, field in form.fields.items() if "autofocus" in field.widget.attrs] for form in forms] == [
        ["line"],
        [],
    ]


@pytest.mark.parametrize("line", ["", ", rehtori", "131052-308T"])
def test_a_refused_guest_comes_back_as_typed(browser, meeting, line):
    response = browser.post(url("attendance-guest", meeting), {"line": line})

    assert (response.status_code, Attendance.objects.count()) == (422, 0)
    assert response.context["guest_form"].errors
    assert response.context["form"].is_bound is False


def test_a_button_marks_somebody_excused(browser, meeting):
    row = AttendanceFactory(meeting=meeting)

    browser.post(url("attendance-mark", meeting, row.pk), {"state": "excused"})
    browser.post(url("attendance-mark", meeting, row.pk), {"state": "dancing"})

    assert Attendance.objects.get().state == "excused"


def test_the_list_is_arranged(browser, meeting):
    for name in ("Aino Ylinen", "Kalle Aalto"):
        AttendanceFactory(meeting=meeting, name_label=name, title_label="", organisation_label="")

    browser.post(url("attendance-arrange", meeting), {"by_surname": "on", "surname_first": "on"})
    response = browser.get(url("attendance-list", meeting))

    assert [row.shown for row in response.context["rows"]] == ["Aalto Kalle", "Ylinen Aino"]


def test_everything_about_a_row_is_edited(browser, meeting):
    ItemFactory(meeting=meeting, number="2")
    row = AttendanceFactory(meeting=meeting)
    data = {
        "name_label": "Aino Esimerkki",
        "title_label": "kuraattori",
        "organisation_label": "Niemen koulu",
        "role": "chair",
        "state": "present",
        "more_roles": ["presenter"],
        "role_text": "päivän puheenjohtaja",
        "deputy_for": "Etu Suku",
        "arrived_at": "9.45",
        "left_at": "11",
        "absent_for": ["2"],
        "version": "0",
    }

    response = browser.post(url("attendance-update", meeting, row.pk), data)

    row.refresh_from_db()
    assert response["Location"] == url("attendance-list", meeting)
    assert (row.more_roles, f"{row.arrived_at:%H.%M}", f"{row.left_at:%H.%M}") == (["presenter"], "09.45", "11.00")
    assert (row.absent_for, row.deputy_for, row.role_text) == (["2"], "Etu Suku", "päivän puheenjohtaja")


def test_times_that_cannot_be_are_refused_at_the_field(browser, meeting):
    row = AttendanceFactory(meeting=meeting)
    data = {"name_label": "Aino", "state": "present", "arrived_at": "11", "left_at": "9.30", "version": "0"}

    response = browser.post(url("attendance-update", meeting, row.pk), data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["left_at"])


def test_signed_minutes_take_no_guest(browser, meeting):
    Meeting.objects.update(minutes_state="final")

    response = browser.post(url("attendance-guest", meeting), {"line": "Kalle Vieras"})

    assert (response.status_code, Attendance.objects.count()) == (422, 0)


@pytest.mark.parametrize("state", ["planned", "held"])
def test_the_people_expected_are_looked_through_before_the_items_are_written(browser, meeting, state):
    AttendanceFactory(meeting=meeting)
    Meeting.objects.update(state=state, starts_at=timezone.now(), ends_at=None)

    page = browser.get(url("attendance-list", meeting))

    is_ahead = state == "planned"
    assert (url("meeting-hold", meeting) in page.text) is is_ahead
    assert ("autofocus" in page.context["form"].fields["person"].widget.attrs) is not is_ahead


def test_nobody_expected_is_nobody_to_look_through(browser, meeting):
    Meeting.objects.update(starts_at=timezone.now(), ends_at=None)

    page = browser.get(url("attendance-list", meeting))

    assert page.context["may_hold"] is False
    assert "autofocus" in page.context["form"].fields["person"].widget.attrs
