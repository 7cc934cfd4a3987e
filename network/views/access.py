"""Roles of a person's account; for administrators."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from core.views import ActionView, ObjectPermissionMixin, ServiceFormMixin
from network.forms import AccessForm
from network.models import Person, Role
from network.services import change_role, end_role, give_access


class AccessView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """Gives a person a role, and an account when there is none."""

    permission_required = "network.manage_roles"
    queryset = Person.objects.select_related("network", "user")
    form_class = AccessForm
    template_name = "network/access_form.html"
    success_message = _("The role was given.")

    def perform(self, form):
        give_access(self.get_object(), **form.cleaned_data, actor=self.request.user)
        return self.get_object()


class RoleChangeView(AccessView):
    """Gives another role in the place of one."""

    template_name = "network/role_change.html"
    success_message = _("The role was changed.")

    @cached_property
    def role(self):
        return role_of(self, self.get_object())

    def get_initial(self):
        return {"kind": self.role.kind}

    def get_context_data(self, **kwargs):
        return super().get_context_data(role=self.role, **kwargs)

    def post(self, request, *args, **kwargs):
        self.role  # noqa: B018 -- a role that is not there is 404, whatever was typed
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        change_role(self.role, **form.cleaned_data, actor=self.request.user)
        return self.get_object()


def role_of(view, person):
    """The role of the address, among the person's own in this network; 404 when there is none."""
    roles = Role.objects.visible_to(view.request.user).filter(network=view.request.network)
    return get_object_or_404(roles.select_related("user", "network"), user=person.user_id, pk=view.kwargs["role"])


class RoleEndView(ActionView):
    """Takes a role away at once."""

    permission_required = "network.manage_roles"
    model = Person
    success_message = _("The role was taken away.")

    def act(self, target):
        return end_role(role_of(self, target), actor=self.request.user)
