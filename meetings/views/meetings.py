"""Meetings: the list, one meeting with its minutes, its facts, what is printed."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView
from django_filters.views import FilterView

from core.autosave import AutosaveMixin
from core.errors import DomainError
from core.lists import Ordering
from core.models import LogEntry, StoredFile
from core.numbers import number_in
from core.views import (
    KeysetListMixin,
    PartialMixin,
    PermissionMixin,
    ScopedMixin,
    ServiceFormMixin,
)
from meetings.attachment_rows import attachment_rows
from meetings.attendance_list import listed
from meetings.filters import MeetingFilter
from meetings.forms import MeetingForm, MeetingUpdateForm, NextMeetingForm
from meetings.models import Meeting
from meetings.queries import check_meeting, decision_counts, invitations_of, load_parts, next_step
from meetings.registers import followup_of
from meetings.services import edit_meeting, open_meeting, set_next_meeting
from meetings.views.base import OfMeetingMixin, SectionFormView, step_url
from network.models import Group
from network.sections import sections_of
from network.services import add_group


class MeetingListView(KeysetListMixin, ScopedMixin, PartialMixin, FilterView):
    queryset = Meeting.objects.all()
    filterset_class = MeetingFilter
    template_name = "meetings/meeting_list.html"
    partial_template_name = "meetings/_meeting_table.html"
    orderings = {
        "uusin": Ordering(_("Newest first"), "starts_at"),
        "vanhin": Ordering(_("Oldest first"), "starts_at", descending=False),
    }
    # An invalid filter shows its error and the whole list: nothing seems to be lost.
    strict = False

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["page"].rows
        decisions = decision_counts(rows, self.request.user)
        for meeting in rows:
            meeting.network = self.request.network  # saves a query for each address
            meeting.decision_count = decisions.get(meeting.pk, 0)
        return context


class MeetingDetailView(OfMeetingMixin, DetailView):
    """The minutes as a page, with the acts that continue them."""

    permission_required = "meetings.view_meeting"
    template_name = "meetings/meeting_detail.html"
    context_object_name = "meeting"

    def get_object(self, queryset=None):
        return load_parts(self.meeting, self.request.user)

    def get_context_data(self, **kwargs):
        meeting, now = self.object, timezone.now()
        step = next_step(meeting, now)
        return super().get_context_data(
            check=check_meeting(meeting, now),
            step=step,
            step_url=step_url(meeting, step),
            documents=StoredFile.objects.of(meeting)[:5],
            entries=LogEntry.objects.of(meeting)[:30],
            invitations=invitations_of(meeting),
            attendances=listed(meeting),
            attachments=attachment_rows(meeting),
            sections=sections_of(meeting, self.request.user),
            **followup_of(meeting, self.request.user),
            **kwargs,
        )


class MeetingFormMixin(ServiceFormMixin):
    template_name = "meetings/meeting_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def facts_of(self, form):
        """What was typed, with the group founded first when it is a new one."""
        facts, name = form.facts, form.cleaned_data["new_group"]
        if name:
            kind = form.cleaned_data["new_group_kind"]
            facts["group"] = add_group(self.request.network, name=name, kind=kind, actor=self.request.user)
        return facts


class MeetingCreateView(PermissionMixin, MeetingFormMixin, FormView):
    permission_required = "meetings.add_meeting"
    form_class = MeetingForm
    success_message = _("The meeting was opened. Write down who was there and the items.")

    def get_initial(self):
        groups = Group.objects.visible_to(self.request.user).filter(network=self.request.network)
        group = groups.filter(pk=number_in(self.request.GET.get("ryhma", ""))).first()
        return {"group": group, "language": self.request.user.language}

    def perform(self, form):
        return open_meeting(
            self.request.network, facts=self.facts_of(form), with_members=True, actor=self.request.user
        )


class MeetingUpdateView(OfMeetingMixin, AutosaveMixin, MeetingFormMixin, FormView):
    form_class = MeetingUpdateForm
    autosave = "title"
    success_message = _("The meeting was saved.")

    def get_initial(self):
        return self.get_initial_for(self.meeting)

    def get_initial_for(self, meeting):
        names = [*MeetingForm._meta.fields, "when", "version"]
        return {name: getattr(meeting, name) for name in names}

    def perform(self, form):
        if self.saves_itself and form.cleaned_data["new_group"]:
            raise GroupNotFoundedYet(_("The group is added when you press the button."))
        return edit_meeting(
            self.meeting, facts=self.facts_of(form), version=form.cleaned_data["version"], actor=self.request.user
        )


class GroupNotFoundedYet(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Half a name would become a group if the page saved it by itself."""

    field = "new_group"


class NextMeetingView(SectionFormView):
    form_class = NextMeetingForm
    autosave = "when"
    heading = _("Next meeting")
    submit = _("Save the next meeting")
    success_message = _("The next meeting was saved.")

    def get_place(self):
        return "next-meeting"

    @property
    def saved_version(self):
        return self.result.next_meeting_version

    def get_initial(self):
        return self.get_initial_for(self.meeting)

    def get_initial_for(self, meeting):
        return {
            "when": meeting.next_meeting,
            "place": meeting.next_meeting_place,
            "version": meeting.next_meeting_version,
        }

    def perform(self, form):
        return set_next_meeting(self.meeting, **form.cleaned_data, actor=self.request.user)
