"""What the overview of the editors can be narrowed by; every combination is an address."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import TextFilter
from methods.enums import VersionState
from methods.models import Method, MethodVersion
from methods.queries import find_methods, waiting_for, with_due_review, with_state

STATES = [choice for choice in VersionState.choices if choice[0] != VersionState.SUPERSEDED]


class WorkFilter(django_filters.FilterSet):
    q = TextFilter(label=_("Search"), method="by_words", max_length=100)
    tila = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state", empty_label=_("All"))
    odottaa = django_filters.BooleanFilter(
        label=_("Waits for me"), method="that_wait", widget=forms.CheckboxInput(attrs={"value": "1"})
    )
    katselmus = django_filters.BooleanFilter(
        label=_("Review is due"), method="that_are_due", widget=forms.CheckboxInput(attrs={"value": "1"})
    )

    class Meta:
        model = Method
        fields = []

    def by_words(self, queryset, _name, value):
        return queryset.filter(pk__in=find_methods(value).values("pk"))

    def by_state(self, queryset, _name, value):
        return with_state(queryset, value)

    def that_wait(self, queryset, _name, value):
        if not value:
            return queryset
        waiting = waiting_for(MethodVersion.objects.all(), self.request.user)
        return queryset.filter(pk__in=waiting.order_by().values("method"))

    def that_are_due(self, queryset, _name, value):
        return with_due_review(queryset, timezone.localdate()) if value else queryset
