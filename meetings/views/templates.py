"""Templates of meetings: the list, writing one, taking one from a meeting, and a meeting made of one."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from django.views.generic.edit import FormView

from core.numbers import number_in
from core.views import ObjectPermissionMixin, PermissionMixin, ScopedMixin, ServiceFormMixin
from meetings.models import MeetingTemplate
from meetings.services import (
    add_template,
    edit_template,
    latest_meeting,
    remove_template,
    save_as_template,
)
from meetings.template_forms import SaveAsTemplateForm, TemplateCallForm, TemplateForm, TemplateUpdateForm
from meetings.views.base import OfMeetingMixin
from meetings.views.calling import CallView
from network.models import Group


class TemplateListView(PermissionMixin, ScopedMixin, ListView):
    permission_required = "meetings.add_meeting"
    queryset = MeetingTemplate.objects.select_related("group").prefetch_related("items").order_by("name", "pk")
    template_name = "meetings/template_list.html"
    context_object_name = "templates"
    paginate_by = 50


class TemplateFormMixin(ServiceFormMixin):
    template_name = "meetings/template_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def get_success_url(self):
        return reverse("meetings:template-list", args=[self.request.network.slug])


class TemplateCreateView(PermissionMixin, TemplateFormMixin, FormView):
    permission_required = "meetings.add_meeting"
    form_class = TemplateForm
    success_message = _("The template was saved.")

    def get_initial(self):
        return {"language": self.request.user.language}

    def perform(self, form):
        return add_template(self.request.network, **form.values, actor=self.request.user)


class OfTemplateMixin(ObjectPermissionMixin):
    """The template named in the address."""

    permission_required = "meetings.add_meeting"
    queryset = MeetingTemplate.objects.select_related("network", "group")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"template": self.get_object()})


class TemplateUpdateView(OfTemplateMixin, TemplateFormMixin, FormView):
    form_class = TemplateUpdateForm
    success_message = _("The template was saved.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, template):
        return model_to_dict(template) | {"version": template.version}

    def get_form_kwargs(self):
        template = self.get_object()
        items = [model_to_dict(item) for item in template.items.all()]
        return super().get_form_kwargs() | {"template": template, "items": items}

    def perform(self, form):
        version = form.cleaned_data["version"]
        return edit_template(self.get_object(), **form.values, version=version, actor=self.request.user)


class TemplateRemoveView(OfTemplateMixin, TemplateView):
    """Asks again; POST removes."""

    template_name = "meetings/template_remove.html"

    def get(self, request, *args, **kwargs):
        self.get_object()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        remove_template(self.get_object(), actor=request.user)
        messages.success(request, _("The template was removed."))
        return HttpResponseRedirect(reverse("meetings:template-list", args=[request.network.slug]))


class SaveAsTemplateView(OfMeetingMixin, ServiceFormMixin, FormView):
    """What a meeting has, for the ones to come."""

    form_class = SaveAsTemplateForm
    template_name = "meetings/save_as_template.html"
    success_message = _("The template was saved. Look at what it holds.")

    def get_initial(self):
        return {"name": self.meeting.title[:150], "for_all_groups": self.meeting.group_id is None}

    def perform(self, form):
        return save_as_template(self.meeting, **form.cleaned_data, actor=self.request.user)

    def get_success_url(self):
        return reverse("meetings:template-update", args=[self.request.network.slug, self.result.pk])


class TemplateCallView(OfTemplateMixin, CallView):
    """A meeting from a template in one step; it goes on from the group's last meeting where there is one."""

    form_class = TemplateCallForm

    @property
    def template(self):
        return self.get_object()

    @cached_property
    def groups(self):
        groups = Group.objects.visible_to(self.request.user).filter(network=self.request.network)
        template = self.get_object()
        return groups.filter(pk=template.group_id) if template.group_id else groups.filter(ended_on=None)

    @cached_property
    def group(self):
        """The group that the template or the address names, or the form once it was sent."""
        key = self.request.POST.get("group") or self.get_object().group_id or self.request.GET.get("ryhma", "")
        key = number_in(str(key))
        if key is None:
            return None
        return (
            get_object_or_404(self.groups, pk=key)
            if self.request.method == "GET"
            else self.groups.filter(pk=key).first()
        )

    @cached_property
    def previous(self):
        return latest_meeting(self.group) if self.group else None

    def get_initial(self):
        template = self.get_object()
        place = {"place_name": template.place_name, "place_address": template.place_address}
        return {"group": self.group} | (place if any(place.values()) else super().get_initial())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"groups": self.groups}

    def perform(self, form):
        form.cleaned_data.pop("group")
        return super().perform(form)
