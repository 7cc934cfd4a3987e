"""Who comes: a list to sign for each workshop, and all sign-ups for Excel. Both hold names: for hosts alone."""

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.documents import DocumentKind, register_document
from core.fingerprints import fingerprint
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from core.spreadsheets import Column, Sheet, Value, WrittenWorkbook, write_workbook
from workshops.documents.programme import times_of
from workshops.models import SignUp, WorkshopDay
from workshops.queries.signups import sign_ups_of

ATTENDANCE, SIGN_UPS_SHEET = "workshops.attendance", "workshops.sign_ups_sheet"
# What has to go when names have to.
WITH_NAMES = (ATTENDANCE, SIGN_UPS_SHEET)
# Lines for those who come without having signed up.
EMPTY_LINES = 4

SHEET = Sheet(
    gettext_lazy("Sign-ups"),
    (
        Column("name", gettext_lazy("Name"), width=28),
        Column("organisation", gettext_lazy("Organisation"), width=28),
        Column("email", gettext_lazy("E-mail"), width=30),
        Column("municipality", gettext_lazy("Municipality")),
        Column("seat", pgettext_lazy("sign-up", "State")),
        Column("workshop", pgettext_lazy("of a day", "Workshop"), width=34),
        Column("first", gettext_lazy("First choice"), width=34),
        Column("second", gettext_lazy("Second choice"), width=34),
        Column("attended", gettext_lazy("Was there")),
        Column("signed_up", gettext_lazy("Signed up")),
    ),
)


def attendance_context(day: WorkshopDay) -> dict[str, Any]:
    """Plain values: {"document", "title", "when", "sheets": [{"title", "facts": str, "people": [(name, organisation,
    municipality)]}], "empty_lines"}; last those who wait, if there are any."""
    found = sign_ups_of(day)
    sheets = [
        {
            "title": str(group.workshop),
            "facts": ", ".join(
                filter(None, [times_of(group.workshop), group.workshop.room, group.workshop.presenters])
            ),
            "people": [_line(one) for one in group.people],
        }
        for group in found.groups
    ]
    if found.waiting:
        sheets.append({"title": _("Waiting list"), "facts": "", "people": [_line(one) for one in found.waiting]})
    return {
        "document": {
            "title": _("Attendance list: %(day)s") % {"day": day.meeting.title},
            "network": str(day.network),
            "kind": pgettext("workshop day", "Attendance list"),
            "date": date_format(day.held_on, "DATE_FORMAT"),
            "version": "",
            "address": address_of(reverse("workshops:attendance", args=[day.network.slug, day.pk])),
        },
        "title": day.meeting.title,
        "when": day.meeting.when_text,
        "sheets": sheets,
        "empty_lines": range(EMPTY_LINES),
    }


def attendance_version(day: WorkshopDay, _variant: str) -> str:
    """A key of all that the list says."""
    return fingerprint(attendance_context(day))


def render_attendance(day: WorkshopDay, _variant: str, language: str) -> RenderedPdf:
    """Raises what ``render_pdf`` raises."""
    with translation.override(language):
        context = attendance_context(day)
    return render_pdf("workshops/pdf/attendance.html", context, language=language)


def sheet_rows(day: WorkshopDay) -> list[list[Value]]:
    """A row for each sign-up, also those that were cancelled: by workshop, then those who wait."""
    found = sign_ups_of(day)
    people = [one for group in found.groups for one in group.people] + found.waiting + found.cancelled
    return [
        [
            one.name_label,
            one.organisation_label,
            one.email,
            one.municipality_label,
            str(one.get_seat_display()),
            str(one.workshop or ""),
            str(one.first),
            str(one.second or ""),
            {True: _("Yes"), False: _("No")}.get(one.attended, ""),
            timezone.localdate(one.created_at),
        ]
        for one in people
    ]


def sheet_version(day: WorkshopDay, _variant: str) -> str:
    """A key of all that the sheet says."""
    return fingerprint(sheet_rows(day))


def write_sheet(day: WorkshopDay, _variant: str, language: str) -> WrittenWorkbook:
    with translation.override(language):
        return write_workbook(SHEET, sheet_rows(day))


def _line(one: SignUp) -> tuple[str, str, str]:
    return one.name_label, one.organisation_label, one.municipality_label


def _register(name: str, **facts: Any) -> None:
    register_document(DocumentKind(name=name, model="workshops.workshopday", permission="workshops.host_day", **facts))


_register(
    ATTENDANCE,
    title=gettext_lazy("Attendance list of the workshop day"),
    version=attendance_version,
    render=render_attendance,
    filename=lambda day, _variant: _("attendance-%(number)d") % {"number": day.pk},
)
_register(
    SIGN_UPS_SHEET,
    title=gettext_lazy("Sign-ups of the workshop day"),
    version=sheet_version,
    render=write_sheet,
    filename=lambda day, _variant: _("sign-ups-%(number)d") % {"number": day.pk},
    ending="xlsx",
)
