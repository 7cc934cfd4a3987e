"""Trainings: the list with its totals, one training, its participants and whom it qualifies."""

from copy import copy

from django.db.models import F
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView
from django_filters.views import FilterView

from bank.enums import ImportKind
from bank.filters import TrainingFilter
from bank.forms import ParticipantForm, QualifyForm, TrainingForm
from bank.forms.trainings import project_typed
from bank.models import Training
from bank.queries import training_totals
from bank.services import (
    add_participant,
    add_training,
    edit_training,
    qualify_participants,
    remove_participant,
)
from bank.services.trainings_import import COLUMNS
from bank.sheets import sheet_of
from core.models import LogEntry
from core.views import (
    ActionView,
    ObjectPermissionMixin,
    PartialMixin,
    PermissionMixin,
    ScopedMixin,
    ServiceFormMixin,
)
from network.projects import project_of


class TrainingListView(PermissionMixin, ScopedMixin, PartialMixin, FilterView):
    permission_required = "bank.manage_trainings"
    queryset = Training.objects.all()
    filterset_class = TrainingFilter
    template_name = "bank/training_list.html"
    partial_template_name = "bank/_training_table.html"
    paginate_by = 50
    strict = False

    def get_queryset(self):
        newest = [F("date_latest").desc(nulls_last=True), "name", "pk"]
        return super().get_queryset().with_numbers().order_by(*newest)

    def get_context_data(self, **kwargs):
        totals = training_totals(self.object_list)
        context = super().get_context_data(totals=totals, **kwargs)
        for training in context["object_list"]:
            training.network = self.request.network  # saves a query for each address
        return context


class TrainingDetailView(ObjectPermissionMixin, DetailView):
    permission_required = "bank.manage_trainings"
    queryset = Training.objects.with_numbers().select_related("network", "method")
    template_name = "bank/training_detail.html"

    def get_context_data(self, **kwargs):
        training = self.get_object()
        people = list(training.people.select_related("person"))
        return super().get_context_data(
            people=people,
            may_qualify=any(one.qualified_on is None for one in people),
            cells=_cells(training),
            project=project_of(self.request.network, self.request.user, training.project_key),
            entries=LogEntry.objects.of(training)[:20],
            **kwargs,
        )


def _cells(training):
    """``[(heading, text as written, why uncertain)]`` in the order of the file; the database keeps no order."""
    sheet = sheet_of(ImportKind.TRAININGS)
    if set(training.cells) == set(sheet.names):
        headings = {column.name: column.label for column in sheet.columns}
    else:
        headings = {name: name for name in [*COLUMNS, *training.cells]}
    return [
        (heading, training.cells[name], training.uncertain.get(name, ""))
        for name, heading in headings.items()
        if name in training.cells
    ]


class TrainingFormMixin(ServiceFormMixin):
    form_class = TrainingForm
    template_name = "bank/training_form.html"
    permission_required = "bank.manage_trainings"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}


class TrainingCreateView(TrainingFormMixin, PermissionMixin, FormView):
    success_message = _("The training was recorded.")

    def get_initial(self):
        return {"version": 0}

    def perform(self, form):
        return add_training(self.request.network, facts=form.facts, actor=self.request.user)


class TrainingUpdateView(TrainingFormMixin, ObjectPermissionMixin, FormView):
    queryset = Training.objects.select_related("network", "method")
    success_message = _("The training was saved.")

    def get_initial(self):
        return {"version": self.get_object().version}

    def get_form_kwargs(self):
        # A copy: the form writes what was typed into it, and the page's heading stays true.
        return super().get_form_kwargs() | {"instance": copy(self.get_object())}

    def get_initial_for(self, current):
        return model_to_dict(current) | project_typed(current) | {"date": current.date}

    def get_context_data(self, **kwargs):
        return super().get_context_data(training=self.get_object(), **kwargs)

    def perform(self, form):
        return edit_training(
            self.get_object(), facts=form.facts, version=form.cleaned_data["version"], actor=self.request.user
        )


class ParticipantCreateView(ServiceFormMixin, ObjectPermissionMixin, FormView):
    permission_required = "bank.manage_trainings"
    queryset = Training.objects.select_related("network")
    form_class = ParticipantForm
    template_name = "bank/training_participant_form.html"
    success_message = _("The participant was added.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def get_context_data(self, **kwargs):
        return super().get_context_data(training=self.get_object(), **kwargs)

    def perform(self, form):
        add_participant(self.get_object(), person=form.cleaned_data["person"], actor=self.request.user)
        return self.get_object()


class ParticipantRemoveView(ActionView):
    permission_required = "bank.manage_trainings"
    queryset = Training.objects.select_related("network")
    success_message = _("The participant was taken off.")

    def act(self, target):
        participant = get_object_or_404(target.people, pk=self.kwargs["participant"])
        return remove_participant(participant, actor=self.request.user)


class QualifyView(ServiceFormMixin, ObjectPermissionMixin, FormView):
    """Gives the qualification of a training to the chosen participants, in one act."""

    permission_required = "bank.manage_trainings"
    queryset = Training.objects.select_related("network", "method")
    form_class = QualifyForm
    template_name = "bank/training_qualify.html"
    success_message = _("The qualifications were recorded.")

    def get_initial(self):
        training, today = self.get_object(), timezone.localdate()
        day = training.date_latest if training.date_latest and training.date_latest <= today else today
        return {"since": day}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"training": self.get_object()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(training=self.get_object(), **kwargs)

    def perform(self, form):
        data = form.cleaned_data
        qualify_participants(
            self.get_object(),
            participants=data["people"],
            since=data["since"],
            expires_on=data["expires_on"],
            make_members=data["make_members"],
            actor=self.request.user,
        )
        return self.get_object()
