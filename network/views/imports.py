"""Organisations and people from Excel: the template, upload, preview, save."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from core.sheet_views import SheetPreviewView, SheetUploadView
from core.spreadsheets import XLSX, write_sheets
from core.spreadsheets.understanding import RowState
from core.views import PermissionMixin
from network.models import ImportPreview
from network.services import preview_import, save_import, understood
from network.sheets import SHEETS


class ImportTemplateView(PermissionMixin, View):
    """An empty workbook with the headings, in the user's language."""

    http_method_names = ["get", "head", "options"]
    permission_required = "network.import_people"

    def get(self, request, *args, **kwargs):
        name = _("organisations-and-people")
        return HttpResponse(
            write_sheets([(sheet, []) for sheet in SHEETS]).content,
            content_type=XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
        )


class ImportView(SheetUploadView):
    permission_required = "network.import_people"
    template_name = "network/import_form.html"
    sheets = SHEETS

    def take(self, file):
        return preview_import(self.request.network, content=file.read(), file_name=file.name, actor=self.request.user)


class ImportPreviewView(SheetPreviewView):
    permission_required = "network.import_people"
    queryset = ImportPreview.objects.select_related("network")
    template_name = "network/import_preview.html"
    understood = staticmethod(understood)

    def save(self, preview, *, shown):
        counts = save_import(preview, shown=shown, answers=self.request.POST.dict(), actor=self.request.user)
        told = {
            "new": counts[RowState.NEW],
            "adds": counts[RowState.ADDS],
            "same": counts[RowState.SAME] + counts[RowState.DIFFERS],
            "left": counts[RowState.DOUBTFUL],
        }
        return _("Added: %(new)d. Completed: %(adds)d. As before: %(same)d. Left out: %(left)d.") % told

    @property
    def list_url(self):
        return reverse("network:directory", args=[self.request.network.slug])

    @property
    def upload_url(self):
        return reverse("network:import", args=[self.request.network.slug])
