"""What came of a method: the bank's results back to the catalogue."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic.base import TemplateView

from bank.documents.yearly.words import STANDING_WORDS
from bank.feedback import SMALLEST_CELL
from bank.queries import method_results
from core.views import PermissionMixin
from methods.models import Method


class MethodResultsView(PermissionMixin, TemplateView):
    """The results of a method (``?menetelma=`` its code) in this network; small figures for coordinators alone."""

    permission_required = "network.view_network"
    template_name = "bank/method_results.html"

    def get_context_data(self, **kwargs):
        methods, code = Method.objects.published(), self.request.GET.get("menetelma", "")
        small_too = self.request.user.has_perm("bank.view_feedback", self.request.network)
        chosen = {"protect": not small_too, "smallest": SMALLEST_CELL}
        if code:
            method = get_object_or_404(methods, code=code)
            results = method_results(self.request.network, method, today=timezone.localdate(), small_too=small_too)
            outcomes = [(STANDING_WORDS[name], count) for name, count in results.outcomes.items()]
            chosen |= {"method": method, "results": results, "outcomes": outcomes}
        return super().get_context_data(methods=methods, **chosen, **kwargs)
