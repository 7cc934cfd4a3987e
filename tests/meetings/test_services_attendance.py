from datetime import date

import pytest

from core.errors import DomainError, EditConflict
from meetings.enums import AttendanceRole, AttendanceState
from meetings.services import add_attendance, edit_attendance, move_attendance, remove_attendance
from tests.factories.meetings import AttendanceFactory
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
        {"attendance": [None, "Aino Esimerkki, kuraattori, Niemen koulu"]},
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
    assert last_entry(meeting)[1] == {"attendance": ["Aino Esimerki", "Aino Esimerkki · secretary · excused"]}


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

    remove_attendance(row, actor=secretary)

    assert names(meeting) == []
    assert last_entry(meeting) == ("meetings.attendance.removed", {"attendance": ["Kalle Vieras", None]})


def test_remove_attendance_refuses_what_is_gone(meeting, secretary):
    row = AttendanceFactory(meeting=meeting)
    type(row).objects.filter(pk=row.pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        remove_attendance(row, actor=secretary)
