"""Attendance and attachments: short lists, each with a page on which rows are added one after the other."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.forms import AttachmentForm, AttachmentUpdateForm, AttendanceForm, AttendanceUpdateForm
from meetings.models import Attachment, Attendance
from meetings.services import (
    add_attachment,
    add_attendance,
    edit_attachment,
    edit_attendance,
    move_attachment,
    move_attendance,
    remove_attachment,
    remove_attendance,
)
from meetings.views.base import MovePartView, PartMixin, RemovePartView, SectionFormView, UpdatePartMixin


class RowsMixin:
    """Every act comes back to the page of the list. ``kind`` is the beginning of its URL names."""

    kind = None

    def get_place(self):
        return ""

    def get_success_url(self):
        return reverse(f"meetings:{self.kind}-list", args=[self.request.network.slug, self.meeting.pk])


class RowsView(RowsMixin, SectionFormView):
    """The list, and below it the form that adds a row."""

    template_name = "meetings/rows.html"

    def get_context_data(self, **kwargs):
        rows = getattr(self.meeting, f"{self.kind}s").all()
        return super().get_context_data(rows=rows, kind=self.kind, **kwargs)


class AttendanceListView(RowsView):
    kind = "attendance"
    form_class = AttendanceForm
    heading = _("Attendance")
    submit = _("Add to the attendance")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def perform(self, form):
        return add_attendance(self.meeting, **form.labels, actor=self.request.user)


class AttendanceMixin(RowsMixin, PartMixin):
    kind = "attendance"
    model = Attendance


class AttendanceUpdateView(AttendanceMixin, UpdatePartMixin, SectionFormView):
    form_class = AttendanceUpdateForm
    names = ("name_label", "title_label", "organisation_label", "role", "state")
    heading = _("Correct the attendance")
    submit = _("Save")
    success_message = _("The attendance was saved.")

    def perform(self, form):
        return edit_attendance(self.part, **form.labels, actor=self.request.user)


class AttendanceMoveView(AttendanceMixin, MovePartView):
    service = staticmethod(move_attendance)


class AttendanceRemoveView(AttendanceMixin, RemovePartView):
    service = staticmethod(remove_attendance)
    heading = _("Remove from the attendance?")
    consequence = _(
        "The row is no longer shown or printed. The person stays in the network; the history keeps the row."
    )
    success_message = _("The row was removed from the attendance.")


class AttachmentListView(RowsView):
    kind = "attachment"
    form_class = AttachmentForm
    heading = _("Attachments")
    submit = _("Add the attachment")

    def perform(self, form):
        return add_attachment(self.meeting, **form.cleaned_data, actor=self.request.user)


class AttachmentMixin(RowsMixin, PartMixin):
    kind = "attachment"
    model = Attachment


class AttachmentUpdateView(AttachmentMixin, UpdatePartMixin, SectionFormView):
    form_class = AttachmentUpdateForm
    names = ("title",)
    heading = _("Change the attachment")
    submit = _("Save")
    success_message = _("The attachment was saved.")

    def perform(self, form):
        return edit_attachment(self.part, **form.cleaned_data, actor=self.request.user)


class AttachmentMoveView(AttachmentMixin, MovePartView):
    service = staticmethod(move_attachment)


class AttachmentRemoveView(AttachmentMixin, RemovePartView):
    service = staticmethod(remove_attachment)
    heading = _("Remove the attachment?")
    consequence = _("It is no longer listed in the minutes. The history keeps its title.")
    success_message = _("The attachment was removed.")
