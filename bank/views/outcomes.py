"""How an order ended, and taking that back."""

from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.enums import PrintedWord
from bank.forms import OutcomeForm
from bank.models import Order
from bank.queries import status_of
from bank.services import postpone_order, record_outcome, reopen_order, reschedule_order
from core.views import ActionView, ObjectPermissionMixin, ServiceFormMixin


class OutcomeView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.record_outcome"
    form_class = OutcomeForm
    template_name = "bank/outcome_form.html"
    success_message = _("The outcome was recorded.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, order):
        return {
            "version": order.version,
            "outcome": order.outcome,
            "held": order.held or (order.wished if status_of(order) == "overdue" else None),
            "reason": order.outcome_reason,
            "note": order.outcome_note,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.get_object(), **kwargs)

    def perform(self, form):
        data, order, actor = form.cleaned_data, self.get_object(), self.request.user
        if data["outcome"] == PrintedWord.POSTPONED:
            if data.get("new_date"):
                return reschedule_order(order, wished=data["new_date"], version=data["version"], actor=actor)
            return postpone_order(order, reason=data["note"], version=data["version"], actor=actor)
        return record_outcome(
            order,
            outcome=data["outcome"],
            reason=data["reason"],
            note=data["note"],
            held=data["held"],
            version=data["version"],
            actor=actor,
        )


class ReopenView(ActionView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.record_outcome"
    service = staticmethod(reopen_order)
    success_message = _("The order was reopened.")
