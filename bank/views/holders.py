"""Who runs the bank, and handing it over."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from django.views.generic.edit import FormView

from bank.forms import HandOverForm
from bank.models import BankHolder
from bank.services import hand_over_bank
from core.views import PermissionMixin, ScopedMixin, ServiceFormMixin


class HolderListView(ScopedMixin, ListView):
    queryset = BankHolder.objects.select_related("organisation")
    template_name = "bank/holder_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class HandOverView(ServiceFormMixin, PermissionMixin, FormView):
    permission_required = "bank.hand_over"
    form_class = HandOverForm
    template_name = "bank/holder_form.html"
    success_message = _("The bank was handed over.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def perform(self, form):
        return hand_over_bank(self.request.network, **form.cleaned_data, actor=self.request.user)

    def get_success_url(self):
        return reverse("bank:holder-list", args=[self.request.network.slug])
