"""What the projects can be narrowed by."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from structure.enums import PartKind
from structure.models import Part, PartVersion, Project
from structure.queries import regions_of


def _areas(request):
    areas = Part.objects.visible_to(request.user).filter(network=request.network, kind=PartKind.AREA)
    return areas.prefetch_related("versions")


class ProjectFilter(django_filters.FilterSet):
    alue = django_filters.ModelChoiceFilter(
        label=_("Development area"), queryset=_areas, empty_label=_("All"), method="of_area"
    )
    maakunta = django_filters.ChoiceFilter(label=_("Region"), empty_label=_("All"), method="of_region")

    class Meta:
        model = Project
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["maakunta"].extra["choices"] = [(one, one) for one in regions_of(self.request.network)]

    def of_area(self, queryset, _name, area):
        """Those of the area, and those that work on one of its themes."""
        themes = PartVersion.objects.filter(area=area).values("part")
        of_themes = Project.themes.through.objects.filter(part__in=themes).values("project")
        return queryset.filter(Q(area=area) | Q(pk__in=of_themes))

    def of_region(self, queryset, _name, region):
        return queryset.of_region(region)
