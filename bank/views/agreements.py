"""Agreements with municipalities and counties."""

from django.forms import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from django.views.generic.edit import FormView

from bank.forms import AgreementCheckForm, AgreementEditForm, AgreementEndForm, AgreementForm
from bank.models import Agreement
from bank.queries import agreement_of
from bank.services import add_agreement, edit_agreement, end_agreement
from core.models import LogEntry
from core.views import ObjectPermissionMixin, PermissionMixin, ScopedMixin, ServiceFormMixin


class AgreementListView(PermissionMixin, ScopedMixin, ListView):
    """Every agreement of the bank: those in force, those to come and those that have ended."""

    permission_required = "bank.manage_agreements"
    queryset = Agreement.objects.select_related("organisation")
    template_name = "bank/agreement_list.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        for agreement in context["object_list"]:
            agreement.network = self.request.network  # saves a query for each address
            agreement.has_ended = agreement.valid_to is not None and agreement.valid_to < today
            agreement.is_to_come = agreement.valid_from is not None and agreement.valid_from > today
        rows = list(context["object_list"])
        return context | {
            "current": [row for row in rows if not row.has_ended],
            "ended": [row for row in rows if row.has_ended],
        }


class AgreementFormMixin(ServiceFormMixin):
    template_name = "bank/agreement_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}


class AgreementCreateView(PermissionMixin, AgreementFormMixin, FormView):
    permission_required = "bank.manage_agreements"
    form_class = AgreementForm
    success_message = _("The agreement was added.")

    def get_initial(self):
        return {"valid_from": timezone.localdate()}

    def perform(self, form):
        return add_agreement(self.request.network, facts=form.facts, actor=self.request.user)


class AgreementUpdateView(ObjectPermissionMixin, AgreementFormMixin, FormView):
    permission_required = "bank.manage_agreements"
    queryset = Agreement.objects.select_related("network", "organisation")
    form_class = AgreementEditForm
    success_message = _("The agreement was saved.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, agreement):
        return model_to_dict(agreement) | {"version": agreement.version}

    def get_context_data(self, **kwargs):
        agreement = self.get_object()
        return super().get_context_data(agreement=agreement, entries=LogEntry.objects.of(agreement)[:20], **kwargs)

    def perform(self, form):
        data = form.cleaned_data
        return edit_agreement(self.get_object(), facts=form.facts, version=data["version"], actor=self.request.user)


class AgreementEndView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    permission_required = "bank.manage_agreements"
    queryset = Agreement.objects.select_related("network", "organisation")
    form_class = AgreementEndForm
    template_name = "bank/agreement_end.html"
    success_message = _("The last day of the agreement was saved.")

    def get_initial(self):
        return {"last_day": self.get_object().valid_to or timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(agreement=self.get_object(), **kwargs)

    def perform(self, form):
        return end_agreement(self.get_object(), last_day=form.cleaned_data["last_day"], actor=self.request.user)


class AgreementCheckView(PermissionMixin, TemplateView):
    """Whether the organisation chosen in the order form has an agreement: a fragment below its field."""

    permission_required = "bank.add_order"
    template_name = "bank/_agreement_warning.html"

    def get_context_data(self, **kwargs):
        form = AgreementCheckForm(self.request.GET, user=self.request.user, network=self.request.network)
        form.is_valid()
        organisation = form.cleaned_data.get("organisation")
        day = form.cleaned_data.get("received_on") or timezone.localdate()
        lacks = organisation is not None and agreement_of(organisation, day) is None
        return super().get_context_data(organisation=organisation, lacks_agreement=lacks, **kwargs)
