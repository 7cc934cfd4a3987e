"""What the pickers of forms ask."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from core.pickers import PickerMixin
from core.views import ScopedMixin
from network.models import Municipality, Organisation, Person
from network.queries import people_with_positions


class PersonPickerView(PickerMixin, ScopedMixin, ListView):
    permission_required = "network.list_people"
    queryset = Person.objects.all()
    title = _("Find a person")

    def get_queryset(self):
        return people_with_positions(super().get_queryset(), timezone.localdate())

    def detail(self, row):
        row.network = self.request.network  # saves a query for each address
        return "; ".join(str(position) for position in row.positions_today)


class OrganisationPickerView(PickerMixin, ScopedMixin, ListView):
    permission_required = "network.view_organisation"
    queryset = Organisation.objects.select_related("parent", "municipality__successor")
    title = _("Find an organisation")

    def detail(self, row):
        row.network = self.request.network
        return ", ".join(str(part) for part in (row.parent, row.municipality) if part)


class MunicipalityPickerView(PickerMixin, ListView):
    """Reference data: the same for every network."""

    permission_required = "network.view_network"
    queryset = Municipality.objects.all()
    title = _("Find a municipality")

    def detail(self, row):
        return row.region_fi
