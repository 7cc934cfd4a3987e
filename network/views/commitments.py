"""The commitment to confidentiality: reading and accepting it, who has, and writing a new version."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from core.views import PermissionMixin, ServiceFormMixin
from network.forms import AcceptForm, CommitmentForm
from network.models import Commitment
from network.queries import acceptance_rows, commitment_of
from network.services import accept_commitment, publish_commitment


class CommitmentView(PermissionMixin, ServiceFormMixin, FormView):
    """The text that holds, and the button by which one accepts it; then back to the page that asked for it."""

    permission_required = "network.view_network"
    form_class = AcceptForm
    template_name = "network/commitment.html"
    success_message = _("You have accepted the commitment to confidentiality.")

    def get_initial(self):
        commitment = commitment_of(self.request.network)
        return {"version": commitment.number if commitment else None, "next": self.request.GET.get("next", "")}

    def get_context_data(self, **kwargs):
        commitment = commitment_of(self.request.network)
        own = commitment and commitment.acceptances.filter(user=self.request.user).first()
        return super().get_context_data(commitment=commitment, own=own, **kwargs)

    def perform(self, form):
        rows = Commitment.objects.visible_to(self.request.user).filter(network=self.request.network)
        commitment = get_object_or_404(rows.select_related("network"), number=form.cleaned_data["version"])
        self.next_url = form.cleaned_data["next"]
        return accept_commitment(commitment, actor=self.request.user)

    def get_success_url(self):
        ours = url_has_allowed_host_and_scheme(self.next_url, {self.request.get_host()}, self.request.is_secure())
        return self.next_url if ours else self.request.network.get_absolute_url()


class CommitmentListView(PermissionMixin, TemplateView):
    """Who has accepted which version and when, who has not, and the versions."""

    permission_required = "network.manage_commitment"
    template_name = "network/commitment_list.html"

    def get_context_data(self, **kwargs):
        versions = list(Commitment.objects.visible_to(self.request.user).filter(network=self.request.network))
        rows = acceptance_rows(self.request.network, versions)
        missing = sum(row.acceptance is None or row.is_old for row in rows) if versions else 0
        return super().get_context_data(versions=versions, rows=rows, missing=missing, **kwargs)


class CommitmentCreateView(PermissionMixin, ServiceFormMixin, FormView):
    """A new version, begun from the text that holds."""

    permission_required = "network.manage_commitment"
    form_class = CommitmentForm
    template_name = "network/commitment_form.html"
    success_message = _("The new version holds from now on. Everybody is asked to accept it.")

    def get_initial(self):
        present = commitment_of(self.request.network)
        return {"text_fi": present.text_fi, "text_sv": present.text_sv} if present else {}

    def perform(self, form):
        publish_commitment(self.request.network, **form.cleaned_data, actor=self.request.user)
        return self.request.network

    def get_success_url(self):
        return reverse("network:commitment-list", args=[self.request.network.slug])
