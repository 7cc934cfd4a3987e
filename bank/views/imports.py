"""Excel in and out: export, upload, preview, save."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, View
from django.views.generic.edit import FormView

from bank.enums import ImportKind
from bank.forms import ImportForm, RegisterSpanForm
from bank.models import ImportPreview
from bank.services import digest, preview_import, save_import, understood
from bank.sheets import RowState, sheet_of
from bank.table_documents import SHEET_DOCUMENTS
from core.errors import DomainError, FileRefused
from core.views import ObjectPermissionMixin, PermissionMixin, go_to_document

LISTS = {
    ImportKind.REGISTER: "bank:order-list",
    ImportKind.MEMBERS: "bank:member-list",
    ImportKind.TRAININGS: "bank:training-list",
}
# More messages than this help nobody; the rest are counted.
SHOWN_PROBLEMS = 20


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


class SheetImportView(PermissionMixin, FormView):
    """Takes a file, and goes to the preview of what it holds."""

    http_method_names = ["get", "head", "post", "options"]
    permission_required = "bank.exchange_sheets"
    form_class = ImportForm
    template_name = "bank/import_form.html"
    kind = None

    def get_form_kwargs(self):
        # First: what came is known only when the form has been read.
        kwargs = super().get_form_kwargs()
        dropped = "file" in getattr(self.request, "dropped_files", ())
        return kwargs | {"was_dropped": dropped, "most_rows": sheet_of(self.kind).most_rows}

    def get_context_data(self, **kwargs):
        back = reverse(LISTS[self.kind], args=[self.request.network.slug])
        return super().get_context_data(kind=self.kind, sheet=sheet_of(self.kind), back=back, **kwargs)

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        try:
            preview = preview_import(
                self.request.network,
                kind=self.kind,
                content=file.read(),
                file_name=file.name,
                actor=self.request.user,
            )
        except FileRefused as error:
            for line in error.lines[:SHOWN_PROBLEMS]:
                form.add_error("file", line)
            if (more := len(error.lines) - SHOWN_PROBLEMS) > 0:
                form.add_error("file", _("… and %(count)d more.") % {"count": more})
            return self.form_invalid(form)
        return HttpResponseRedirect(preview.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ImportPreviewView(ObjectPermissionMixin, DetailView):
    """What was understood of each row; saved by a post, once."""

    http_method_names = ["get", "head", "post", "options"]
    permission_required = "bank.exchange_sheets"
    queryset = ImportPreview.objects.select_related("network")
    slug_field = slug_url_kwarg = "key"
    template_name = "bank/import_preview.html"
    page_size = 100

    def get(self, request, *args, **kwargs):
        preview = self.get_object()
        if not preview.is_open:
            saved = preview.saved_at is not None
            message = _("This file has been saved already.") if saved else _("The preview has expired.")
            messages.info(request, message)
            return HttpResponseRedirect(self.list_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        preview = self.get_object()
        rows = understood(preview)
        shown = [row for row in rows if not self._only_marked() or row.kept or row.problems or row.differences]
        counts = Counter(row.state for row in rows)
        page = Paginator(shown, self.page_size).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            rows=page.object_list,
            page_obj=page,
            counts={state.value: counts[state] for state in RowState},
            kept=sum(bool(row.kept) for row in rows),
            total=len(rows),
            digest=digest(rows),
            only_marked=self._only_marked(),
            kind=ImportKind(preview.kind),
            back=self.list_url(),
            **kwargs,
        )

    def _only_marked(self):
        return "merkityt" in self.request.GET

    def post(self, request, *args, **kwargs):
        preview = self.get_object()
        try:
            counts = save_import(preview, shown=request.POST.get("digest", ""), actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(preview.get_absolute_url())
        told = {"new": counts[RowState.NEW], "same": counts[RowState.SAME], "differs": counts[RowState.DIFFERS]}
        messages.success(
            request,
            _("Saved: %(new)d new rows. As before: %(same)d. Different and left as they were: %(differs)d.") % told,
        )
        return HttpResponseRedirect(self.list_url())

    def list_url(self):
        return reverse(LISTS[ImportKind(self.get_object().kind)], args=[self.request.network.slug])
