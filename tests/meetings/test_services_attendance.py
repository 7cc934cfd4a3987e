from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from core.audit import key_of
from core.errors import DomainError, EditConflict
from meetings.attendance_list import listed
from meetings.enums import AttendanceRole, AttendanceState
from meetings.models import Meeting
from meetings.services import (
    add_attendance,
    add_guest,
    arrange_attendance,
    edit_attendance,
    mark_attendance,
    move_attendance,
    remove_attendance,
)
from tests.factories.meetings import AttendanceFactory, ItemFactory
from tests.factories.network import OrganisationFactory, PersonFactory, PositionFactory


@pytest.fixture
def person(network):
    return PersonFactory(network=network, first_name="Aino", last_name="Esimerkki")


def names(meeting):
    return [one.name_label for one in meeting.attendances.all()]


def test_a_person_is_listed_with_the_position_of_the_day(meeting, person, network, secretary, last_entry):
    PositionFactory(person=person, title="harjoittelija", valid_to=date(2026, 12, 31))
    school = OrganisationFactory(network=network, name="Niemen koulu")
    PositionFactory(person=person, organisation=school, title="kuraattori", valid_from=date(2027, 1, 1))

    attendance = add_attendance(meeting, person=person, role=AttendanceRole.CHAIR, actor=secretary)

    assert str(attendance) == "Aino Esimerkki, kuraattori, Niemen koulu"
    assert last_entry(meeting) == (
        "meetings.attendance.added",
        {"attendance": [None, f"network.person:{person.pk}"]},
    )


def test_what_is_typed_wins_over_the_position(meeting, person, secretary):
    PositionFactory(person=person, title="kuraattori")

    attendance = add_attendance(meeting, person=person, title="sijainen", actor=secretary)

    assert str(attendance) == "Aino Esimerkki, sijainen"


def test_labels_stay_when_the_person_moves_on(meeting, person, secretary):
    position = PositionFactory(person=person, title="kuraattori")
    attendance = add_attendance(meeting, person=person, actor=secretary)

    position.title, person.last_name = "rehtori", "Toinen"
    position.save()
    person.save()
    attendance.refresh_from_db()

    assert (attendance.name_label, attendance.title_label) == ("Aino Esimerkki", "kuraattori")


def test_guests_are_listed_in_the_order_they_came(meeting, secretary):
    for name in ("Kalle Vieras", "Bertta Malli"):
        add_attendance(meeting, name=name, organisation="Saaren kunta", actor=secretary)

    assert [str(one) for one in meeting.attendances.all()] == [
        "Kalle Vieras, Saaren kunta",
        "Bertta Malli, Saaren kunta",
    ]


def test_add_attendance_refuses_nobody(meeting, secretary):
    with pytest.raises(DomainError, match="Pick a person"):
        add_attendance(meeting, organisation="Saaren kunta", actor=secretary)


def test_add_attendance_refuses_a_person_twice(meeting, person, secretary):
    add_attendance(meeting, person=person, actor=secretary)

    with pytest.raises(DomainError, match="Aino Esimerkki is already listed"):
        add_attendance(meeting, person=person, actor=secretary)

    assert names(meeting) == ["Aino Esimerkki"]


def test_add_attendance_refuses_a_person_of_another_network(meeting, other_network, secretary):
    with pytest.raises(DomainError, match="is not in this network"):
        add_attendance(meeting, person=PersonFactory(network=other_network), actor=secretary)


def test_edit_attendance_corrects_a_row(meeting, secretary, last_entry):
    row = AttendanceFactory(meeting=meeting, name_label="Aino Esimerki", title_label="", organisation_label="")
    labels = {"name": "Aino Esimerkki", "title": "", "organisation": "", "role": AttendanceRole.SECRETARY}

    row = edit_attendance(row, **labels, state=AttendanceState.EXCUSED, version=0, actor=secretary)

    assert (row.name_label, row.version) == ("Aino Esimerkki", 1)
    assert last_entry(meeting)[1] == {"attendance": [key_of(row), f"{key_of(row)} · secretary · excused"]}


def test_edit_attendance_refuses_an_older_version(meeting, secretary):
    row = AttendanceFactory(meeting=meeting, version=3)
    labels = {"name": "Aino", "title": "", "organisation": "", "role": "", "state": AttendanceState.PRESENT}

    with pytest.raises(EditConflict):
        edit_attendance(row, **labels, version=2, actor=secretary)


@pytest.mark.parametrize(
    ("moved", "up", "order"),
    [(1, True, ["B", "A", "C"]), (1, False, ["A", "C", "B"]), (0, True, ["A", "B", "C"]), (2, False, ["A", "B", "C"])],
)
def test_move_attendance_moves_a_step(meeting, secretary, moved, up, order):
    rows = [AttendanceFactory(meeting=meeting, name_label=name) for name in "ABC"]

    move_attendance(rows[moved], up=up, actor=secretary)

    assert names(meeting) == order


def test_remove_attendance_keeps_the_row_in_the_log(meeting, secretary, last_entry):
    row = AttendanceFactory(meeting=meeting, name_label="Kalle Vieras", title_label="", organisation_label="")

    key = key_of(row)

    remove_attendance(row, actor=secretary)

    assert names(meeting) == []
    assert last_entry(meeting) == ("meetings.attendance.removed", {"attendance": [key, None]})


