"""Erasing a person for good: what goes and what stays is told before it is done."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from core.errors import DomainError
from core.views import ObjectPermissionMixin
from network.models import Person
from network.services import erase_person


class PersonEraseView(ObjectPermissionMixin, DetailView):
    http_method_names = ["get", "head", "post", "options"]
    permission_required = "network.erase_person"
    queryset = Person.objects.select_related("network", "user")
    template_name = "network/person_erase.html"

    def post(self, request, *args, **kwargs):
        person = self.get_object()
        try:
            erase_person(person, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(person.get_absolute_url())
        messages.success(request, _("The person was erased."))
        return HttpResponseRedirect(reverse("network:person-list", args=[person.network.slug]))
