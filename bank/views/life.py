"""The acts that take an order through its life, and the ones that take it back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.enums import FeedbackSide, OrderKind, Outcome
from bank.forms import HeldOrderForm, OutcomeForm, PostponeForm, ReopenForm
from bank.models import Order
from bank.queries import facilitators_of, status_of
from bank.services import (
    ask_for_feedback,
    call_together,
    close_order,
    log_held_order,
    open_search,
    postpone_order,
    record_late,
    reopen_order,
    reschedule_order,
)
from bank.views.orders import OrderFormMixin
from core.views import ActionView, ObjectPermissionMixin, PermissionMixin, ServiceFormMixin

# Feedback is asked for by itself only while people remember.
RECENT_DAYS = 60


class OrderActView(ActionView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.change_order"


class SearchOpenView(OrderActView):
    service = staticmethod(open_search)
    success_message = _("The search is open. Ask facilitators next.")


class CallTogetherView(OrderActView):
    service = staticmethod(call_together)
    success_message = _("The participants were marked as called together.")


class CloseView(OrderActView):
    service = staticmethod(close_order)
    success_message = _("The order was closed.")


class OrderFormView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """A form about one order, whose page it comes from and leads back to."""

    queryset = Order.objects.select_related("network", "method")
    permission_required = "bank.change_order"

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.get_object(), **kwargs)


class OutcomeView(OrderFormView):
    queryset = Order.objects.select_related("network", "method").prefetch_related("slots")
    permission_required = "bank.record_outcome"
    form_class = OutcomeForm
    template_name = "bank/outcome_form.html"
    success_message = _("The outcome was recorded.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, order):
        held = order.held or (order.wished if status_of(order) == "overdue" else None)
        return {"version": order.version, "held": held, "ask_feedback": self.is_recent(held)}

    def is_recent(self, held):
        return held is None or (held.latest is not None and (timezone.localdate() - held.latest).days <= RECENT_DAYS)

    def get_form_kwargs(self):
        order = self.get_object()
        with_leaders = order.kind != OrderKind.ENQUIRY and not facilitators_of(order)
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "network": self.request.network,
            "with_leaders": with_leaders,
            "may_ask": not order.feedback_requests.exclude(side=FeedbackSide.PARTICIPANT).exists(),
        }

    def perform(self, form):
        leaders = form.leaders if form.with_leaders else []
        order = record_late(
            self.get_object(),
            leaders=leaders,
            ending=form.ending,
            version=form.cleaned_data["version"],
            actor=self.request.user,
        )
        if form.cleaned_data.get("ask_feedback") and order.outcome in (Outcome.CARRIED_OUT, Outcome.OTHERWISE):
            ask_for_feedback(order, actor=self.request.user)
        return order


class PostponeView(OrderFormView):
    form_class = PostponeForm
    template_name = "bank/postpone_form.html"

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, order):
        return {"version": order.version}

    def perform(self, form):
        data, order, actor = form.cleaned_data, self.get_object(), self.request.user
        if data["new_date"]:
            self.success_message = _("The order has a new date. Whoever had agreed is asked to confirm it.")
            return reschedule_order(
                order, wished=data["new_date"], reason=data["reason"], version=data["version"], actor=actor
            )
        self.success_message = _("The order was postponed. The team stays.")
        return postpone_order(order, reason=data["reason"], version=data["version"], actor=actor)


class ReopenView(OrderFormView):
    permission_required = "bank.record_outcome"
    form_class = ReopenForm
    template_name = "bank/reopen_form.html"
    success_message = _("The order was reopened.")

    def perform(self, form):
        return reopen_order(self.get_object(), reason=form.cleaned_data["reason"], actor=self.request.user)


class HeldOrderView(PermissionMixin, OrderFormMixin, FormView):
    """Something already held, logged with its outcome in one form."""

    permission_required = "bank.add_order"
    form_class = HeldOrderForm
    template_name = "bank/held_order_form.html"
    success_message = _("The order was logged with its outcome. Steps that nobody recorded say so.")

    def get_initial(self):
        return {"version": 0}

    def perform(self, form):
        return log_held_order(
            self.request.network,
            facts=form.facts,
            concern=form.cleaned_data.get("concern", ""),
            leaders=form.leaders,
            ending=form.ending,
            actor=self.request.user,
        )
