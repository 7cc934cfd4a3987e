"""Enquiries: the list, one enquiry with its answer, and those that came by phone."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from django.views.generic.edit import FormView

from bank.forms import EnquiryAnswerForm, EnquiryForm
from bank.models import Enquiry
from bank.services import answer_enquiry, close_enquiry, log_enquiry
from core.models import LogEntry
from core.views import (
    ActionView,
    KeysetListMixin,
    ObjectPermissionMixin,
    PermissionMixin,
    ScopedMixin,
    ServiceFormMixin,
)


class EnquiryListView(PermissionMixin, KeysetListMixin, ScopedMixin, ListView):
    """Those that wait, or all: newest first."""

    permission_required = "bank.manage_enquiries"
    queryset = Enquiry.objects.select_related("municipality", "order")
    template_name = "bank/enquiry_list.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows if "kaikki" in self.request.GET else rows.waiting()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(shows_all="kaikki" in self.request.GET, **kwargs)
        for enquiry in context["page"].rows:
            enquiry.network = self.request.network  # saves a query for each address
            if enquiry.order:
                enquiry.order.network = self.request.network
        return context


class EnquiryDetailView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """One enquiry; the answer is a post to the same address."""

    permission_required = "bank.manage_enquiries"
    queryset = Enquiry.objects.select_related("network", "municipality__successor", "order__network", "answered_by")
    form_class = EnquiryAnswerForm
    template_name = "bank/enquiry_detail.html"
    success_message = _("The answer was saved.")

    def get_context_data(self, **kwargs):
        enquiry = self.get_object()
        return super().get_context_data(enquiry=enquiry, entries=LogEntry.objects.of(enquiry)[:20], **kwargs)

    def perform(self, form):
        return answer_enquiry(self.get_object(), text=form.cleaned_data["text"], actor=self.request.user)


class EnquiryCloseView(ActionView):
    queryset = Enquiry.objects.select_related("network")
    permission_required = "bank.manage_enquiries"
    service = staticmethod(close_enquiry)
    success_message = _("The enquiry was closed.")


class EnquiryCreateView(PermissionMixin, ServiceFormMixin, FormView):
    """An enquiry that came by phone."""

    permission_required = "bank.manage_enquiries"
    form_class = EnquiryForm
    template_name = "bank/enquiry_form.html"
    success_message = _("The enquiry was logged.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"network": self.request.network}

    def perform(self, form):
        return log_enquiry(self.request.network, facts=form.cleaned_data, actor=self.request.user)
