"""Calling a meeting: the next one from the previous, the invitation, and the answers."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView

from core.errors import DomainError
from core.outside_views import OutsideMixin
from core.views import PermissionMixin, ServiceFormMixin
from meetings.calling_forms import AnswerForm, CallForm, InvitationForm
from meetings.enums import MeetingState, NextStep
from meetings.models import Invitation, Meeting, MeetingTemplate
from meetings.queries import load_parts, next_step
from meetings.services import (
    answer_invitation,
    call_meetings,
    cancel_meeting,
    hold_meeting,
    latest_meeting,
    plan_meeting_again,
    send_invitations,
    what_an_invitation_lacks,
)
from meetings.views.base import OfMeetingMixin, step_url
from network.models import Group


class CallView(ServiceFormMixin, FormView):
    """The few fields of the next meeting; several dates make several meetings."""

    form_class = CallForm
    template_name = "meetings/call_form.html"
    previous = group = template = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"previous": self.previous}

    def get_initial(self):
        if self.previous is None:
            return {}
        place = self.previous.next_meeting_place
        return {
            "place_name": place or self.previous.place_name,
            "place_address": "" if place and place != self.previous.place_name else self.previous.place_address,
        }

    def get_context_data(self, **kwargs):
        context = {"previous": self.previous, "group": self.group, "template": self.template}
        if self.template is None:
            fitting = Q(group=None) | Q(group=self.group) if self.group else Q(group=None)
            templates = MeetingTemplate.objects.visible_to(self.request.user).filter(
                fitting, network=self.request.network
            )
            context["templates"] = templates.order_by("name", "pk")[:20]
        return super().get_context_data(**context | kwargs)

    def perform(self, form):
        self.called = call_meetings(
            self.request.network,
            group=self.group,
            previous=self.previous,
            template=self.template,
            **form.cleaned_data,
            actor=self.request.user,
        )
        count = len(self.called)
        text = ngettext(
            "The meeting was planned. Look at its items and send the invitation.",
            "%(count)d meetings were planned. This is the first of them.",
            count,
        )
        messages.success(self.request, text % {"count": count})
        return self.called[0]


class MeetingFollowView(OfMeetingMixin, CallView):
    """The meeting after the one in the address."""

    @property
    def previous(self):
        return self.meeting

    @property
    def group(self):
        return self.meeting.group

    def get_success_url(self):
        return self.result.get_absolute_url()


class GroupCallView(PermissionMixin, CallView):
    """The next meeting of a group, after the group's last one where there is one."""

    permission_required = "meetings.add_meeting"

    def get_permission_object(self):
        return self.group

    @cached_property
    def group(self):
        groups = Group.objects.visible_to(self.request.user).filter(network=self.request.network)
        return get_object_or_404(groups.select_related("network"), pk=self.kwargs["group"])

    @cached_property
    def previous(self):
        return latest_meeting(self.group)


class InvitationView(OfMeetingMixin, ServiceFormMixin, FormView):
    """Who gets the invitation, and what it still lacks; POST sends it."""

    form_class = InvitationForm
    template_name = "meetings/invitation_form.html"

    @cached_property
    def attendances(self):
        return list(self.meeting.attendances.select_related("person"))

    @cached_property
    def invited(self):
        return list(self.meeting.invitations.all())

    def get_form_kwargs(self):
        context = {"user": self.request.user, "network": self.request.network}
        return super().get_form_kwargs() | context | {"attendances": self.attendances, "invited": self.invited}

    def get_context_data(self, **kwargs):
        # Recipients are chosen on the page, so they are not told as missing before it is sent.
        return super().get_context_data(
            lacks=what_an_invitation_lacks(self.meeting, [None]),
            without_address=[one for one in self.attendances if not (one.person_id and one.person.email)],
            invited=self.invited,
            **kwargs,
        )

    def perform(self, form):
        meeting = send_invitations(self.meeting, recipients=form.recipients, actor=self.request.user)
        count = len(form.recipients)
        text = ngettext("The invitation goes to one person.", "The invitation goes to %(count)d people.", count)
        messages.success(self.request, text % {"count": count})
        return meeting


class MeetingMoveView(OfMeetingMixin, View):
    """POST only: one step in the life of the meeting."""

    http_method_names = ["post", "options"]
    service = None
    success_message = None

    def post(self, request, *args, **kwargs):
        try:
            self.service(self.meeting, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())


class MeetingHoldView(MeetingMoveView):
    service = staticmethod(hold_meeting)
    success_message = _("The meeting is marked as held.")

    def get_success_url(self):
        """From the attendance one goes on to the next step, which is to write the items."""
        if "next" not in self.request.POST:
            return super().get_success_url()
        meeting = load_parts(get_object_or_404(Meeting, pk=self.meeting.pk), self.request.user)
        step = next_step(meeting, timezone.now())
        return step_url(meeting, step) if step == NextStep.WRITE else meeting.get_absolute_url()


class MeetingPlanAgainView(MeetingMoveView):
    service = staticmethod(plan_meeting_again)
    success_message = _("The meeting is planned again. Send a new invitation.")


class MeetingCancelView(MeetingMoveView, TemplateView):
    """Asks again and says who is told."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "meetings/confirm_cancel.html"
    service = staticmethod(cancel_meeting)
    success_message = _("The meeting was cancelled.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(told=self.meeting.invitations.count(), **kwargs)


class AnswerView(OutsideMixin, ServiceFormMixin, FormView):
    """The page of one invited person, found by the key of the mail. Looking changes nothing; POST answers."""

    form_class = AnswerForm
    template_name = "meetings/invitation_answer.html"
    success_message = _("Thank you, your answer was saved.")
    rate_limit = "answer_invitation"
    refuses = True

    @cached_property
    def invitation(self):
        rows = Invitation.objects.select_related("meeting__network", "meeting__group")
        return get_object_or_404(rows, key=self.kwargs["key"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.invitation}

    def get_context_data(self, **kwargs):
        meeting: Meeting = self.invitation.meeting
        # The key lasts, and what is written of the meeting is not for whoever was invited.
        items = meeting.items.for_readers().filter(parent=None) if meeting.state == MeetingState.INVITED else []
        return super().get_context_data(
            invitation=self.invitation,
            meeting=meeting,
            items=items,
            is_open=meeting.state == MeetingState.INVITED,
            is_cancelled=meeting.state == MeetingState.CANCELLED,
            **kwargs,
        )

    def perform(self, form):
        return answer_invitation(self.invitation, **form.cleaned_data, actor=self.actor)

    def get_success_url(self):
        return reverse("invitation-answer", args=[self.invitation.key])
