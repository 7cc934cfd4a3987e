"""Groups: the list, one group with its members and names over time, adding, editing."""

from django.db.models import F
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView

from core.models import LogEntry
from core.views import ObjectPermissionMixin, PermissionMixin, ScopedMixin, ServiceFormMixin
from network.forms import GroupEditForm, GroupForm, GroupMemberForm, GroupRenameForm, LastDayForm
from network.models import Group, GroupMembership
from network.queries import members_after, members_before, members_on
from network.services import add_group, add_group_member, edit_group, end_group_membership, rename_group


class GroupListView(PermissionMixin, ScopedMixin, ListView):
    """Groups that meet today; those that have ended come last."""

    permission_required = "network.view_group"
    queryset = Group.objects.select_related("parent", "theme").order_by("ended_on", "name", "pk")
    template_name = "network/group_list.html"
    paginate_by = 50


class GroupDetailView(ObjectPermissionMixin, DetailView):
    permission_required = "network.view_group"
    queryset = Group.objects.select_related("network", "parent", "theme")
    template_name = "network/group_detail.html"

    def get_context_data(self, **kwargs):
        group, today = self.get_object(), timezone.localdate()
        manages = self.request.user.has_perm("network.manage_groups", group)
        return super().get_context_data(
            members=members_on(group, today),
            coming_members=members_after(group, today),
            earlier_members=members_before(group, today),
            names=group.names.order_by(F("valid_from").asc(nulls_first=True)),
            subgroups=group.subgroups.order_by("name", "pk"),
            today=today,
            entries=LogEntry.objects.of(group)[:20] if manages else None,
            **kwargs,
        )


class GroupFormMixin(ServiceFormMixin):
    template_name = "network/group_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}


class GroupCreateView(PermissionMixin, GroupFormMixin, FormView):
    permission_required = "network.manage_groups"
    form_class = GroupForm
    success_message = _("The group was added. Add its members.")

    def perform(self, form):
        return add_group(self.request.network, **form.cleaned_data, actor=self.request.user)


class GroupUpdateView(ObjectPermissionMixin, GroupFormMixin, FormView):
    permission_required = "network.manage_groups"
    queryset = Group.objects.select_related("network")
    form_class = GroupEditForm
    success_message = _("The group was saved.")

    def get_initial(self):
        return {"version": self.get_object().version}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.get_object()}

    def get_initial_for(self, current):
        return model_to_dict(current)

    def perform(self, form):
        return edit_group(self.get_object(), **form.cleaned_data, actor=self.request.user)


class OfGroupView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """A form about the group in the address; after it one is on the group's page."""

    permission_required = "network.manage_groups"
    queryset = Group.objects.select_related("network")
    template_name = "network/group_act.html"
    heading = submit = None

    def get_context_data(self, **kwargs):
        context = {"group": self.get_object(), "heading": self.heading, "submit": self.submit}
        return super().get_context_data(**context | kwargs)

    def get_success_url(self):
        return reverse("network:group-detail", args=[self.request.network.slug, self.get_object().pk])


class GroupRenameView(OfGroupView):
    form_class = GroupRenameForm
    heading = _("Rename the group")
    submit = _("Rename")
    success_message = _("The new name was saved.")

    def get_initial(self):
        return {"valid_from": timezone.localdate()}

    def perform(self, form):
        return rename_group(self.get_object(), **form.cleaned_data, actor=self.request.user)


class GroupMemberCreateView(OfGroupView):
    form_class = GroupMemberForm
    heading = _("Add a member")
    submit = _("Add to the group")
    success_message = _("The member was added.")

    def get_form_kwargs(self):
        context = {"user": self.request.user, "network": self.request.network, "group": self.get_object()}
        return super().get_form_kwargs() | context

    def get_initial(self):
        return {"valid_from": timezone.localdate()}

    def perform(self, form):
        return add_group_member(self.get_object(), **form.cleaned_data, actor=self.request.user)


class GroupMemberEndView(OfGroupView):
    form_class = LastDayForm
    submit = _("End the membership")
    success_message = _("The membership was ended. It stays in the group's history.")

    @cached_property
    def membership(self):
        rows = GroupMembership.objects.visible_to(self.request.user).filter(group=self.get_object())
        return get_object_or_404(rows.select_related("person", "organisation"), pk=self.kwargs["membership"])

    @property
    def heading(self):
        return _("End the membership: %(name)s") % {"name": self.membership}

    def get_initial(self):
        return {"last_day": timezone.localdate()}

    def post(self, request, *args, **kwargs):
        self.membership  # noqa: B018 -- a membership that is not there is 404, whatever was typed
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        return end_group_membership(self.membership, **form.cleaned_data, actor=self.request.user)
