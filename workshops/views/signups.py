"""For those who keep the day: who comes to which workshop, who was there, and the programme for everybody."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, View

from core.mail import address_of
from core.views import ActionView, RequestDocumentView
from workshops.documents import ATTENDANCE, PROGRAMME, SIGN_UPS_SHEET
from workshops.forms import SignUpForm, SignUpMoveForm, SignUpUpdateForm
from workshops.models import SignUp
from workshops.queries import is_open, programme_of, sign_ups_of
from workshops.services import (
    add_sign_up,
    cancel_sign_up,
    change_sign_up,
    mark_attended,
    move_sign_up,
)
from workshops.views.base import OfDayFormView, OfDayMixin, WithDayMixin
from workshops.views.signing_up import calendar_answer, sign_up_values

MARKS = {"on": True, "ei": False}


class DayCalendarView(OfDayMixin, View):
    http_method_names = ["get", "head", "options"]
    permission_required = "workshops.view_workshopday"

    def get(self, request, *args, **kwargs):
        return calendar_answer(self.day, address_of(self.day.get_absolute_url()))


class ProgrammePrintView(OfDayMixin, RequestDocumentView):
    permission_required = "workshops.view_workshopday"
    document_kind = PROGRAMME


class SignUpListView(OfDayMixin, DetailView):
    template_name = "workshops/signup_list.html"

    def get_context_data(self, **kwargs):
        address = address_of(reverse("signup:form", args=[self.day.signup_key]))
        return super().get_context_data(
            found=sign_ups_of(self.day), address=address, is_open=is_open(self.day), **kwargs
        )


class ToListMixin:
    """Goes back to the list of sign-ups."""

    def get_success_url(self):
        return self.url_of("signup-list")

    def back_url(self):
        return self.get_success_url()


class OfSignUpMixin:
    """``sign_up`` is that of the address, in the day of the address."""

    @cached_property
    def sign_up(self):
        return self.find(SignUp, self.kwargs["sign_up"])


class SignUpSheetView(OfDayMixin, RequestDocumentView):
    document_kind = SIGN_UPS_SHEET


class WithProgrammeMixin(ToListMixin):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"programme": programme_of(self.day)}


class SignUpHostFormView(WithProgrammeMixin, WithDayMixin, OfDayFormView):
    """A form with which a host signs somebody up."""


class SignUpCreateView(SignUpHostFormView):
    form_class = SignUpForm
    heading = _("Sign somebody up")
    submit = _("Sign up")
    success_message = _("The person was signed up.")

    def perform(self, form):
        return add_sign_up(self.day, **form.facts, actor=self.request.user)


class SignUpUpdateView(OfSignUpMixin, SignUpHostFormView):
    form_class = SignUpUpdateForm
    submit = _("Save the sign-up")
    success_message = _("The sign-up was saved.")

    @property
    def heading(self):
        return self.sign_up.name_label

    def get_initial(self):
        return self.get_initial_for(self.sign_up)

    def get_initial_for(self, one):
        return sign_up_values(one)

    def perform(self, form):
        version = form.cleaned_data["version"]
        return change_sign_up(self.sign_up, **form.facts, version=version, by_host=True, actor=self.request.user)


class SignUpMoveView(OfSignUpMixin, WithProgrammeMixin, OfDayFormView):
    form_class = SignUpMoveForm
    submit = _("Move the person")
    success_message = _("The person was moved.")

    @property
    def heading(self):
        return _("Move %(name)s to another workshop") % {"name": self.sign_up.name_label}

    def get_initial(self):
        return {"workshop": str(self.sign_up.workshop_id or "")}

    def perform(self, form):
        return move_sign_up(
            self.sign_up,
            workshop=form.cleaned_data["workshop"],
            over_limit=form.cleaned_data["over_limit"],
            actor=self.request.user,
        )


class SignUpCancelView(ToListMixin, OfSignUpMixin, OfDayMixin, ActionView):
    success_message = _("The sign-up was cancelled.")

    def act(self, target):
        return cancel_sign_up(self.sign_up, by_host=True, actor=self.request.user)


class AttendanceView(OfDayMixin, DetailView):
    """Who was there: one press for each person."""

    template_name = "workshops/attendance.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(found=sign_ups_of(self.day), **kwargs)


class AttendanceMarkView(OfSignUpMixin, OfDayMixin, ActionView):
    """The pressed button says whether the person was there."""

    def act(self, target):
        sign_up, mark = self.sign_up, self.request.POST.get("paikalla")
        return mark_attended(sign_up, attended=MARKS[mark], actor=self.request.user) if mark in MARKS else sign_up

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        # htmx follows the address itself and takes the list out of the page.
        return HttpResponseRedirect(self.get_success_url()) if request.htmx else response

    def get_success_url(self):
        return self.url_of("attendance")


class AttendancePrintView(OfDayMixin, RequestDocumentView):
    document_kind = ATTENDANCE
