"""Roles of a person's account; for administrators."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from core.views import ActionView, ObjectPermissionMixin, ServiceFormMixin
from network.forms import AccessForm
from network.models import Person, Role
from network.services import end_role, give_access


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


class RoleEndView(ActionView):
    """Takes a role away at once."""

    permission_required = "network.manage_roles"
    model = Person
    success_message = _("The role was taken away.")

    def act(self, target):
        roles = Role.objects.visible_to(self.request.user).filter(network=self.request.network)
        role = get_object_or_404(roles, user=target.user_id, pk=self.kwargs["role"])
        return end_role(role, actor=self.request.user)
