"""Groups: the list, adding, editing. Their members and names over time come with the meetings' own pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from django.views.generic.edit import FormView

from core.views import ObjectPermissionMixin, PermissionMixin, ScopedMixin, ServiceFormMixin
from network.forms import GroupForm
from network.models import Group
from network.services import add_group, edit_group


class GroupListView(PermissionMixin, ScopedMixin, ListView):
    permission_required = "network.view_group"
    queryset = Group.objects.all()
    template_name = "network/group_list.html"
    paginate_by = 50


class GroupFormMixin(ServiceFormMixin):
    form_class = GroupForm
    template_name = "network/group_form.html"

    def get_success_url(self):
        return reverse("network:group-list", args=[self.request.network.slug])


class GroupCreateView(PermissionMixin, GroupFormMixin, FormView):
    permission_required = "network.manage_groups"
    success_message = _("The group was added.")

    def perform(self, form):
        return add_group(self.request.network, **form.cleaned_data, actor=self.request.user)


class GroupUpdateView(ObjectPermissionMixin, GroupFormMixin, FormView):
    permission_required = "network.manage_groups"
    queryset = Group.objects.all()
    success_message = _("The group was saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.get_object()}

    def perform(self, form):
        return edit_group(self.get_object(), **form.cleaned_data, actor=self.request.user)
