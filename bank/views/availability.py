"""A facilitator's own availability."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.forms import AvailabilityForm, PauseForm
from bank.models import Member, Pause
from bank.services import add_pause, edit_member, end_pause
from core.views import ActionView, PermissionMixin, ServiceFormMixin


class OwnMemberMixin(PermissionMixin):
    """The membership of the user in the bank of the network; whoever is not a member finds nothing."""

    permission_required = "bank.use_own_pages"

    @cached_property
    def member(self):
        members = Member.objects.visible_to(self.request.user).select_related("person", "network")
        return get_object_or_404(members, network=self.request.network, person__user=self.request.user)

    def get_success_url(self):
        return reverse("bank:availability", args=[self.request.network.slug])


class AvailabilityView(OwnMemberMixin, ServiceFormMixin, FormView):
    """A facilitator whom the coordinator has not taken into the bank yet is told so."""

    form_class = AvailabilityForm
    template_name = "bank/availability.html"
    success_message = _("Your availability was saved.")

    def get(self, request, *args, **kwargs):
        if (
            not Member.objects.visible_to(request.user)
            .filter(network=request.network, person__user=request.user)
            .exists()
        ):
            return render(request, "bank/availability_none.html")
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return self.get_initial_for(self.member)

    def get_initial_for(self, member):
        names = ("languages", "yearly_limit_hours", "show_phone", "version")
        return {name: getattr(member, name) for name in names} | {"areas": list(member.areas.all())}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"member": self.member}

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        pauses = self.member.pauses.exclude(valid_to__lt=today)
        return super().get_context_data(member=self.member, pauses=pauses, today=today, **kwargs)

    def perform(self, form):
        facts = {name: form.cleaned_data[name] for name in ("languages", "areas", "yearly_limit_hours", "show_phone")}
        return edit_member(self.member, facts=facts, version=form.cleaned_data["version"], actor=self.request.user)


class OwnPauseView(OwnMemberMixin, ServiceFormMixin, FormView):
    form_class = PauseForm
    template_name = "bank/pause_form.html"
    success_message = _("The pause was added. You are not proposed for orders of those days.")

    def get_initial(self):
        return {"valid_from": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)

    def perform(self, form):
        return add_pause(self.member, actor=self.request.user, **form.cleaned_data)


class OwnPauseEndView(ActionView):
    """One's own pause, or anybody's for the coordinator."""

    pk_url_kwarg = "pause"
    permission_required = "bank.end_pause"
    success_message = _("The pause was ended.")

    def get_queryset(self):
        members = Member.objects.visible_to(self.request.user).filter(network=self.request.network)
        return Pause.objects.filter(member__in=members).select_related("member__person", "member__network")

    def get_permission_object(self):
        return self.get_object().member

    def act(self, target):
        return end_pause(target, actor=self.request.user)

    def get_success_url(self):
        member = self.get_object().member
        if member.person.user_id == self.request.user.pk:
            return reverse("bank:availability", args=[self.request.network.slug])
        return member.get_absolute_url()
