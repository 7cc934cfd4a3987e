"""What the pages of one day share."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.edit import FormView

from core.views import ObjectPermissionMixin, PermissionMixin, ServiceFormMixin
from workshops.models import Workshop, WorkshopDay


class OfDayMixin(ObjectPermissionMixin):
    """About the day in the address; ``day`` is it, with its meeting. By default for those who keep it."""

    permission_required = "workshops.host_day"
    queryset = WorkshopDay.objects.select_related("network", "meeting")

    @property
    def day(self):
        return self.get_object()

    def find(self, model, key):
        """The row of the day with this key, among those that the user may see, or ``Http404``."""
        row = get_object_or_404(model.objects.visible_to(self.request.user).filter(day=self.day), pk=key)
        row.day = self.day
        return row

    def url_of(self, name):
        """The address of another page of the day."""
        return reverse(f"workshops:{name}", args=[self.day.network.slug, self.day.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"day": self.day} | kwargs)


class UnchangedMixin:
    """A page that asks for itself anew with the ``mark`` of what it shows: nothing is sent while it is that."""

    mark = ""

    def get(self, request, *args, **kwargs):
        if request.htmx and request.headers.get("X-Mark") == self.mark:
            return HttpResponse(status=204)
        return super().get(request, *args, **kwargs)


class HostFormView(PermissionMixin, ServiceFormMixin, FormView):
    """A form for those who keep the day: ``heading``, ``submit`` and where cancelling leads."""

    permission_required = "workshops.host_day"
    template_name = "workshops/form.html"
    heading = submit = None

    def get_context_data(self, **kwargs):
        context = {"heading": self.heading, "submit": self.submit, "cancel_url": self.back_url()}
        return super().get_context_data(**context | kwargs)


class OfDayFormView(OfDayMixin, HostFormView):
    """A form about the day in the address; goes back to its page."""

    def back_url(self):
        return self.day.get_absolute_url()

    def get_success_url(self):
        return self.back_url()


class WithDayMixin:
    """Tells the form of which day it is."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"day": self.day}


class OfWorkshopMixin:
    """``workshop`` is that of the address, in the day of the address."""

    @cached_property
    def workshop(self):
        return self.find(Workshop, self.kwargs["workshop"])
