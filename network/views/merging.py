"""Merging two rows of one person: pick the double, look at what moves, confirm."""

from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from core.errors import DomainError
from core.views import ObjectPermissionMixin, ServiceFormMixin
from network.forms import MergeForm
from network.models import Person
from network.services import merge_people, preview_merge


class PersonMergeView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """The first POST shows what would move; the one with ``confirmed`` merges."""

    permission_required = "network.merge_people"
    queryset = Person.objects.select_related("network", "user")
    form_class = MergeForm
    template_name = "network/person_merge.html"
    success_message = _("The two are one person now.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        try:
            preview = preview_merge(form.cleaned_data["double"], into=self.get_object())
        except DomainError as error:
            form.add_error("double", str(error))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def perform(self, form):
        return merge_people(form.cleaned_data["double"], into=self.get_object(), actor=self.request.user)
