"""Merging two rows of one person or organisation: pick the double, look at what moves, confirm."""

from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from core.errors import DomainError
from core.views import ObjectPermissionMixin, ServiceFormMixin
from network.forms import OrganisationMergeForm, PersonMergeForm
from network.models import Organisation, Person
from network.services import merge_organisations, merge_people, preview_merge, preview_organisation_merge


class MergeView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """The first POST shows what would move (``preview``); the one with ``confirmed`` merges."""

    preview = merge = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        try:
            preview = self.preview(form.cleaned_data["double"], into=self.get_object())
        except DomainError as error:
            form.add_error("double", str(error))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def perform(self, form):
        return self.merge(form.cleaned_data["double"], into=self.get_object(), actor=self.request.user)


class PersonMergeView(MergeView):
    permission_required = "network.merge_people"
    queryset = Person.objects.select_related("network", "user")
    form_class = PersonMergeForm
    template_name = "network/person_merge.html"
    success_message = _("The two are one person now.")
    preview, merge = staticmethod(preview_merge), staticmethod(merge_people)


class OrganisationMergeView(MergeView):
    permission_required = "network.merge_organisations"
    queryset = Organisation.objects.select_related("network", "parent", "municipality__successor")
    form_class = OrganisationMergeForm
    template_name = "network/organisation_merge.html"
    success_message = _("The two are one organisation now.")
    preview, merge = staticmethod(preview_organisation_merge), staticmethod(merge_organisations)
