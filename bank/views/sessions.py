"""Sessions of an order: planned, moved, held, not needed, called off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.enums import SessionKind
from bank.forms import SessionCancelForm, SessionForm, SessionHoldForm, SessionMoveForm, SessionWaiveForm
from bank.models import Order, Session
from bank.queries import facilitators_of, possible_overlaps
from bank.services import cancel_session, hold_session, move_session, plan_session, waive_session
from core.views import ObjectPermissionMixin, ServiceFormMixin


class SessionFormView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """A form about a session of the order in the address, which leads back to the order."""

    queryset = Order.objects.select_related("network", "method").prefetch_related("slots__member__person")
    permission_required = "bank.change_order"
    template_name = "bank/session_form.html"

    @cached_property
    def session(self):
        return get_object_or_404(Session.objects.filter(order=self.get_object()), pk=self.kwargs["session"])

    def get_context_data(self, **kwargs):
        session = self.session if "session" in self.kwargs else None
        return super().get_context_data(order=self.get_object(), session=session, page=self.page, **kwargs)

    def get_success_url(self):
        return self.get_object().get_absolute_url()

    def form_valid(self, form):
        response = super().form_valid(form)
        # What the database cannot refuse, because one of the two dates is inexact, is said.
        if isinstance(getattr(self, "result", None), Session):
            for words in possible_overlaps(self.result):
                messages.warning(self.request, words)
        return response


class SessionCreateView(SessionFormView):
    form_class = SessionForm
    page = "create"
    success_message = _("The session was planned.")

    @cached_property
    def kinds(self):
        """A meeting when there is none with a date; after the outcome only follow-ups."""
        order = self.get_object()
        if order.outcome:
            return [SessionKind.FOLLOW_UP]
        meeting = order.sessions.filter(kind=SessionKind.MEETING, cancelled_at__isnull=True).first()
        has_date = meeting is not None and meeting.date is not None
        return [kind for kind in SessionKind if not (has_date and kind == SessionKind.MEETING)]

    def get_initial(self):
        order = self.get_object()
        kind = SessionKind.MEETING if SessionKind.MEETING in self.kinds else self.kinds[0]
        is_meeting = kind == SessionKind.MEETING and not order.postponed_at
        return {"kind": kind, "date": order.wished if is_meeting else None}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kinds": self.kinds}

    def perform(self, form):
        return plan_session(self.get_object(), **form.cleaned_data, actor=self.request.user)


class SessionUpdateView(SessionFormView):
    form_class = SessionMoveForm
    page = "update"
    success_message = _("The session was moved.")

    def get_initial(self):
        return self.get_initial_for(self.session)

    def get_initial_for(self, session):
        return {"version": session.version, "date": session.date, "place": session.place}

    def perform(self, form):
        return move_session(self.session, **form.cleaned_data, actor=self.request.user)


class SessionHoldView(SessionFormView):
    """How it went; the facilitator who led may tell it from a phone."""

    form_class = SessionHoldForm
    permission_required = "bank.report_session"
    page = "hold"
    success_message = _("Thank you, it was recorded how the session went.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"slots": facilitators_of(self.get_object()), "session": self.session}

    def get_initial_for(self, session):
        return SessionHoldForm(slots=facilitators_of(self.get_object()), session=session).initial

    def perform(self, form):
        return hold_session(
            self.session,
            held=form.cleaned_data["held"],
            participants=form.participants,
            work=form.work,
            version=form.cleaned_data["version"],
            actor=self.request.user,
        )


class SessionWaiveView(SessionFormView):
    form_class = SessionWaiveForm
    page = "waive"
    success_message = _("The session was marked as not needed.")

    def perform(self, form):
        return waive_session(self.session, reason=form.cleaned_data["reason"], actor=self.request.user)


class SessionCancelView(SessionFormView):
    form_class = SessionCancelForm
    page = "cancel"
    success_message = _("The session was called off.")

    def perform(self, form):
        return cancel_session(self.session, reason=form.cleaned_data["reason"], actor=self.request.user)
