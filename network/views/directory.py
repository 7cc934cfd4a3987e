"""The directory: people, organisations and groups of the network by any part of a name."""

from django.views.generic import TemplateView

from core.forms import SearchForm
from core.views import PartialMixin, PermissionMixin
from network.queries import search_directory


class DirectoryView(PermissionMixin, PartialMixin, TemplateView):
    """``?q=`` finds; without it the page says what can be looked for. Who sees whom is as on the lists."""

    permission_required = "network.view_network"
    template_name = "network/directory.html"
    partial_template_name = "network/_directory_results.html"

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        found = search_directory(self.request.network, self.request.user, words)
        return super().get_context_data(search_form=form, words=words, found=found, **kwargs)
