"""The municipalities: reference data to look things up in, and which of them are the network's."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView, View
from django.views.generic.edit import FormView

from core.views import PermissionMixin, ServiceFormMixin
from network.forms import ServedForm, ServedRemoveForm
from network.models import Municipality
from network.services import add_municipalities, remove_municipality
from network.views.people import SearchedListMixin

# Of one name, the municipality of today comes before those that ended.
BY_NAME = ("name_fi", F("valid_to").desc(nulls_first=True), "pk")


class MunicipalityListView(SearchedListMixin, ListView):
    """Those of today and those that ended, with where they belong today."""

    permission_required = "network.view_network"
    queryset = Municipality.objects.select_related("successor").order_by(*BY_NAME)
    template_name = "network/municipality_list.html"
    partial_template_name = "network/_municipality_table.html"


class ServedMixin(PermissionMixin):
    """After the act one is on the page of the network's municipalities."""

    permission_required = "network.change_municipalities"

    def get_success_url(self):
        return reverse("network:municipality-served", args=[self.request.network.slug])


class ServedView(ServedMixin, ServiceFormMixin, FormView):
    """The municipalities of the network, and a form that adds some."""

    form_class = ServedForm
    template_name = "network/municipality_served.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def get_context_data(self, **kwargs):
        rows = self.request.network.municipalities.select_related("successor").order_by(*BY_NAME)
        return super().get_context_data(municipalities=list(rows), **kwargs)

    def perform(self, form):
        return add_municipalities(self.request.network, form.municipalities, actor=self.request.user)

    def tell_success(self):
        count = len(self.result)
        if not count:
            messages.info(self.request, _("The network had them already."))
            return
        words = ngettext("%(count)s municipality was added.", "%(count)s municipalities were added.", count)
        messages.success(self.request, words % {"count": count})


class ServedRemoveView(ServedMixin, View):
    """Takes one off; one that somebody else took off before is off, too."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        form = ServedRemoveForm(request.POST)
        if form.is_valid():
            municipality = form.cleaned_data["municipality"]
            remove_municipality(request.network, municipality, actor=request.user)
            words = _("%(name)s is no longer a municipality of the network. What is stored stays as it is.")
            messages.success(request, words % {"name": municipality.name})
        return HttpResponseRedirect(self.get_success_url())
