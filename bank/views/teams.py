"""The team of an order."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView

from bank.enums import SlotRole
from bank.models import Member, Order
from bank.queries import candidates, facilitators_of, status_of
from bank.services import assign_facilitator, release_facilitator
from core.errors import DomainError
from core.folding import fold
from core.views import ActionView, ObjectPermissionMixin

# The best of a large bank; the rest by name or all on request.
SHOWN = 30
PICKABLE_ROLES = [SlotRole.LEAD, SlotRole.OBSERVER, SlotRole.RESERVE]


class TeamView(ObjectPermissionMixin, TemplateView):
    """Who could facilitate, qualified ones first, each with the reason; a pick is a post to the same address."""

    queryset = Order.objects.select_related("network", "method").prefetch_related("slots", "method__facilitator_rules")
    permission_required = "bank.pick_facilitators"
    template_name = "bank/order_team.html"

    def get_context_data(self, **kwargs):
        order = self.get_object()
        words = fold(self.request.GET.get("q", "")).split()
        found = [
            c for c in candidates(order, self.request.user) if all(w in fold(c.member.person.name) for w in words)
        ]
        show_all = "kaikki" in self.request.GET
        return super().get_context_data(
            order=order,
            status=status_of(order),
            team=facilitators_of(order),
            rules=order.method.facilitator_rules.all() if order.method else [],
            candidates=found if show_all else found[:SHOWN],
            left_out=0 if show_all else len(found[SHOWN:]),
            roles=[(role.value, role.label) for role in PICKABLE_ROLES],
            q=self.request.GET.get("q", ""),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        order = self.get_object()
        members = Member.objects.visible_to(request.user).filter(network=request.network).select_related("person")
        member_id = request.POST.get("member", "")
        # "²" is a digit too, and thousands of digits are more than Python reads as a number.
        if not re.fullmatch("[0-9]{1,18}", member_id):
            raise Http404
        member = get_object_or_404(members, pk=member_id)
        role = request.POST.get("role", SlotRole.LEAD)
        try:
            slot = assign_facilitator(
                order, member=member, role=role if role in PICKABLE_ROLES else SlotRole.LEAD, actor=request.user
            )
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("%(name)s was picked.") % {"name": slot.name_label})
        return HttpResponseRedirect(reverse("bank:order-team", args=[request.network.slug, order.pk]))


class ReleaseView(ActionView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.pick_facilitators"
    success_message = _("The facilitator was taken off the order.")

    def act(self, target):
        slot = get_object_or_404(target.slots, pk=self.kwargs["slot"])
        return release_facilitator(target, slot=slot, actor=self.request.user)

    def get_success_url(self):
        return reverse("bank:order-team", args=[self.request.network.slug, self.get_object().pk])
