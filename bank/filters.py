"""What the lists of the bank can be narrowed by; every combination is an address."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, Counting, OrderKind, QualificationState, Status
from bank.models import Member, Order, Pause, Qualification, Training
from core.filters import TextFilter
from core.fuzzydates.forms import FuzzyDateRangeFilter
from methods.models import Method
from network.models import Municipality


def _served_here(request):
    """The municipalities of today, for the filter's choices."""
    return Municipality.objects.of_network(request.network, timezone.localdate())


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
    kunta = django_filters.ModelChoiceFilter(
        label=_("Municipality of today"), queryset=_served_here, method="in_municipality", empty_label=_("All")
    )
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

    def in_municipality(self, queryset, _name, value):
        """Orders of the municipality and of those that have merged into it; each keeps the name of its day."""
        return queryset.filter(municipality__in=Municipality.objects.filter(Q(pk=value.pk) | Q(successor=value)))

    def without_facilitators(self, queryset, _name, value):
        return queryset.unfilled() if value else queryset


class MemberFilter(django_filters.FilterSet):
    """Members by name and by what they can be asked for today."""

    q = TextFilter(label=_("Search"), method="by_name", max_length=100)
    luokka = django_filters.ChoiceFilter(
        label=_("Category"), choices=Category.choices, method="kept", empty_label=_("All")
    )
    tila = django_filters.ChoiceFilter(
        label=_("State"), choices=QualificationState.choices, method="kept", empty_label=_("All")
    )
    kieli = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, method="by_language", empty_label=_("All")
    )
    alue = django_filters.ModelChoiceFilter(
        label=_("Serves"), queryset=_served_here, method="by_area", empty_label=_("All")
    )
    tauolla = django_filters.ChoiceFilter(
        label=_("Pause"),
        choices=[("on", _("On pause today")), ("ei", _("Not on pause"))],
        method="by_pause",
        empty_label=_("All"),
    )
    pankissa = django_filters.ChoiceFilter(
        label=_("In the bank"),
        choices=[("nyt", _("Today")), ("ei", _("Has left"))],
        method="by_membership",
        empty_label=_("All"),
    )

    class Meta:
        model = Member
        fields = []

    def filter_queryset(self, queryset):
        """Category and state are conditions on one qualification: apart they would match two different ones."""
        queryset, data = super().filter_queryset(queryset), self.form.cleaned_data
        category, state = data.get("luokka"), data.get("tila")
        if not category and not state:
            return queryset
        today, rows = timezone.localdate(), Qualification.objects.filter(member=OuterRef("pk"))
        rows = rows.in_state(state, today) if state else rows.on(today).exclude(state=QualificationState.LEFT)
        return queryset.filter(Exists(rows.filter(category=category) if category else rows))

    def by_name(self, queryset, _name, value):
        return queryset.search(value)

    def kept(self, queryset, _name, _value):
        return queryset

    def by_language(self, queryset, _name, value):
        return queryset.filter(languages__contains=[value])

    def by_area(self, queryset, _name, value):
        """Whoever has named no municipality serves all of them."""
        return queryset.filter(Q(areas=value) | Q(areas__isnull=True))

    def by_pause(self, queryset, _name, value):
        paused = Exists(Pause.objects.on(timezone.localdate()).filter(member=OuterRef("pk")))
        return queryset.filter(paused if value == "on" else ~paused)

    def by_membership(self, queryset, _name, value):
        today = timezone.localdate()
        return queryset.in_bank(today) if value == "nyt" else queryset.filter(left_on__lt=today)


class TrainingFilter(django_filters.FilterSet):
    q = TextFilter(label=_("Search"), method="by_words", max_length=100)
    luokka = django_filters.ChoiceFilter(
        label=_("Qualifies as"), field_name="category", choices=Category.choices, empty_label=_("All")
    )
    ajankohta = FuzzyDateRangeFilter(label=_("Date"), field_name="date")
    summa = django_filters.ChoiceFilter(
        label=_("In totals"), field_name="counting", choices=Counting.choices, empty_label=_("All")
    )

    class Meta:
        model = Training
        fields = []

    def by_words(self, queryset, _name, value):
        """Every word stands in the name, the project or the place."""
        for word in value.split()[:6]:
            queryset = queryset.filter(Q(name__icontains=word) | Q(project__icontains=word) | Q(place__icontains=word))
        return queryset
