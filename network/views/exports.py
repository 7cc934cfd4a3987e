"""What is held of somebody: a page to read, and files to take along."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from core.exporting import as_json
from core.views import ObjectPermissionMixin
from network.models import Person
from network.services import export_account, export_person, read_account, read_person


class ExportMixin:
    """A GET shows the parts, a POST gives them as a file: for people, or with ``form=json`` for machines."""

    http_method_names = ["get", "head", "post", "options"]

    def get_context_data(self, **kwargs):
        parts = self.read_parts()
        return super().get_context_data(
            parts=[part for part in parts if part.rows],
            empty_titles=dict.fromkeys(str(part.title) for part in parts if not part.rows),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        parts = self.export_parts()
        if request.POST.get("form") == "json":
            content, content_type, ending = as_json(parts), "application/json", "json"
        else:
            context = {"parts": parts, "name": self.subject_name(), "now": timezone.now()}
            content, content_type, ending = render_to_string("network/export_file.html", context), "text/html", "html"
        name = _("data-%(name)s") % {"name": slugify(self.subject_name()) or "1"}
        return HttpResponse(
            content,
            content_type=f"{content_type}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
        )


class PersonExportView(ExportMixin, ObjectPermissionMixin, DetailView):
    """For an administrator who was asked for it."""

    permission_required = "network.export_person"
    queryset = Person.objects.select_related("network", "user")
    template_name = "network/person_export.html"

    def subject_name(self):
        return self.get_object().name

    def read_parts(self):
        return read_person(self.get_object(), actor=self.request.user)

    def export_parts(self):
        return export_person(self.get_object(), actor=self.request.user)


class OwnExportView(ExportMixin, TemplateView):
    """One's own, of all networks."""

    template_name = "network/account_export.html"

    def subject_name(self):
        return self.request.user.name

    def read_parts(self):
        return read_account(self.request.user, actor=self.request.user)

    def export_parts(self):
        return export_account(self.request.user, actor=self.request.user)
