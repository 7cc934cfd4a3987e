"""The register of processing (GDPR art. 30): its page and its PDF."""

from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from core.models import StoredFile
from core.views import PermissionMixin, go_to_document
from verkosto.processing import KIND, processing_context


class ProcessingView(PermissionMixin, TemplateView):
    """The register of processing (GDPR art. 30)."""

    template_name = "verkosto/processing.html"
    permission_required = "network.view_processing"

    def get_context_data(self, **kwargs):
        network = self.request.network
        documents = StoredFile.objects.of(network).filter(kind=KIND)[:5]
        return super().get_context_data(**processing_context(network), documents=documents, **kwargs)


class ProcessingPrintView(PermissionMixin, View):
    """Asks for the register as PDF, and goes to its page."""

    http_method_names = ["post", "options"]
    permission_required = "network.view_processing"

    def post(self, request, *args, **kwargs):
        return go_to_document(request, KIND, back=reverse("processing", args=[request.network.slug]))
