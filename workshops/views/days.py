"""The list of days, the page of one, its facts, its workshops, and whether phones may answer."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from core.models import LogEntry, StoredFile
from core.views import ActionView, PermissionMixin, ScopedMixin
from meetings.forms import MeetingForm
from workshops.documents import WITH_NAMES
from workshops.forms import DayForm, DayUpdateForm, WorkshopForm, WorkshopUpdateForm
from workshops.models import WorkshopDay
from workshops.queries import programme_of
from workshops.services import (
    add_workshop,
    close_answering,
    edit_day,
    edit_workshop,
    open_answering,
    open_day,
    remove_workshop,
)
from workshops.services.days import DAY_FACTS, WORKSHOP_FACTS
from workshops.views.base import HostFormView, OfDayFormView, OfDayMixin, OfWorkshopMixin


class DayListView(PermissionMixin, ScopedMixin, ListView):
    permission_required = "workshops.list_days"
    queryset = WorkshopDay.objects.select_related("meeting", "network").order_by("-meeting__starts_at", "-pk")
    paginate_by = 50
    template_name = "workshops/day_list.html"


class DayFormMixin:
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}


class DayCreateView(DayFormMixin, HostFormView):
    form_class = DayForm
    heading = _("New workshop day")
    submit = _("Make the workshop day")
    success_message = _("The workshop day was made. Add its workshops.")

    def get_initial(self):
        return {"language": self.request.user.language}

    def back_url(self):
        return reverse("workshops:day-list", args=[self.request.network.slug])

    def perform(self, form):
        return open_day(self.request.network, **form.facts, actor=self.request.user)


class DayDetailView(OfDayMixin, DetailView):
    """The day: when and where, its workshops, and for those who keep it the next acts."""

    permission_required = "workshops.view_workshopday"
    template_name = "workshops/day_detail.html"

    def get_context_data(self, **kwargs):
        day = self.day
        documents = StoredFile.objects.of(day)
        if not self.request.user.has_perm("workshops.host_day", day):
            documents = documents.exclude(kind__in=WITH_NAMES)
        return super().get_context_data(
            workshops=programme_of(day),
            documents=documents[:5],
            entries=LogEntry.objects.of(day)[:20],
            **kwargs,
        )


class DayUpdateView(DayFormMixin, OfDayFormView):
    form_class = DayUpdateForm
    heading = _("Facts of the day")
    submit = _("Save the day")
    success_message = _("The workshop day was saved.")

    def get_initial(self):
        return self.get_initial_for(self.day)

    def get_initial_for(self, day):
        meeting = day.meeting
        facts = {name: getattr(meeting, name) for name in ["when", *MeetingForm._meta.fields]}
        own = {name: getattr(day, name) for name in [*DAY_FACTS, "version"]}
        return facts | own | {"meeting_version": meeting.version}

    def perform(self, form):
        versions = {name: form.cleaned_data[name] for name in ("version", "meeting_version")}
        return edit_day(self.day, **form.facts, **versions, actor=self.request.user)


class WorkshopFormMixin:
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def facts_of(self, form):
        return {name: form.cleaned_data[name] for name in WORKSHOP_FACTS}


class WorkshopCreateView(WorkshopFormMixin, OfDayFormView):
    form_class = WorkshopForm
    heading = _("Add a workshop")
    submit = _("Add the workshop")
    success_message = _("The workshop was added.")

    def perform(self, form):
        return add_workshop(self.day, **self.facts_of(form), actor=self.request.user)


class WorkshopUpdateView(OfWorkshopMixin, WorkshopFormMixin, OfDayFormView):
    form_class = WorkshopUpdateForm
    template_name = "workshops/workshop_form.html"
    submit = _("Save the workshop")
    success_message = _("The workshop was saved.")

    @property
    def heading(self):
        return str(self.workshop)

    def get_context_data(self, **kwargs):
        return super().get_context_data(workshop=self.workshop, **kwargs)

    def get_initial(self):
        return self.get_initial_for(self.workshop)

    def get_initial_for(self, workshop):
        return {name: getattr(workshop, name) for name in [*WORKSHOP_FACTS, "version"]}

    def perform(self, form):
        version = form.cleaned_data["version"]
        return edit_workshop(self.workshop, version=version, **self.facts_of(form), actor=self.request.user)


class DayActView(OfDayMixin, ActionView):
    """One act on the day by POST."""


class WorkshopRemoveView(OfWorkshopMixin, DayActView):
    success_message = _("The workshop was taken off the programme.")

    def act(self, target):
        return remove_workshop(self.workshop, actor=self.request.user)


class AnsweringOpenView(DayActView):
    service = staticmethod(open_answering)
    success_message = _("Phones can answer now.")


class AnsweringCloseView(DayActView):
    service = staticmethod(close_answering)
    success_message = _("No more answers are taken.")
