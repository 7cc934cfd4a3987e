"""Registers over all groups: decisions, actions, goals; one decision and one action with its life."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView
from django_filters.views import FilterView

from core.lists import Ordering
from core.numbers import number_in
from core.views import KeysetListMixin, ObjectPermissionMixin, PartialMixin, ScopedMixin, ServiceFormMixin
from meetings.filters import ActionFilter, DecisionFilter, GoalFilter
from meetings.models import Goal, Meeting, Outcome
from meetings.outcome_forms import SettleForm
from meetings.registers import goal_rows, meetings_that_can_tell, name_network, register_rows
from meetings.services import settle_action


class RegisterView(KeysetListMixin, ScopedMixin, PartialMixin, FilterView):
    orderings = {
        "uusin": Ordering(_("Newest first"), "met_at"),
        "vanhin": Ordering(_("Oldest first"), "met_at", descending=False),
    }
    # An invalid filter shows its error and the whole list: nothing seems to be lost.
    strict = False

    def get_filterset_kwargs(self, filterset_class):
        # Without a query too: actions are narrowed to the open ones.
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        name_network(context["page"].rows, self.request.network, timezone.localdate())
        return context


class DecisionListView(RegisterView):
    queryset = register_rows(Outcome.objects.decisions())
    filterset_class = DecisionFilter
    template_name = "meetings/decision_list.html"
    partial_template_name = "meetings/_decision_table.html"


class ActionListView(RegisterView):
    queryset = register_rows(Outcome.objects.actions())
    filterset_class = ActionFilter
    template_name = "meetings/action_list.html"
    partial_template_name = "meetings/_action_table.html"
    orderings = {"maara": Ordering(_("First due first"), "due_key", descending=False), **RegisterView.orderings}


class GoalListView(RegisterView):
    queryset = goal_rows(Goal.objects.all())
    filterset_class = GoalFilter
    template_name = "meetings/goal_list.html"
    partial_template_name = "meetings/_goal_list.html"


class DecisionDetailView(ScopedMixin, DetailView):
    """A decision at its lasting address, with the actions agreed with it."""

    queryset = Outcome.objects.decisions().select_related("item__meeting", "series")
    template_name = "meetings/decision_detail.html"
    context_object_name = "decision"

    def get_context_data(self, **kwargs):
        decision = self.object
        decision.item.meeting.network = self.request.network
        actions = list(register_rows(Outcome.objects.actions().filter(item=decision.item_id)))
        name_network(actions, self.request.network, timezone.localdate())
        return super().get_context_data(item=decision.item, meeting=decision.item.meeting, actions=actions, **kwargs)


class ActionMixin(ScopedMixin):
    queryset = Outcome.objects.actions().select_related("item__meeting", "goal")
    context_object_name = "action"

    def get_object(self, queryset=None):
        action = super().get_object(queryset)
        name_network([action], self.request.network, timezone.localdate())
        return action

    def get_context_data(self, **kwargs):
        action = self.get_object()
        events = list(action.events.select_related("meeting", "actor"))
        for event in events:
            if event.meeting:
                event.meeting.network = self.request.network
        context = {"action": action, "item": action.item, "meeting": action.item.meeting, "events": events}
        return super().get_context_data(**context | kwargs)


class ActionDetailView(ActionMixin, DetailView):
    """An action and what became of it, at its lasting address."""

    template_name = "meetings/action_detail.html"


class ActionSettleView(ActionMixin, ObjectPermissionMixin, ServiceFormMixin, FormView):
    """Tells what became of an action; ``?kokous=`` names the meeting in which it is told."""

    permission_required = "meetings.settle_action"
    form_class = SettleForm
    template_name = "meetings/action_settle.html"
    success_message = _("It was recorded what became of the action.")

    @cached_property
    def told_in(self):
        """The meeting named in the address, or nothing."""
        wanted = number_in(self.request.GET.get("kokous", ""))
        if wanted is None:
            return None
        meetings = Meeting.objects.visible_to(self.request.user).filter(network=self.request.network)
        return get_object_or_404(meetings, pk=wanted)

    def get_initial(self):
        return {"state": self.get_object().state, "meeting": self.told_in}

    def get_form_kwargs(self):
        meetings = meetings_that_can_tell(self.get_object(), self.request.user)
        if self.told_in:
            meetings |= Meeting.objects.filter(pk=self.told_in.pk)
        return super().get_form_kwargs() | {"meetings": meetings}

    def perform(self, form):
        settle_action(self.get_object(), **form.cleaned_data, actor=self.request.user)
        return self.get_object()

    def get_success_url(self):
        if self.told_in:
            self.told_in.network = self.request.network
            return f"{self.told_in.get_absolute_url()}#followup"
        return self.get_object().get_absolute_url()
