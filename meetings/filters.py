"""What the list of meetings can be narrowed by; every combination is an address."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.filters import TextFilter
from core.fuzzydates.forms import FuzzyDateRangeFilter
from meetings.enums import ActionState, WhichActions, WhoseActions
from meetings.models import Goal, Meeting, Outcome
from meetings.queries import years_of_meetings
from network.models import Group


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
        return queryset.search(value, self.request.user)


class RegisterFilter(django_filters.FilterSet):
    """What the registers share: words, group, year of the meeting."""

    q = TextFilter(
        label=_("Search"), method="by_words", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    ryhma = django_filters.ModelChoiceFilter(
        label=_("Group"), field_name="group", queryset=_groups, empty_label=_("All")
    )
    vuosi = django_filters.ChoiceFilter(label=_("Year"), field_name="met_at", lookup_expr="year", empty_label=_("All"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "vuosi" in self.filters:
            years = years_of_meetings(self.request.network, self.request.user)
            self.filters["vuosi"].extra["choices"] = [(year, str(year)) for year in years]

    def by_words(self, queryset, _name, value):
        return queryset.search(value)


class DecisionFilter(RegisterFilter):
    class Meta:
        model = Outcome
        fields = []


class ActionFilter(RegisterFilter):
    """Open actions unless another state is asked for."""

    kenen = django_filters.ChoiceFilter(
        label=_("Whose"), choices=WhoseActions.choices, method="by_owner", empty_label=_("Everybody's")
    )
    tila = django_filters.ChoiceFilter(
        label=_("Which"), choices=WhichActions.choices, method="by_state", empty_label=pgettext_lazy("actions", "Open")
    )
    maara = FuzzyDateRangeFilter(label=_("Due"), field_name="due", help_text="")
    vuosi = None

    class Meta:
        model = Outcome
        fields = []

    @property
    def is_of_open(self):
        """Whether only open actions are listed."""
        return self.form.cleaned_data.get("tila") in ("", WhichActions.OVERDUE) if self.form.is_valid() else True

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("tila"):
            queryset = queryset.open_actions()
        return super().filter_queryset(queryset)

    def by_owner(self, queryset, _name, value):
        user, today = self.request.user, timezone.localdate()
        return queryset.owned_by(user) if value == WhoseActions.MINE else queryset.owned_with(user, today)

    def by_state(self, queryset, _name, value):
        if value == WhichActions.OVERDUE:
            return queryset.overdue(timezone.localdate())
        return queryset if value == WhichActions.ALL else queryset.filter(state=ActionState(value))


class GoalFilter(RegisterFilter):
    q = None

    class Meta:
        model = Goal
        fields = []