def test_remove_attendance_refuses_what_is_gone(meeting, secretary):
    row = AttendanceFactory(meeting=meeting)
    type(row).objects.filter(pk=row.pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        remove_attendance(row, actor=secretary)


# --- More of the attendance ---


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Kalle Vieras", "Kalle Vieras"),
        (" Kalle  Vieras ,rehtori", "Kalle Vieras, rehtori"),
        ("Kalle Vieras, rehtori, Niemen koulu, Järvikunta", "Kalle Vieras, rehtori, Niemen koulu, Järvikunta"),
    ],
)
def test_a_guest_is_one_line(meeting, secretary, line, row):
    assert str(add_guest(meeting, line=line, actor=secretary)) == row


def test_a_guest_without_name_and_a_guest_twice_are_refused(meeting, secretary):
    add_guest(meeting, line="Kalle Vieras, rehtori", actor=secretary)

    with pytest.raises(DomainError, match="name first"):
        add_guest(meeting, line=" , rehtori", actor=secretary)
    with pytest.raises(DomainError, match="already listed"):
        add_guest(meeting, line="kalle vieras, Rehtori", actor=secretary)

    assert names(meeting) == ["Kalle Vieras"]


def facts_of(row, **changes):
    facts = {"name": row.name_label, "title": "", "organisation": "", "role": "chair", "state": "present"}
    return facts | {"version": row.version} | changes


def test_roles_deputy_times_and_items_are_kept_and_logged(meeting, secretary, last_entry):
    ItemFactory(meeting=meeting, number="2.1")
    row = AttendanceFactory(meeting=meeting, name_label="Aino Esimerkki")

    row = edit_attendance(
        row,
        **facts_of(row),
        more_roles=["presenter", "chair", "presenter"],
        role_text="päivän puheenjohtaja",
        deputy_for="Etu Suku",
        arrived_at=time(9, 45),
        left_at=time(11),
        absent_for=["2.1"],
        actor=secretary,
    )

    assert (row.more_roles, row.deputy_for, row.absent_for) == (["presenter"], "Etu Suku", ["2.1"])
    assert last_entry(meeting)[1]["attendance"][1] == (
        f"{key_of(row)} · chair · presenter · päivän puheenjohtaja · → … · 09.45–11.00 · 2.1"
    )


def test_what_is_not_given_stays(meeting, secretary):
    row = AttendanceFactory(meeting=meeting, deputy_for="Etu Suku", more_roles=["presenter"])

    row = edit_attendance(row, **facts_of(row), actor=secretary)

    assert (row.deputy_for, row.more_roles) == ("Etu Suku", ["presenter"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"arrived_at": time(11), "left_at": time(9)}, "left_at"),
        ({"absent_for": ["7"]}, "absent_for"),
    ],
)
def test_what_cannot_be_true_of_an_attendance_is_refused(meeting, secretary, facts, field):
    row = AttendanceFactory(meeting=meeting)

    with pytest.raises(DomainError) as refusal:
        edit_attendance(row, **facts_of(row), **facts, actor=secretary)

    assert refusal.value.field == field


def test_an_unknown_role_is_refused(meeting, secretary):
    row = AttendanceFactory(meeting=meeting)

    with pytest.raises(ValidationError):
        edit_attendance(row, **facts_of(row, role="king"), actor=secretary)


def test_a_corrected_name_is_printed_as_corrected(meeting, secretary):
    row = AttendanceFactory(meeting=meeting, name_label="Aino Esimerki", printed_name="ESIMERKI Aino")

    row = edit_attendance(row, **facts_of(row, name="Aino Esimerkki"), actor=secretary)

    assert row.printed_name == ""


def test_mark_attendance_changes_the_state_once(meeting, secretary, last_entry):
    row = AttendanceFactory(meeting=meeting, name_label="Aino", title_label="", organisation_label="")

    for _time in range(2):
        row = mark_attendance(row, state=AttendanceState.EXCUSED, actor=secretary)

    assert (row.state, row.version) == (AttendanceState.EXCUSED, 1)
    assert last_entry(meeting)[1] == {"attendance": [key_of(row), f"{key_of(row)} · excused"]}


def test_people_are_listed_as_typed_or_by_surname_and_printed_either_way(meeting, secretary, last_entry):
    for name in ("Aino Ylinen", "Örjan Aalto"):
        AttendanceFactory(meeting=meeting, name_label=name, title_label="", organisation_label="")
    typed = [one.shown for one in listed(meeting)]

    meeting = arrange_attendance(meeting, by_surname=True, surname_first=True, actor=secretary)

    assert typed == ["Aino Ylinen", "Örjan Aalto"]
    assert [one.shown for one in listed(meeting)] == ["Aalto Örjan", "Ylinen Aino"]
    assert last_entry(meeting) == (
        "meetings.attendance.arranged",
        {"by_surname": [False, True], "surname_first": [False, True]},
    )


def test_notes_say_role_deputy_times_and_items(meeting):
    AttendanceFactory(
        meeting=meeting,
        role="chair",
        more_roles=["presenter"],
        deputy_for="Etu Suku",
        arrived_at=time(9, 45),
        left_at=time(11),
        absent_for=["2", "3"],
    )

    (row,) = listed(Meeting.objects.get(pk=meeting.pk))

    assert row.notes == [
        "Chair",
        "Presenter",
        "deputy for Etu Suku",
        "arrived at 9.45",
        "left at 11.00",
        "not present for items 2, 3",
    ]
