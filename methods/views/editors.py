"""What the pages of the catalogue's editors share."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views import ObjectPermissionMixin, PermissionMixin
from methods.models import Method, MethodVersion
from methods.queries import LIST_LABELS, state_of
from methods.querysets import is_editor


class EditorsMixin(PermissionMixin):
    """Open to the method editors of any network; whoever keeps the server is none for that."""

    permission_required = "methods.view_catalogue_work"

    def get_permission_object(self):
        found = super().get_permission_object()
        if not is_editor(self.request.user):
            raise PermissionDenied
        return found


class EditorsObjectMixin(EditorsMixin, ObjectPermissionMixin):
    """About one object, which is found among those that the user sees before anything else is asked."""


class MethodMixin(EditorsObjectMixin):
    """About the method whose code the address names."""

    queryset = Method.objects.select_related("parent")
    slug_field = slug_url_kwarg = "code"
    permission_required = "methods.change_method"

    def get_success_url(self):
        return reverse("catalogue:versions", args=[self.get_object().code])


class VersionMixin(EditorsObjectMixin):
    """About the version whose method and number the address names."""

    queryset = MethodVersion.objects.select_related("method", "author", "made_from")
    permission_required = "methods.change_version"

    def get_object(self, queryset=None):
        if not hasattr(self, "object"):
            keys = {"method__code": self.kwargs["code"], "number": self.kwargs["number"]}
            self.object = get_object_or_404(self.get_queryset(), **keys)
        return self.object

    def version_url(self, name, *args):
        """An address of this version."""
        return reverse(f"catalogue:{name}", args=[self.kwargs["code"], self.kwargs["number"], *args])

    def get_success_url(self):
        return self.version_url("version")

    def get_context_data(self, **kwargs):
        version = self.get_object()
        context = {"version": version, "state": state_of(version), "can_edit": version.submitted_at is None}
        return super().get_context_data(**context, pages=self.pages(), **kwargs)

    def pages(self):
        """The pages of the version: ``[(label, address, whether one is there)]``."""
        addresses = [
            (_("Review and steps"), self.version_url("version")),
            (_("Texts"), self.version_url("texts")),
            (_("Facts"), self.version_url("facts")),
            *((label, self.version_url("part", name)) for name, label in LIST_LABELS.items()),
        ]
        return [(label, url, url == self.request.path) for label, url in addresses]
