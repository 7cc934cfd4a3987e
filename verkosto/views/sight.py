"""Who can see what, for administrators."""

from django.utils import timezone
from django.views.generic import DetailView

from core.views import ObjectPermissionMixin
from network.models import Person
from verkosto.sight import person_sight


class PersonSightView(ObjectPermissionMixin, DetailView):
    """One person: roles over time, what they open, groups and orders, the last signing in."""

    permission_required = "network.manage_roles"
    queryset = Person.objects.select_related("network", "user")
    template_name = "verkosto/person_sight.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sight=person_sight(self.get_object(), timezone.localdate()), **kwargs)
