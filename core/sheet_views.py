"""Excel in, for the views of an app: upload, preview, save."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView

from core.attached_forms import UploadMixin
from core.errors import DomainError, FileRefused
from core.forms import SheetFileForm
from core.spreadsheets.previews import digest
from core.spreadsheets.understanding import RowState
from core.views import ObjectPermissionMixin, PermissionMixin

# More messages than this help nobody; the rest are counted.
SHOWN_PROBLEMS = 20


class SheetUploadView(PermissionMixin, UploadMixin, FormView):
    """Takes a file, and goes to the preview of what it holds. ``sheets`` are those that are read."""

    http_method_names = ["get", "head", "post", "options"]
    form_class = SheetFileForm
    sheets = ()

    def take(self, file):
        """Filled in by the view of an app: calls the service, which raises ``FileRefused``; returns the preview."""
        raise NotImplementedError

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"most_rows": max(sheet.most_rows for sheet in self.sheets)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(sheets=self.sheets, **kwargs)

    def form_valid(self, form):
        try:
            preview = self.take(form.cleaned_data["file"])
        except FileRefused as error:
            for line in error.lines[:SHOWN_PROBLEMS]:
                form.add_error("file", line)
            if (more := len(error.lines) - SHOWN_PROBLEMS) > 0:
                form.add_error("file", _("… and %(count)d more.") % {"count": more})
            return self.form_invalid(form)
        return HttpResponseRedirect(preview.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SheetPreviewView(ObjectPermissionMixin, DetailView):
    """What was understood of each row; saved by a post, once.

    ``understood`` is the service that reads the rows of a preview; ``list_url`` is where one goes after saving,
    ``upload_url`` where another file is chosen.
    """

    http_method_names = ["get", "head", "post", "options"]
    slug_field = slug_url_kwarg = "key"
    context_object_name = "preview"
    page_size = 100
    # So many rows that resemble another are asked about at a time.
    most_asked = 200
    understood = list_url = upload_url = None

    def save(self, preview, *, shown):
        """Filled in by the view of an app: calls the service, which raises ``DomainError``; says what was saved."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        preview = self.get_object()
        if not preview.is_open:
            saved = preview.saved_at is not None
            message = _("This file has been saved already.") if saved else _("The preview has expired.")
            messages.info(request, message)
            return HttpResponseRedirect(self.list_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = self.understood(self.get_object())
        counts = Counter(row.state for row in rows)
        can_save = not counts[RowState.REFUSED]
        asked = [row for row in rows if row.state is RowState.DOUBTFUL][: self.most_asked] if can_save else []
        only_marked = "merkityt" in self.request.GET
        asked_keys = {row.key for row in asked}
        shown = [row for row in rows if row.key not in asked_keys and (row.needs_a_look or not only_marked)]
        page = Paginator(shown, self.page_size).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            rows=page.object_list,
            page_obj=page,
            asked=asked,
            not_asked=counts[RowState.DOUBTFUL] - len(asked) if can_save else 0,
            counts=[(state, f"{state.word}: {counts[state]}") for state in RowState if counts[state]],
            saved=counts[RowState.NEW] + counts[RowState.ADDS],
            kept=sum(bool(row.kept) for row in rows),
            total=len(rows),
            can_save=can_save,
            digest=digest(rows),
            only_marked=only_marked,
            list_url=self.list_url,
            upload_url=self.upload_url,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        preview = self.get_object()
        try:
            message = self.save(preview, shown=request.POST.get("digest", ""))
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(preview.get_absolute_url())
        messages.success(request, message)
        return HttpResponseRedirect(self.list_url)
