"""Signing up for a workshop day without an account: the key in the address is what opens these pages."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView

from core.documents import request_document
from core.errors import DomainError
from core.files import Outgoing
from core.mail import address_of
from core.models import StoredFile
from core.outside_views import TOO_OFTEN, OutsideMixin
from core.views import PartialMixin, ServiceFormMixin, hand_out
from workshops.calendar import day_calendar
from workshops.documents import PROGRAMME, programme_version
from workshops.forms import OwnSignUpForm, SignUpUpdateForm
from workshops.models import SignUp, WorkshopDay
from workshops.queries import is_open, is_over, programme_of
from workshops.services import SignUpRefused, cancel_sign_up, change_sign_up, sign_up

TOO_MUCH_MAIL = _(
    "Much has been mailed to this address just now. Try again in an hour, or sign up without an address."
)


def calendar_answer(day, url):
    """The programme as a file for calendars; a day without an exact date has none."""
    if day.meeting.inexact is not None:
        raise Http404
    response = HttpResponse(day_calendar(day, url=url), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tyopajapaiva-{day.pk}.ics"'
    return response


class SignUpMixin(OutsideMixin):
    """Open to everybody who knows the key."""

    rate_limit = "sign_up"

    @cached_property
    def day(self):
        rows = WorkshopDay.objects.select_related("meeting", "network")
        return get_object_or_404(rows, signup_key=self.kwargs["key"])

    @cached_property
    def programme(self):
        return programme_of(self.day)

    def get_context_data(self, **kwargs):
        context = {"day": self.day, "of_network": self.day.network, "is_open": is_open(self.day)}
        return super().get_context_data(**context | kwargs)


class PublicFormView(SignUpMixin, ServiceFormMixin, FormView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"day": self.day, "programme": self.programme}

    def get_context_data(self, **kwargs):
        return super().get_context_data(workshops=self.programme, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if self.is_too_often():
            form.full_clean()
            form.add_error(None, TOO_OFTEN)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)


class SignUpFormView(PublicFormView):
    """The programme, and the form while people may sign up."""

    form_class = OwnSignUpForm
    template_name = "workshops/signup_form.html"

    def get_initial(self):
        initial = {"submission": uuid.uuid4()}
        return initial | ({"name": self.actor.name, "email": self.actor.email} if self.actor else {})

    def perform(self, form):
        email = form.facts["email"]
        if email and not ratelimit.consume(self.request, action="sign_up_mail", key=email.casefold()):
            raise SignUpRefused(TOO_MUCH_MAIL, field="email")
        key = form.cleaned_data["submission"]
        return sign_up(self.day, **form.facts, key=key, actor=self.actor)

    def tell_success(self):
        if self.result.email:
            words = _("You have signed up. The address of this page was mailed to you.")
        else:
            words = _("You have signed up. Keep the address of this page: here you change or cancel your sign-up.")
        messages.success(self.request, words)


class OwnMixin(SignUpMixin):
    """About one's own sign-up."""

    @cached_property
    def sign_up(self):
        rows = SignUp.objects.select_related(
            "day__meeting", "day__network", "workshop", "first", "second", "municipality"
        )
        return get_object_or_404(rows, key=self.kwargs["key"])

    @property
    def day(self):
        return self.sign_up.day


class OwnSignUpView(OwnMixin, PublicFormView):
    """Where one stands, and a form that changes it."""

    form_class = SignUpUpdateForm
    template_name = "workshops/signup_own.html"
    success_message = _("Your sign-up was changed.")

    def get_initial(self):
        return self.get_initial_for(self.sign_up)

    def get_initial_for(self, one):
        return sign_up_values(one)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sign_up=self.sign_up, is_over=is_over(self.day), **kwargs)

    def perform(self, form):
        return change_sign_up(self.sign_up, **form.facts, version=form.cleaned_data["version"], actor=self.actor)


class OwnSignUpCancelView(OwnMixin, View):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        url = self.sign_up.get_absolute_url()
        try:
            if self.is_too_often():
                raise DomainError(str(TOO_OFTEN))
            cancel_sign_up(self.sign_up, actor=self.actor)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Your sign-up was cancelled."))
        return HttpResponseRedirect(url)


class SignUpCalendarView(SignUpMixin, View):
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        return calendar_answer(self.day, address_of(reverse("signup:form", args=[self.day.signup_key])))


class PublicProgrammeMixin(SignUpMixin):
    """The printed programme as it is now, in the reader's language."""

    @cached_property
    def stored(self):
        files = StoredFile.objects.of(self.day).filter(kind=PROGRAMME, language=self.request.LANGUAGE_CODE)
        return files.filter(source_version=programme_version(self.day)).first()


class SignUpProgrammeView(PartialMixin, PublicProgrammeMixin, TemplateView):
    """Asks by POST for the programme as PDF, and shows how far it is: the same content is made once, for all."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "workshops/signup_programme.html"
    partial_template_name = "workshops/_programme_status.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(stored=self.stored, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            if self.is_too_often():
                raise DomainError(str(TOO_OFTEN))
            request_document(PROGRAMME, self.day, actor=self.actor, language=request.LANGUAGE_CODE)
        except DomainError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(request.path)


class SignUpProgrammeFileView(PublicProgrammeMixin, View):
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        if self.stored is None or not self.stored.is_ready:
            return HttpResponseRedirect(reverse("signup:programme", args=[self.day.signup_key]))
        return hand_out(Outgoing(self.stored.file, self.stored.name))


def sign_up_values(one):
    """A sign-up as initial values of its form."""
    return {
        "name": one.name_label,
        "organisation": one.organisation_label,
        "email": one.email,
        "municipality": one.municipality_id,
        "first": str(one.first_id),
        "second": str(one.second_id or ""),
        "version": one.version,
    }
