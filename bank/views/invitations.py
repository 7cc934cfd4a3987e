"""Invitations: a facilitator's own list, the page on which one is answered, and taking one back."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView

from bank.enums import Answer, DeclineReason, InvitationState
from bank.forms import AcceptForm, DeclineForm, TeamReasonForm
from bank.models import Invitation
from bank.queries import holds_place, invitation_state, my_invitations, with_bare_facts
from bank.services import accept_invitation, decline_invitation, withdraw_invitation
from core.views import ObjectPermissionMixin, PermissionMixin, ServiceFormMixin
from network.rules import is_coordinator

ANSWERABLE = {InvitationState.WAITING, InvitationState.TO_CONFIRM, InvitationState.LATE}


class InvitationListView(PermissionMixin, TemplateView):
    """What a facilitator was asked: waiting, accepted, past."""

    permission_required = "bank.use_own_pages"
    template_name = "bank/invitation_list.html"

    def get_context_data(self, **kwargs):
        user, network = self.request.user, self.request.network
        own = Invitation.objects.visible_to(user).filter(order__network=network, member__person__user=user)
        return super().get_context_data(**my_invitations(own, timezone.localdate()), **kwargs)


class InvitationMixin(ObjectPermissionMixin):
    """One invitation, found by its key; a facilitator finds only the own ones."""

    queryset = with_bare_facts(Invitation.objects.select_related("confirms"))
    slug_field = slug_url_kwarg = "key"

    def get_queryset(self):
        found = self.queryset.all().visible_to(self.request.user)
        return found.filter(order__network=self.request.network)

    def get_permission_object(self):
        return self.get_object().order


class InvitationAnswerView(InvitationMixin, ServiceFormMixin, FormView):
    """Before acceptance: municipality, kind of unit, method and time, and nothing else of the order.

    Looking changes nothing; a post accepts or declines. The coordinator answers here for whoever answered by phone.
    """

    permission_required = "bank.answer_invitation"
    template_name = "bank/invitation_answer.html"

    @cached_property
    def is_own(self):
        return self.get_object().member.person.user_id == self.request.user.pk

    @property
    def declines(self):
        return self.request.GET.get("vastaus") == "ei"

    def get_form_class(self):
        return DeclineForm if self.declines else AcceptForm

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        invitation, today = self.get_object(), timezone.localdate()
        form = context["form"]
        return context | {
            "invitation": invitation,
            "order": invitation.order,
            "state": invitation_state(invitation, today),
            "can_answer": invitation_state(invitation, today) in ANSWERABLE and not invitation.order.outcome,
            "holds": holds_place(invitation.slot, invitation.member_id),
            "is_own": self.is_own,
            "is_coordinator": is_coordinator(self.request.user, invitation.order),
            "accept_form": AcceptForm() if self.declines else form,
            "decline_form": form if self.declines else DeclineForm(),
            "declines": self.declines,
        }

    def perform(self, form):
        invitation, actor = self.get_object(), self.request.user
        if self.declines:
            answered = decline_invitation(invitation, actor=actor, **form.cleaned_data)
            is_involved = answered.decline_reason == DeclineReason.INVOLVED
            text = gettext("The answer was saved: no.")
            if is_involved:
                text = gettext("The answer was saved: no, as not an outsider. You are not asked for this order again.")
        else:
            answered = accept_invitation(invitation, word=form.word, actor=actor)
            text = gettext("The answer was saved: yes. The order is open to you now.")
        messages.success(self.request, text)
        return answered

    def get_success_url(self):
        invitation, slug = self.result, self.request.network.slug
        if not self.is_own:
            return reverse("bank:order-team", args=[slug, invitation.order_id])
        if invitation.answer == Answer.ACCEPTED:
            return reverse("bank:order-detail", args=[slug, invitation.order_id])
        return reverse("bank:invitation-list", args=[slug])


class InvitationWithdrawView(InvitationMixin, ServiceFormMixin, FormView):
    """The coordinator takes an unanswered question back."""

    permission_required = "bank.pick_facilitators"
    form_class = TeamReasonForm
    template_name = "bank/team_act.html"
    act_title, submit = _("Withdraw the invitation"), _("Withdraw the invitation")
    act_explained = _("The facilitator is told by mail that no answer is needed any more.")
    success_message = _("The invitation was withdrawn.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"optional": True}

    def get_context_data(self, **kwargs):
        invitation = self.get_object()
        return super().get_context_data(order=invitation.order, slot=None, invitation=invitation, **kwargs)

    def perform(self, form):
        return withdraw_invitation(self.get_object(), reason=form.cleaned_data["reason"], actor=self.request.user)

    def get_success_url(self):
        return reverse("bank:order-team", args=[self.request.network.slug, self.get_object().order_id])
