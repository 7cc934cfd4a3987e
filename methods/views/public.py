"""The public catalogue."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from core.datablocks import data_block
from core.forms import SearchForm
from core.views import PartialMixin, ScopedMixin
from methods.enums import Language, VersionState
from methods.figures import zone_figure
from methods.models import Method, MethodVersion
from methods.queries import (
    catalogue_rows,
    current_version,
    find_methods,
    found_groups,
    grouped,
    links_here,
    listed,
    method_page,
    standing,
    structured_data,
    version_rows,
    zones,
)
from methods.views.addresses import AddressesMixin
from methods.views.ordering import OrderingMixin


@method_decorator(login_not_required, name="dispatch")
class MethodListView(AddressesMixin, PartialMixin, ScopedMixin, ListView):
    """All methods with the figure of the zones, or those that a search found."""

    model = Method
    address_name = "method-list"
    template_name = "methods/method_list.html"
    partial_template_name = "methods/_method_results.html"

    # More than any catalogue of today has: a list of thousands would be a page of a megabyte.
    paginate_by = 100

    @cached_property
    def words(self):
        self.form = SearchForm(self.request.GET)
        self.form.is_valid()
        return self.form.cleaned_data.get("q", "")

    def get_queryset(self):
        methods, self.named = super().get_queryset(), []
        if self.words:
            # Looking through texts is the dear part: once, not again for the number and the order of what it found.
            found = dict(find_methods(self.words).visible_to(self.request.user).values_list("code", "by_name"))
            methods, self.named = methods.filter(code__in=found), [code for code, by_name in found.items() if by_name]
        return listed(methods, first=self.named)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = catalogue_rows(context["object_list"])
        placed = [row for row in rows if row["bars"]]
        return context | {
            "print_languages": Language.choices,
            "object_list": rows,
            "form": self.form,
            "words": self.words,
            "groups": found_groups(rows, self.named) if self.words else grouped(rows),
            "placed": placed,
            "figure": zone_figure(zones()["zones"], placed),
            "zones": zones(),
        }


class VersionPageMixin(AddressesMixin, OrderingMixin):
    """The page of one version: ``self.version``, with its method and that one's parent."""

    template_name = "methods/method_detail.html"

    def get_context_data(self, **kwargs):
        version = self.version
        page = method_page(version)
        figure_rows = [
            {"name": _("Source %(number)d") % {"number": place["number"]}, "bars": place["bars"]}
            for place in page["placements"]
        ]
        told = standing(version, self.current)
        return super().get_context_data(
            print_languages=Language.choices,
            page=page,
            figure=zone_figure(zones()["zones"], figure_rows),
            zones=zones(),
            standing=told,
            can_be_ordered=told["state"] == VersionState.PUBLISHED,
            method=version.method,
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class MethodDetailView(VersionPageMixin, ScopedMixin, DetailView):
    """What a method says today; a withdrawn one says why, and what replaces it."""

    queryset = Method.objects.select_related("parent")
    slug_field = slug_url_kwarg = "code"
    address_name = "method-detail"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.version = self.current = current_version(self.object)
        if self.version is None:
            # Only editors come here: it was never published, and they have its draft.
            return HttpResponseRedirect(get_object_or_404(self.object.versions.all()[:1]).get_absolute_url())
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(linked_from=links_here(self.object), **kwargs)
        return context | {"structured_data": data_block(structured_data(context["page"], self.version))}


@method_decorator(login_not_required, name="dispatch")
class VersionDetailView(VersionPageMixin, ScopedMixin, DetailView):
    """A version as it was; drafts are their editors' alone."""

    queryset = MethodVersion.objects.select_related("method__parent")

    def get_object(self, queryset=None):
        found = self.get_queryset().filter(method__code=self.kwargs["code"], number=self.kwargs["number"])
        self.version = get_object_or_404(found)
        return self.version

    @cached_property
    def current(self):
        return current_version(self.version.method)

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_archive=True, current=self.current, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class VersionListView(ScopedMixin, DetailView):
    """The versions of a method, with what each changed."""

    queryset = Method.objects.all()
    slug_field = slug_url_kwarg = "code"
    template_name = "methods/version_list.html"

    def get_context_data(self, **kwargs):
        versions = self.object.versions.visible_to(self.request.user)
        return super().get_context_data(rows=version_rows(self.object, versions), method=self.object, **kwargs)
