"""Excel in and out: export, upload, preview, save."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from bank.enums import ImportKind
from bank.forms import RegisterSpanForm
from bank.models import ImportPreview
from bank.services import preview_import, save_import, understood
from bank.sheets import RowState, sheet_of
from bank.table_documents import SHEET_DOCUMENTS
from core.sheet_views import SheetPreviewView, SheetUploadView
from core.views import PermissionMixin, go_to_document

LISTS = {
    ImportKind.REGISTER: "bank:order-list",
    ImportKind.MEMBERS: "bank:member-list",
    ImportKind.TRAININGS: "bank:training-list",
}
UPLOADS = {
    ImportKind.REGISTER: "bank:register-import",
    ImportKind.MEMBERS: "bank:member-import",
    ImportKind.TRAININGS: "bank:training-import",
}


class SheetExportView(PermissionMixin, View):
    """Has a sheet written; its page shows the progress."""

    http_method_names = ["post", "options"]
    permission_required = "bank.exchange_sheets"
    kind = None

    def post(self, request, *args, **kwargs):
        back, variant = reverse(LISTS[self.kind], args=[request.network.slug]), ""
        if self.kind == ImportKind.REGISTER:
            form = RegisterSpanForm(request.POST)
            if not form.is_valid():
                messages.error(request, _("Write the years of the register: the first and the last."))
                return HttpResponseRedirect(reverse("bank:register", args=[request.network.slug]))
            variant = form.variant
        return go_to_document(request, SHEET_DOCUMENTS[self.kind], variant=variant, back=back)


class SheetImportView(SheetUploadView):
    permission_required = "bank.exchange_sheets"
    template_name = "bank/import_form.html"
    kind = None

    @property
    def sheets(self):
        return [sheet_of(self.kind)]

    def take(self, file):
        return preview_import(
            self.request.network, kind=self.kind, content=file.read(), file_name=file.name, actor=self.request.user
        )

    def get_context_data(self, **kwargs):
        back = reverse(LISTS[self.kind], args=[self.request.network.slug])
        return super().get_context_data(kind=self.kind, back=back, **kwargs)


class ImportPreviewView(SheetPreviewView):
    permission_required = "bank.exchange_sheets"
    queryset = ImportPreview.objects.select_related("network")
    template_name = "bank/import_preview.html"
    understood = staticmethod(understood)

    def save(self, preview, *, shown):
        counts = save_import(preview, shown=shown, actor=self.request.user)
        told = {"new": counts[RowState.NEW], "same": counts[RowState.SAME], "differs": counts[RowState.DIFFERS]}
        return _("Saved: %(new)d new rows. As before: %(same)d. Different and left as they were: %(differs)d.") % told

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=ImportKind(self.get_object().kind), **kwargs)

    @property
    def list_url(self):
        return reverse(LISTS[self.get_object().kind], args=[self.request.network.slug])

    @property
    def upload_url(self):
        return reverse(UPLOADS[self.get_object().kind], args=[self.request.network.slug])
