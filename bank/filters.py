"""What the lists of the bank can be narrowed by; every combination is an address."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import OrderKind, Status
from bank.models import Order
from core.fields import GuardedFormField
from core.fuzzydates.forms import FuzzyDateRangeFilter
from methods.models import Method


class TextFilter(django_filters.CharFilter):
    field_class = GuardedFormField


class OrderFilter(django_filters.FilterSet):
    q = TextFilter(label=_("Search"), method="by_words", max_length=100)
    tilanne = django_filters.ChoiceFilter(
        label=_("Status"), choices=Status.choices, method="by_status", empty_label=_("All")
    )
    laji = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kind", choices=OrderKind.choices, empty_label=_("All")
    )
    menetelma = django_filters.ModelChoiceFilter(
        label=_("Method"), field_name="method", queryset=Method.objects.orderable(), empty_label=_("All")
    )
    ajankohta = FuzzyDateRangeFilter(label=_("Wished date"), field_name="wished")
    vetajat = django_filters.BooleanFilter(
        label=_("Only without facilitators"), method="without_facilitators", widget=forms.CheckboxInput
    )

    class Meta:
        model = Order
        fields = []

    def by_words(self, queryset, _name, value):
        return queryset.with_words(value)

    def by_status(self, queryset, _name, value):
        return queryset.with_status(value, timezone.localdate())

    def without_facilitators(self, queryset, _name, value):
        return queryset.unfilled() if value else queryset
