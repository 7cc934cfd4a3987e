"""The programme on paper, the lists to sign, and the sign-ups as an Excel sheet."""

import datetime
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.factories.methods import MethodFactory
from tests.factories.workshops import SignUpFactory, WorkshopDayFactory, WorkshopFactory
from workshops.documents.programme import programme_version, render_programme, times_of
from workshops.documents.signups import attendance_version, render_attendance, sheet_version, write_sheet
from workshops.enums import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(network):
    return WorkshopDayFactory(
        network=network, signup_until=datetime.date(2083, 8, 20), intro="Näytämme malleja.", meeting__language="fi"
    )


@pytest.fixture
def workshop(day):
    return WorkshopFactory(
        day=day, starts=datetime.time(10), room="Sali 2", presenters="Meri Malli", places=3, method=MethodFactory()
    )


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_programme_is_tagged_and_says_what_when_and_where(day, workshop, language):
    rendered = render_programme(day, "", language)

    pdf = PdfReader(io.BytesIO(rendered.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for words in (day.meeting.title, str(workshop), "Sali 2", "Meri Malli", "10.00", "Näytämme malleja."):
        assert words in rendered.html
    assert str(day.signup_key) in rendered.html


def test_programme_without_sign_up_leads_to_the_page_of_the_day(day):
    day.signup_until = None

    rendered = render_programme(day, "", "fi")

    assert str(day.signup_key) not in rendered.html
    assert day.get_absolute_url() in rendered.html


def test_programme_is_made_anew_when_a_workshop_changes_and_not_by_a_sign_up(day, workshop):
    before = programme_version(day)
    SignUpFactory(first=workshop)
    same = programme_version(day)
    workshop.room = "Sali 3"
    workshop.save()

    assert (before == same, before == programme_version(day)) == (True, False)


def test_times_are_open_where_they_are_not_known():
    clocks = [
        (None, None, ""),
        (datetime.time(9, 5), None, "9.05"),
        (datetime.time(9), datetime.time(10, 30), "9.00–10.30"),
    ]

    assert [
        times_of(WorkshopFactory.build(day=None, code="A", position=0, starts=a, ends=b)) for a, b, _w in clocks
    ] == [words for _a, _b, words in clocks]


def test_lists_to_sign_have_a_page_for_each_workshop_and_one_for_who_waits(day, workshop):
    SignUpFactory(first=workshop, name_label="Aatu Apuri", email="aatu@example.org")
    SignUpFactory(first=workshop, name_label="Jonna Jono", seat=Seat.WAITING, workshop=None)
    SignUpFactory(first=workshop, name_label="Pekka Peru", seat=Seat.CANCELLED, workshop=None)
    WorkshopFactory(day=day)

    rendered = render_attendance(day, "", "fi")

    assert (rendered.pages, PdfReader(io.BytesIO(rendered.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]) == (
        3,
        True,
    )
    assert [name in rendered.html for name in ("Aatu Apuri", "Jonna Jono", "Pekka Peru", "aatu@example.org")] == [
        True,
        True,
        False,
        False,
    ]


def test_lists_are_made_anew_when_somebody_signs_up(day, workshop):
    before = attendance_version(day, ""), sheet_version(day, "")
    SignUpFactory(first=workshop)

    assert not set(before) & {attendance_version(day, ""), sheet_version(day, "")}


def test_sheet_has_a_row_for_each_sign_up_and_no_formula(day, workshop):
    SignUpFactory(first=workshop, name_label="=2+2", email="aatu@example.org", attended=True)
    SignUpFactory(first=workshop, name_label="Pekka Peru", seat=Seat.CANCELLED, workshop=None)

    sheet = load_workbook(io.BytesIO(write_sheet(day, "", "fi").content)).active

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["=2+2", "Pekka Peru"]
    assert sheet["A2"].data_type == "s"
    assert rows[0][2:6:3] == ["aatu@example.org", str(workshop)]
    assert rows[0][9].date() == timezone.localdate()
