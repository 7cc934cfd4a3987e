"""Attendance: the list, on which people are added one after the other, and its order."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View

from core.errors import DomainError
from meetings.attendance_forms import ArrangeForm, AttendanceForm, AttendanceUpdateForm, GuestForm
from meetings.attendance_list import listed
from meetings.enums import AttendanceState
from meetings.models import Attendance
from meetings.queries import may_be_held
from meetings.services import (
    add_attendance,
    add_guest,
    arrange_attendance,
    edit_attendance,
    mark_attendance,
    move_attendance,
    remove_attendance,
)
from meetings.views.base import MovePartView, PartMixin, RemovePartView, SectionFormView, UpdatePartMixin
from meetings.views.lists import RowsMixin


class AttendanceListView(RowsMixin, SectionFormView):
    """The list, a line for a guest, a form for somebody of the network."""

    kind = "attendance"
    form_class = AttendanceForm
    template_name = "meetings/attendance_list.html"
    heading = _("Attendance")
    submit = _("Add to the attendance")

    def get_form_kwargs(self):
        scope = {"user": self.request.user, "network": self.request.network}
        starts_here = not (self.types_guests or self.may_hold)
        return super().get_form_kwargs() | scope | {"starts_here": starts_here}

    @cached_property
    def may_hold(self):
        """Whether the people expected wait to be looked through, which marks the meeting as held."""
        return may_be_held(self.meeting, timezone.localdate()) and self.meeting.attendances.exists()

    @property
    def types_guests(self):
        """Whether the last one was a guest: then the next one probably is."""
        return "vieras" in self.request.GET

    def get_context_data(self, **kwargs):
        forms = {
            "guest_form": kwargs.pop("guest_form", None) or GuestForm(starts_here=self.types_guests),
            "arrange_form": ArrangeForm(instance=self.meeting),
        }
        context = super().get_context_data(**kwargs | forms)
        return context | {"rows": listed(self.meeting), "states": AttendanceState.choices, "may_hold": self.may_hold}

    def perform(self, form):
        return add_attendance(self.meeting, **form.labels, actor=self.request.user)


class GuestCreateView(AttendanceListView):
    """The line of a guest; a refused one comes back in the list's page."""

    http_method_names = ["post", "options"]

    def get_form_class(self):
        return GuestForm

    def get_form_kwargs(self):
        return super(AttendanceListView, self).get_form_kwargs()

    def get_context_data(self, **kwargs):
        guest_form = kwargs.pop("form")
        people_form = AttendanceForm(user=self.request.user, network=self.request.network, starts_here=False)
        return super().get_context_data(form=people_form, guest_form=guest_form, **kwargs)

    def perform(self, form):
        return add_guest(self.meeting, line=form.cleaned_data["line"], actor=self.request.user)

    def get_success_url(self):
        return f"{super().get_success_url()}?vieras=1"


class AttendanceMixin(RowsMixin, PartMixin):
    kind = "attendance"
    model = Attendance


class AttendanceUpdateView(AttendanceMixin, UpdatePartMixin, SectionFormView):
    form_class = AttendanceUpdateForm
    autosave = "name_label"
    names = (
        "name_label",
        "title_label",
        "organisation_label",
        "role",
        "state",
        "more_roles",
        "role_text",
        "deputy_for",
        "arrived_at",
        "left_at",
        "absent_for",
    )
    heading = _("Correct the attendance")
    submit = _("Save")
    success_message = _("The attendance was saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"items": self.meeting.items.all()}

    def perform(self, form):
        return edit_attendance(self.part, **form.labels, actor=self.request.user)


class AttendanceMarkView(AttendanceMixin, View):
    """POST only: the pressed button says whether the person is present, excused or absent."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        state = request.POST.get("state")
        if state in AttendanceState.values:
            try:
                mark_attendance(self.part, state=state, actor=request.user)
            except DomainError as error:
                messages.error(request, str(error))
        else:
            self.part  # noqa: B018 -- a row that is not there is 404, whatever was pressed
        return HttpResponseRedirect(self.get_success_url())


class AttendanceArrangeView(RowsMixin, SectionFormView):
    """POST only: the order of the list and of names."""

    http_method_names = ["post", "options"]
    kind = "attendance"
    form_class = ArrangeForm

    def perform(self, form):
        return arrange_attendance(self.meeting, **form.cleaned_data, actor=self.request.user)


class AttendanceMoveView(AttendanceMixin, MovePartView):
    service = staticmethod(move_attendance)


class AttendanceRemoveView(AttendanceMixin, RemovePartView):
    service = staticmethod(remove_attendance)
    heading = _("Remove from the attendance?")
    consequence = _(
        "The row is no longer shown or printed. The person stays in the network; the history keeps the row."
    )
    success_message = _("The row was removed from the attendance.")
