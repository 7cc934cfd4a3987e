"""A method with all its versions: making it, its names, and two versions compared."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView

from core.views import ServiceFormMixin
from methods.forms import MethodForm, NamesForm
from methods.models import MethodVersion
from methods.queries import changes_by_field, method_versions
from methods.services import create_method, rename_method
from methods.views.editors import EditorsMixin, MethodMixin


class VersionListView(MethodMixin, DetailView):
    """All versions of a method, drafts too, the newest first."""

    template_name = "methods/work/versions.html"
    context_object_name = "method"

    def get_context_data(self, **kwargs):
        versions = method_versions(self.object, self.request.user)
        draft = next((version for version in versions if version.published_from is None), None)
        return super().get_context_data(versions=versions, draft=draft, **kwargs)


class CompareView(MethodMixin, DetailView):
    """Two versions of a method field by field; by default the newest with the one before."""

    template_name = "methods/work/compare.html"
    context_object_name = "method"

    def get_context_data(self, **kwargs):
        versions = method_versions(self.object, self.request.user)
        newer = self._chosen("uusi", versions, 0)
        older = self._chosen("vanha", versions, min(1, len(versions) - 1))
        groups = changes_by_field(*self._whole(older, newer)) if newer else []
        return super().get_context_data(versions=versions, older=older, newer=newer, groups=groups, **kwargs)

    def _chosen(self, parameter, versions, place):
        number = self.request.GET.get(parameter)
        if number is None:
            return versions[place] if versions else None
        found = next((version for version in versions if str(version.number) == number), None)
        if found is None:
            raise Http404
        return found

    def _whole(self, older, newer):
        found = {version.pk: version for version in MethodVersion.objects.whole().filter(pk__in=[older.pk, newer.pk])}
        return found[older.pk], found[newer.pk]


class MethodCreateView(EditorsMixin, ServiceFormMixin, FormView):
    """A new method, with an empty first draft."""

    form_class = MethodForm
    permission_required = "methods.change_method"
    template_name = "methods/work/method_form.html"
    success_message = _("The method was made. Only editors see it until it is published.")

    def perform(self, form):
        return create_method(**form.cleaned_data, actor=self.request.user)

    def get_success_url(self):
        return reverse("catalogue:texts", args=[self.result.method.code, self.result.number])


class MethodRenameView(MethodMixin, ServiceFormMixin, FormView):
    """Other names from now on; the old ones stay as synonyms."""

    form_class = NamesForm
    template_name = "methods/work/method_form.html"
    success_message = _("The names were saved. The old ones still lead to the method.")

    def get_initial(self):
        method = self.get_object()
        return {name: getattr(method, name) for name in NamesForm.base_fields}

    def get_context_data(self, **kwargs):
        return super().get_context_data(method=self.get_object(), **kwargs)

    def perform(self, form):
        names = {language: form.cleaned_data[f"name_{language}"] for language in ("fi", "sv", "en")}
        proposed = form.cleaned_data["sv_proposed"]
        return rename_method(self.get_object(), names=names, sv_proposed=proposed, actor=self.request.user)
