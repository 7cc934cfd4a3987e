"""What the pages of one meeting and of its parts share."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.base import TemplateView, View
from django.views.generic.edit import FormView

from core.autosave import AutosaveMixin
from core.errors import DomainError
from core.views import PermissionMixin, ServiceFormMixin
from meetings.enums import NextStep
from meetings.models import Meeting
from meetings.queries import unwritten_item


class OfMeetingMixin(PermissionMixin):
    """The meeting named in the address, found once, among the visible ones; the permission is asked of it."""

    permission_required = "meetings.change_meeting"

    @cached_property
    def meeting(self):
        meetings = Meeting.objects.visible_to(self.request.user).filter(network=self.request.network)
        meeting = get_object_or_404(meetings, pk=self.kwargs["meeting"])
        meeting.network = self.request.network  # saves a query for each address
        return meeting

    def get_permission_object(self):
        return self.meeting

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"meeting": self.meeting})

    def get_place(self):
        """Where on the meeting's page one goes on."""
        return ""

    def get_success_url(self):
        place = self.get_place()
        return f"{self.meeting.get_absolute_url()}#{place}" if place else self.meeting.get_absolute_url()


# Where each step is done; writing begins at the first item that is empty.
STEPS = {
    NextStep.INVITE: "meetings:invitation",
    NextStep.ATTENDANCE: "meetings:attendance-list",
    NextStep.ADD_ITEM: "meetings:item-create",
    NextStep.SIGN: "meetings:minutes-sign",
    NextStep.SEND: "meetings:minutes-mail",
    NextStep.FOLLOW: "meetings:meeting-follow",
}


def step_url(meeting, step):
    """The address of the next step of a meeting; empty without one."""
    address = [meeting.network.slug, meeting.pk]
    if step == NextStep.WRITE:
        return reverse("meetings:item-update", args=[*address, unwritten_item(meeting).pk])
    return reverse(STEPS[step], args=address) if step else ""


class PartMixin(OfMeetingMixin):
    """One part of the meeting, found among the meeting's own."""

    model = None

    @cached_property
    def part(self):
        part = get_object_or_404(self.get_parts(), pk=self.kwargs["pk"])
        part.meeting = self.meeting
        return part

    def get_parts(self):
        return self.model.objects.filter(meeting=self.meeting)


class SectionAnswerMixin(ServiceFormMixin):
    """Answers htmx as it answers everybody: the section is taken from the page that follows."""

    def answer(self, url):
        return HttpResponseRedirect(url)


class SectionFormView(OfMeetingMixin, AutosaveMixin, SectionAnswerMixin, FormView):
    """A section of the meeting as a form that is saved apart from the others; ``autosave`` makes it save itself.

    Without JavaScript it is a page of its own. On the meeting's page htmx puts the same form into the section's
    place (``get_place``), and takes the section from the meeting's page again after saving: the answer is the same
    redirect for both.
    """

    template_name = "meetings/section_form.html"
    heading = submit = None
    # Whether the section's place on the meeting's page is in a list.
    in_list = False

    @property
    def wrapper(self):
        """The element that holds the form, fit for its place."""
        return "li" if self.in_list and self.request.htmx else "div"

    def get_context_data(self, **kwargs):
        context = {
            "heading": self.get_heading(),
            "submit": self.submit,
            "place": self.get_place(),
            "cancel_url": self.get_success_url(),
        }
        return super().get_context_data(**context | kwargs)

    def get_heading(self):
        return self.heading


class UpdatePartMixin(PartMixin):
    """A part as the form's initial values; ``names`` are those of the form's fields."""

    names = ()

    def get_initial(self):
        return self.get_initial_for(self.part)

    def get_initial_for(self, part):
        return {name: getattr(part, name) for name in (*self.names, "version")}


class MovePartView(PartMixin, View):
    """POST only: a step up when the pressed button is called ``up``, else a step down."""

    http_method_names = ["post", "options"]
    service = None

    def post(self, request, *args, **kwargs):
        self.service(self.part, up="up" in request.POST, actor=request.user)
        return HttpResponseRedirect(self.get_success_url())


class RemovePartView(PartMixin, TemplateView):
    """Asks again and says what follows; POST removes."""

    template_name = "meetings/confirm_remove.html"
    service = None
    heading = consequence = success_message = None

    def get_context_data(self, **kwargs):
        context = {"heading": self.heading, "consequence": self.consequence, "part": self.part}
        return super().get_context_data(**kwargs | context | {"cancel_url": self.get_success_url()})

    def post(self, request, *args, **kwargs):
        try:
            self.service(self.part, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())
