"""People: the list, one person, adding, editing, positions."""

from copy import copy

from django.forms import model_to_dict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView

from core.forms import SearchForm
from core.models import LogEntry
from core.views import (
    ObjectPermissionMixin,
    PartialMixin,
    PermissionMixin,
    ScopedMixin,
    ServiceFormMixin,
)
from network.forms import PersonEditForm, PersonForm, PositionEndForm, PositionForm
from network.models import Person, Position, Role
from network.queries import memberships_of, people_with_positions
from network.sections import sections_of
from network.services import PersonExists, add_person, add_position, edit_person, end_position
from network.views.adding import AddInPlaceMixin


class SearchedListMixin(PermissionMixin, PartialMixin):
    """A list in pages, narrowed by ``?q=`` to the rows whose names match."""

    paginate_by = 50

    def get_queryset(self):
        self.search_form = SearchForm(self.request.GET)
        words = self.search_form.cleaned_data["q"] if self.search_form.is_valid() else ""
        rows = super().get_queryset()
        return rows.search(words) if words else rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(search_form=self.search_form, **kwargs)


class PersonListView(SearchedListMixin, ScopedMixin, ListView):
    permission_required = "network.list_people"
    queryset = Person.objects.all()
    template_name = "network/person_list.html"
    partial_template_name = "network/_person_table.html"

    def get_queryset(self):
        return people_with_positions(super().get_queryset(), timezone.localdate())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for person in context["object_list"]:
            person.network = self.request.network  # saves a query for each address
        return context


class PersonDetailView(ObjectPermissionMixin, DetailView):
    permission_required = "network.view_person"
    queryset = Person.objects.select_related("network", "user")
    template_name = "network/person_detail.html"

    def get_context_data(self, **kwargs):
        person = self.get_object()
        roles = Role.objects.visible_to(self.request.user).filter(user=person.user_id, network=person.network)
        return super().get_context_data(
            positions=person.positions.select_related("organisation").order_by("-valid_to", "-valid_from", "pk"),
            memberships=memberships_of(person),
            sections=sections_of(person, self.request.user),
            roles=roles.on(timezone.localdate()).order_by("kind", "pk") if person.user_id else [],
            entries=LogEntry.objects.of(person)[:20],
            other_names=[double.name for double in person.merged.order_by("pk")],
            today=timezone.localdate(),
            **kwargs,
        )


class PersonCreateView(AddInPlaceMixin, FormView):
    permission_required = "network.add_person"
    form_class = PersonForm
    template_name = "network/person_form.html"
    partial_template_name = "network/_person_dialog.html"
    success_message = _("The person was added.")

    def get_initial(self):
        first_name, _space, last_name = self.typed_name.rpartition(" ")
        return {"first_name": first_name, "last_name": last_name}

    def perform(self, form):
        try:
            return add_person(self.request.network, **form.cleaned_data, actor=self.request.user)
        except PersonExists as error:
            self.existing = error.existing
            form.ask_namesake()
            raise


class PersonUpdateView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    permission_required = "network.change_person"
    queryset = Person.objects.select_related("network")
    form_class = PersonEditForm
    template_name = "network/person_form.html"
    success_message = _("The person was saved.")

    def get_initial(self):
        return {"version": self.get_object().version}

    def get_form_kwargs(self):
        # A copy: the form writes what was typed into it, and the page's heading stays true.
        return super().get_form_kwargs() | {"instance": copy(self.get_object())}

    def get_initial_for(self, current):
        return model_to_dict(current)

    def perform(self, form):
        return edit_person(self.get_object(), **form.cleaned_data, actor=self.request.user)


class PositionCreateView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    permission_required = "network.change_person"
    queryset = Person.objects.select_related("network")
    form_class = PositionForm
    template_name = "network/position_form.html"
    success_message = _("The position was added.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def perform(self, form):
        add_position(self.get_object(), **form.cleaned_data, actor=self.request.user)
        return self.get_object()


class PositionEndView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """Ends a position, and with it the roles that whoever may end roles chooses."""

    permission_required = "network.change_person"
    queryset = Person.objects.select_related("network", "user")
    form_class = PositionEndForm
    template_name = "network/position_end.html"
    success_message = _("The position was ended. Old records keep it as it was.")

    @cached_property
    def position(self):
        positions = Position.objects.visible_to(self.request.user).filter(person=self.get_object())
        return get_object_or_404(positions.select_related("organisation"), pk=self.kwargs["position"])

    @cached_property
    def roles(self):
        """Roles of today of the person, as far as the user may end them."""
        person = self.get_object()
        if person.user_id is None or not self.request.user.has_perm("network.manage_roles", person):
            return Role.objects.none()
        roles = Role.objects.visible_to(self.request.user).filter(user=person.user_id, network=person.network)
        return roles.on(timezone.localdate()).order_by("kind", "pk")

    def get_initial(self):
        others = self.get_object().positions.on(timezone.localdate()).exclude(pk=self.position.pk)
        # Whoever has no other position has no work here any more.
        leaves = self.roles if not others.exists() else self.roles.filter(organisation=self.position.organisation)
        return {"last_day": timezone.localdate(), "roles": list(leaves)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"roles": self.roles}

    def get_context_data(self, **kwargs):
        return super().get_context_data(position=self.position, **kwargs)

    def post(self, request, *args, **kwargs):
        self.position  # noqa: B018 -- a position that is not there is 404, whatever was typed
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        end_position(self.position, **form.cleaned_data, actor=self.request.user)
        return self.get_object()
