"""The public catalogue."""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from core.forms import SearchForm
from core.views import PartialMixin, ScopedMixin
from methods.figures import zone_figure
from methods.models import Method
from methods.queries import catalogue_rows, current_version, find_methods, grouped, method_page, zones
from network.enums import RoleKind
from network.models import Network


@method_decorator(login_not_required, name="dispatch")
class MethodListView(PartialMixin, ScopedMixin, ListView):
    """All methods with the figure of the zones, or those that a search found."""

    model = Method
    template_name = "methods/method_list.html"
    partial_template_name = "methods/_method_results.html"

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        form.is_valid()
        words = form.cleaned_data.get("q", "")
        methods = find_methods(words).visible_to(self.request.user) if words else self.get_queryset()
        rows = catalogue_rows(methods)
        return super().get_context_data(
            object_list=rows,
            form=form,
            words=words,
            groups=grouped(rows),
            placed=[row for row in rows if row["bars"]],
            figure=zone_figure(zones()["zones"], [row for row in rows if row["bars"]]),
            zones=zones(),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class MethodDetailView(ScopedMixin, DetailView):
    queryset = Method.objects.select_related("parent")
    slug_field = slug_url_kwarg = "code"
    template_name = "methods/method_detail.html"

    def get_context_data(self, **kwargs):
        version = current_version(self.object)
        page = method_page(version)
        figure_rows = [
            {"name": _("Source %(number)d") % {"number": place["number"]}, "bars": place["bars"]}
            for place in page["placements"]
        ]
        return super().get_context_data(
            page=page,
            figure=zone_figure(zones()["zones"], figure_rows),
            zones=zones(),
            order_networks=self.order_networks(),
            form_networks=self.form_networks(),
            **kwargs,
        )

    def order_networks(self):
        """The networks in which the user logs orders."""
        user = self.request.user
        ids = user.network_ids(RoleKind.COORDINATOR) if user.is_authenticated else []
        return list(Network.objects.filter(pk__in=ids)) if ids else []

    def form_networks(self):
        """The networks whose public form the reader may choose: those of the user, or all."""
        user = self.request.user
        return user.networks_today if user.is_authenticated else list(Network.objects.all())
