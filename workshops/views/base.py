"""What the pages of one day share."""

from django.shortcuts import get_object_or_404
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

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"day": self.day} | kwargs)


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


class OfWorkshopMixin:
    """``workshop`` is that of the address, in the day of the address."""

    @cached_property
    def workshop(self):
        rows = Workshop.objects.visible_to(self.request.user).filter(day=self.day)
        workshop = get_object_or_404(rows, pk=self.kwargs["workshop"])
        workshop.day = self.day
        return workshop
