"""The team of an order: its places, who could take them, and asking."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView

from bank.enums import LEADING, PlaceState, SlotRole
from bank.forms import SPANS, AskForm, SlotForm, SubstituteForm, TeamReasonForm, default_reply, reply_choices
from bank.models import Order
from bank.queries import places_of, search_team, status_of, with_team
from bank.queries.matching import SPAN_MONTHS
from bank.queries.teams import EVERYBODY, SHOWN
from bank.services import (
    ReasonNeeded,
    add_slot,
    agree_by_phone,
    invite_team,
    release_facilitator,
    remove_slot,
    substitute,
)
from core.errors import DomainError
from core.views import ObjectPermissionMixin, ServiceFormMixin

# The best of a large bank; the rest by name or all on request.


class OfOrderMixin(ObjectPermissionMixin):
    """Pages of the team of one order; each leads back to the team."""

    queryset = Order.objects.select_related(
        "network", "method", "municipality__successor", "organisation__municipality__successor", "outside_orderer"
    )
    permission_required = "bank.pick_facilitators"

    def get_success_url(self):
        return reverse("bank:order-team", args=[self.request.network.slug, self.get_object().pk])


class TeamView(OfOrderMixin, TemplateView):
    """Places, pairs and candidates, each with its reasons. Asking is a post to the same address.

    ``?paikka=`` is the place that is looked for, ``?jakso=`` the months over which load is counted, ``?q=`` a part of
    a name, ``?kaikki`` everybody.
    """

    template_name = "bank/order_team.html"

    def get_queryset(self):
        return with_team(super().get_queryset()).prefetch_related("method_version__facilitator_rules")

    def get_context_data(self, **kwargs):
        order = self.get_object()
        places = places_of(order, timezone.localdate())
        slot, months = self.sought(places), self.months
        words, first = self.request.GET.get("q", ""), EVERYBODY if "kaikki" in self.request.GET else SHOWN
        search = None
        if slot and not order.outcome:
            search = search_team(order, places, slot, months=months, words=words, shown=first)
        return super().get_context_data(
            order=order,
            status=status_of(order),
            places=places,
            rules=order.method_version.facilitator_rules.all() if order.method_version else [],
            search=search,
            open_places=[place for place in places if not place.slot.name_label],
            can_substitute=any(one.slot.role == SlotRole.RESERVE and one.slot.member_id for one in places),
            leading=LEADING,
            months=months,
            spans=SPANS,
            replies=reply_choices(),
            reply=default_reply(),
            q=words,
            **kwargs,
        )

    @property
    def months(self):
        asked = self.request.GET.get("jakso", "")
        return next((months for months, _label in SPANS if str(months) == asked), SPAN_MONTHS)

    def sought(self, places):
        """The place that is looked for: the chosen one, else the first leading one that nobody is thinking about."""
        open_places = [place for place in places if not place.slot.name_label]
        chosen = self.request.GET.get("paikka", "")
        ranks = sorted(
            open_places,
            key=lambda place: (
                str(place.slot.pk) != chosen,
                not place.is_sought,
                place.slot.role not in LEADING,
                place.state != PlaceState.OPEN,
            ),
        )
        return ranks[0].slot if ranks else None

    def post(self, request, *args, **kwargs):
        order = self.get_object()
        form = AskForm(request.POST, order=order)
        if not form.is_valid():
            return self.reason_page(form) if "exception" in request.POST else self.refused(form.error_summary[0][2])
        data = form.cleaned_data
        act = invite_team if data["ask"] else agree_by_phone
        by = {"reply_by": data["reply_by"]} if data["ask"] else {}
        try:
            done = act(order, people=form.people, exception=data["exception"], actor=request.user, **by)
        except ReasonNeeded as error:
            form.add_error("exception", str(error))
            return self.reason_page(form)
        except DomainError as error:
            return self.refused(str(error))
        if data["ask"]:
            text = ngettext("The question goes to %(names)s.", "The questions go to %(names)s.", len(done))
        else:
            text = gettext("The answer by phone was logged: %(names)s.")
        messages.success(request, text % {"names": ", ".join(member.person.name for _slot, member in form.people)})
        return HttpResponseRedirect(self.get_success_url())

    def reason_page(self, form):
        """A rule speaks against somebody: why is it right all the same?"""
        context = {"order": self.get_object(), "form": form, "view": self}
        return self.response_class(self.request, ["bank/team_reason.html"], context, status=422)

    def refused(self, text):
        messages.error(self.request, text)
        return HttpResponseRedirect(self.get_success_url())


class TeamActView(OfOrderMixin, ServiceFormMixin, FormView):
    """One act on the team that asks why, on a page of its own."""

    template_name = "bank/team_act.html"
    form_class = TeamReasonForm
    act_title = act_explained = submit = None

    @cached_property
    def slot(self):
        return get_object_or_404(self.get_object().slots.in_team(), pk=self.kwargs["slot"])

    def get_context_data(self, **kwargs):
        slot = self.slot if "slot" in self.kwargs else None
        return super().get_context_data(order=self.get_object(), slot=slot, **kwargs)


class ReleaseView(TeamActView):
    act_title, submit = _("Take off"), _("Take off the order")
    act_explained = _("The place is open again; the history keeps who held it.")
    success_message = _("The facilitator was taken off the order.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"optional": True}

    def perform(self, form):
        reason = form.cleaned_data["reason"]
        return release_facilitator(self.get_object(), slot=self.slot, reason=reason, actor=self.request.user)


class SlotRemoveView(TeamActView):
    act_title, submit = _("Take the place out of the team"), _("Take out the place")
    act_explained = _("The team then differs from the method's rule; the reason is kept.")
    success_message = _("The place was taken out of the team.")

    def perform(self, form):
        reason = form.cleaned_data["reason"]
        return remove_slot(self.get_object(), slot=self.slot, reason=reason, actor=self.request.user)


class SlotCreateView(TeamActView):
    form_class = SlotForm
    act_title, submit = _("Add a place"), _("Add the place")
    act_explained = _("A trainee, an observer or somebody in reserve comes beside the method's rule.")
    success_message = _("The place was added.")

    def perform(self, form):
        return add_slot(self.get_object(), actor=self.request.user, **form.cleaned_data)


class SubstituteView(TeamActView):
    form_class = SubstituteForm
    act_title, submit = _("A substitute steps in"), _("Let the substitute step in")
    act_explained = _(
        "Whoever holds the place is taken off it, the history keeps both, and the others are asked to confirm."
    )
    success_message = _("The substitute stepped in.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"order": self.get_object()}

    def perform(self, form):
        return substitute(self.get_object(), slot=self.slot, actor=self.request.user, **form.cleaned_data)
