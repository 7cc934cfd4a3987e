"""Who is told as data protection officer of the network."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from core.models import LogEntry
from core.views import PermissionMixin, ServiceFormMixin
from network.officer_forms import DataOfficerForm
from network.services import name_data_officer


class DataOfficerView(PermissionMixin, ServiceFormMixin, FormView):
    """The network's own data protection officer, and who changed it when."""

    permission_required = "network.change_data_officer"
    form_class = DataOfficerForm
    template_name = "network/data_officer.html"
    success_message = _("Saved.")

    def get_initial(self):
        return self.get_initial_for(self.request.network)

    def get_initial_for(self, current):
        return {name: getattr(current, name) for name in ("data_officer_email", "data_officer_name", "version")}

    def get_context_data(self, **kwargs):
        entries = LogEntry.objects.of(self.request.network).filter(action="network.network.data_officer_named")
        return super().get_context_data(entries=entries[:20], **kwargs)

    def perform(self, form):
        facts = form.cleaned_data
        return name_data_officer(
            self.request.network,
            email=facts["data_officer_email"],
            name=facts["data_officer_name"],
            version=facts["version"],
            actor=self.request.user,
        )

    def get_success_url(self):
        return reverse("processing", args=[self.request.network.slug])
