"""What the list of meetings can be narrowed by; every combination is an address."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from meetings.models import Meeting
from meetings.queries import years_of_meetings
from network.models import Group


class TextFilter(django_filters.CharFilter):
    field_class = GuardedFormField


def _groups(request):
    return Group.objects.visible_to(request.user).filter(network=request.network)


class MeetingFilter(django_filters.FilterSet):
    q = TextFilter(
        label=_("Search"), method="by_words", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    ryhma = django_filters.ModelChoiceFilter(
        label=_("Group"), field_name="group", queryset=_groups, empty_label=_("All")
    )
    vuosi = django_filters.ChoiceFilter(
        label=_("Year"), field_name="starts_at", lookup_expr="year", empty_label=_("All")
    )

    class Meta:
        model = Meeting
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = years_of_meetings(self.request.network, self.request.user)
        self.filters["vuosi"].extra["choices"] = [(year, str(year)) for year in years]

    def by_words(self, queryset, _name, value):
        return queryset.search(value)
