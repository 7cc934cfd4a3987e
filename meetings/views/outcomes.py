"""What is recorded inside an item: notes, decisions, actions, goals and their measures."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View

from core.errors import DomainError
from core.numbers import number_in
from meetings.enums import OutcomeKind
from meetings.models import Goal, Item, Outcome
from meetings.outcome_forms import (
    FactsForm,
    GoalForm,
    GoalUpdateForm,
    LineForm,
    MeasureForm,
    OutcomeForm,
    OutcomeUpdateForm,
)
from meetings.services import (
    add_goal,
    edit_goal,
    edit_outcome,
    record_outcome,
    remove_goal,
    remove_outcome,
)
from meetings.views.base import OfMeetingMixin, PartMixin, RemovePartView, SectionFormView, UpdatePartMixin


class OfItemMixin(PartMixin):
    """The item named in the address, and its outcomes or goals."""

    model = Outcome
    in_list = True

    @cached_property
    def item(self):
        item = get_object_or_404(Item.objects.filter(meeting=self.meeting), pk=self.kwargs["item"])
        item.meeting = self.meeting
        return item

    @cached_property
    def part(self):
        part = get_object_or_404(self.model.objects.filter(item=self.item), pk=self.kwargs["pk"])
        part.item = self.item
        return part

    def get_place(self):
        return f"item-{self.item.pk}"

    def get_heading(self):
        return str(self.item)

    def url_of(self, name, part):
        return reverse(f"meetings:{name}", args=[self.request.network.slug, self.meeting.pk, self.item.pk, part.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"item": self.item})


class OutcomeFormMixin(OfItemMixin):
    template_name = "meetings/outcome_form.html"
    autosave = "text"

    def get_form_url(self):
        return self.url_of("outcome-update", self.result)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting, "user": self.request.user}


class OutcomeCreateView(OutcomeFormMixin, SectionFormView):
    form_class = OutcomeForm
    submit = _("Record")
    success_message = _("It was recorded.")

    def perform(self, form):
        return record_outcome(self.item, **form.cleaned_data, actor=self.request.user)


class MeasureCreateView(OutcomeFormMixin, SectionFormView):
    """A measure of the goal named in the address."""

    model = Goal
    form_class = MeasureForm
    submit = _("Record the measure")
    success_message = _("The measure was recorded.")

    def get_heading(self):
        return _("Measure of the goal: %(goal)s") % {"goal": self.part.text}

    def perform(self, form):
        facts = form.cleaned_data | {"kind": OutcomeKind.ACTION, "goal": self.part}
        return record_outcome(self.item, **facts, actor=self.request.user)


class OutcomeUpdateView(OutcomeFormMixin, UpdatePartMixin, SectionFormView):
    form_class = OutcomeUpdateForm
    names = ("kind", "text", "due")
    submit = _("Save")
    success_message = _("It was saved.")

    def get_initial_for(self, part):
        return super().get_initial_for(part) | {"owner": part.owner_label}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"stored": self.part}

    def perform(self, form):
        return edit_outcome(self.part, **form.cleaned_data, actor=self.request.user)


class OutcomeRemoveView(OfItemMixin, RemovePartView):
    service = staticmethod(remove_outcome)
    heading = _("Remove this from the item?")
    consequence = _("It is no longer shown or printed as a decision, action or note. The history keeps its words.")
    success_message = _("It was removed.")


class OutcomeLinesView(OfItemMixin, OfMeetingMixin, View):
    """For ``js/outcomes.js``: a line of the text becomes an outcome by one key; answers the list of them.

    Posted with ``pk`` it gives that action its owner and date. Without JavaScript the form of an outcome does both.
    """

    http_method_names = ["get", "post", "options"]

    def get(self, request, *args, **kwargs):
        return self._answer()

    def post(self, request, *args, **kwargs):
        return self._set_facts() if "pk" in request.POST else self._record()

    def _record(self):
        form = LineForm(self.request.POST)
        if not form.is_valid():
            return self._answer(
                problem=" ".join(message for messages in form.errors.values() for message in messages), status=422
            )
        try:
            outcome = record_outcome(self.item, **form.cleaned_data, actor=self.request.user)
        except (DomainError, ValidationError) as error:
            return self._answer(problem=_words_of(error), status=422)
        if not self.request.htmx:
            return HttpResponseRedirect(self.get_success_url())
        ask = outcome if outcome.kind == OutcomeKind.ACTION else None
        return self._answer(form=self._facts_form(ask), ask=ask)

    def _set_facts(self):
        actions = Outcome.objects.actions().filter(item=self.item)
        action = get_object_or_404(actions, pk=number_in(self.request.POST["pk"]))
        form = self._facts_form(action, self.request.POST)
        if form.is_valid():
            try:
                facts = form.cleaned_data | {"kind": action.kind, "text": action.text}
                edit_outcome(action, **facts, actor=self.request.user)
                return self._answer()
            except (DomainError, ValidationError) as error:
                form.add_error(None, _words_of(error))
        return self._answer(form=form, ask=action, status=422)

    def _facts_form(self, action, data=None):
        if action is None:
            return None
        initial = {"owner": action.owner_label, "due": action.due, "version": action.version}
        return FactsForm(data, initial=initial, stored=action, meeting=self.meeting, user=self.request.user)

    def _answer(self, status=200, **context):
        outcomes = self.item.outcomes.filter(goal=None)
        context |= {"item": self.item, "meeting": self.meeting, "outcomes": outcomes, "network": self.request.network}
        return render(self.request, "meetings/_lines.html", context, status=status)


class GoalFormMixin(OfItemMixin):
    model = Goal
    autosave = "text"

    def get_form_url(self):
        return self.url_of("goal-update", self.result)


class GoalCreateView(GoalFormMixin, SectionFormView):
    form_class = GoalForm
    submit = _("Record the goal")
    success_message = _("The goal was recorded.")

    def perform(self, form):
        return add_goal(self.item, **form.cleaned_data, actor=self.request.user)


class GoalUpdateView(GoalFormMixin, UpdatePartMixin, SectionFormView):
    form_class = GoalUpdateForm
    names = ("number", "text")
    submit = _("Save")
    success_message = _("The goal was saved.")

    def get_initial_for(self, part):
        return super().get_initial_for(part) | {"points": "\n".join(part.points)}

    def perform(self, form):
        return edit_goal(self.part, **form.cleaned_data, actor=self.request.user)


class GoalRemoveView(OfItemMixin, RemovePartView):
    model = Goal
    service = staticmethod(remove_goal)
    heading = _("Remove the goal?")
    consequence = _("It is no longer shown or printed. The history keeps its words.")
    success_message = _("The goal was removed.")


def _words_of(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
