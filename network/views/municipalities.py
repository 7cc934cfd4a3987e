"""The municipalities: reference data to look things up in."""

from django.db.models import F
from django.views.generic import ListView

from network.models import Municipality
from network.views.people import SearchedListMixin


class MunicipalityListView(SearchedListMixin, ListView):
    """Those of today and those that ended, with where they belong today."""

    permission_required = "network.view_network"
    queryset = Municipality.objects.select_related("successor").order_by(
        "name_fi", F("valid_to").desc(nulls_first=True), "pk"
    )
    template_name = "network/municipality_list.html"
    partial_template_name = "network/_municipality_table.html"
