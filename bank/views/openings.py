"""Reading a concern by exception: which ones an administrator has opened, opening one, and reading it."""

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView

from bank.forms import OpeningForm
from bank.models import Concern, ConcernOpening
from bank.services import note_refused_opening, open_concern
from core.audit import record_view
from core.views import ObjectPermissionMixin, PermissionMixin, ServiceFormMixin
from methods.queries import zones

SHOWN = 50


class OpeningListView(PermissionMixin, ServiceFormMixin, FormView):
    """The own openings, and the form of a new one."""

    permission_required = "bank.open_concern"
    form_class = OpeningForm
    template_name = "bank/opening_list.html"
    success_message = _("The concern is open for 60 minutes. The orderer and the data protection officer are told.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"network": self.request.network}

    def get_context_data(self, **kwargs):
        openings = ConcernOpening.objects.visible_to(self.request.user).filter(order__network=self.request.network)
        return super().get_context_data(
            openings=openings.select_related("order__network").order_by("-pk")[:SHOWN],
            **kwargs,
        )

    def perform(self, form):
        return open_concern(form.order, reason=form.cleaned_data["reason"], actor=self.request.user)

    def refused(self, form, error):
        note_refused_opening(form.order, error, actor=self.request.user)


class OpeningDetailView(ObjectPermissionMixin, DetailView):
    """The concern while it is open to its reader; each time it is shown is a reading, logged with its reason."""

    permission_required = "bank.open_concern"
    queryset = ConcernOpening.objects.select_related("order__network")
    template_name = "bank/opening_detail.html"
    context_object_name = "opening"

    def get_queryset(self):
        openings = self.queryset.visible_to(self.request.user)
        return openings.filter(order__network=self.request.network)

    def get_permission_object(self):
        return self.get_object().order

    @transaction.atomic
    def get(self, request, *args, **kwargs) -> HttpResponse:
        opening = self.get_object()
        concern = Concern.objects.filter(order=opening.order).first() if opening.is_open else None
        words = concern and concern.words
        if words:
            record_view(request.user, opening.order, opening.what)
        zone = next((row for row in zones()["zones"] if words and row["zone"] == words["zone"]), None)
        return self.render_to_response(self.get_context_data(concern=concern, words=words, zone=zone))
