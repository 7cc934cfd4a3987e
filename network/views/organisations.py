"""Organisations: the list, one organisation, adding, editing."""

from copy import copy

from django.db.models import F
from django.forms import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView

from core.models import LogEntry
from core.views import ObjectPermissionMixin, ScopedMixin, ServiceFormMixin
from network.forms import OrganisationEditForm, OrganisationForm
from network.models import Organisation, Position
from network.queries import memberships_of
from network.sections import sections_of
from network.services import OrganisationExists, add_organisation, edit_organisation
from network.views.adding import AddInPlaceMixin
from network.views.people import SearchedListMixin


class OrganisationListView(SearchedListMixin, ScopedMixin, ListView):
    permission_required = "network.view_organisation"
    queryset = Organisation.objects.select_related("parent", "municipality__successor")
    template_name = "network/organisation_list.html"
    partial_template_name = "network/_organisation_table.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for organisation in context["object_list"]:
            organisation.network = self.request.network  # saves a query for each address
        return context


class OrganisationDetailView(ObjectPermissionMixin, DetailView):
    permission_required = "network.view_organisation"
    queryset = Organisation.objects.select_related("network", "parent__network", "municipality__successor")
    template_name = "network/organisation_detail.html"

    def get_context_data(self, **kwargs):
        organisation, user = self.get_object(), self.request.user
        keeps_people = user.has_perm("network.list_people", organisation)
        positions = Position.objects.visible_to(user).filter(organisation=organisation)
        positions = positions.select_related("person__network").order_by("person__last_name", "person__first_name")
        today = timezone.localdate()
        return super().get_context_data(
            units=organisation.units.select_related("network").order_by(F("valid_to").desc(nulls_first=True), "name"),
            positions=positions.on(today) if keeps_people else None,
            earlier_positions=positions.filter(valid_to__lt=today).order_by("-valid_to", "pk")
            if keeps_people
            else None,
            memberships=memberships_of(organisation),
            other_names=[double.name for double in organisation.merged.order_by("name", "pk")],
            sections=sections_of(organisation, user),
            entries=LogEntry.objects.of(organisation)[:20] if keeps_people else None,
            **kwargs,
        )


class OrganisationCreateView(AddInPlaceMixin, FormView):
    permission_required = "network.add_organisation"
    form_class = OrganisationForm
    template_name = "network/organisation_form.html"
    partial_template_name = "network/_organisation_dialog.html"
    success_message = _("The organisation was added.")

    def get_initial(self):
        return {"name": self.typed_name}

    def perform(self, form):
        try:
            return add_organisation(self.request.network, **form.cleaned_data, actor=self.request.user)
        except OrganisationExists as error:
            self.existing = [error.existing] if error.existing else []
            raise


class OrganisationUpdateView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    permission_required = "network.change_organisation"
    queryset = Organisation.objects.select_related("network")
    form_class = OrganisationEditForm
    template_name = "network/organisation_form.html"
    success_message = _("The organisation was saved.")

    def get_initial(self):
        return {"version": self.get_object().version}

    def get_form_kwargs(self):
        # A copy: the form writes what was typed into it, and the page's heading stays true.
        context = {"instance": copy(self.get_object()), "user": self.request.user, "network": self.request.network}
        return super().get_form_kwargs() | context

    def get_initial_for(self, current):
        return model_to_dict(current)

    def perform(self, form):
        return edit_organisation(self.get_object(), **form.cleaned_data, actor=self.request.user)
