"""The zone finder: what could help a worker with a worry, and why."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from core.views import PartialMixin
from methods.enums import Situation
from methods.figures import zone_figure
from methods.forms import FinderForm
from methods.queries import finder_results, zones
from methods.queries.zones import NOTICE_ZONE, zone_of_step
from methods.views.addresses import AddressesMixin
from methods.views.ordering import OrderingMixin


@method_decorator(login_not_required, name="dispatch")
class ZoneFinderView(AddressesMixin, PartialMixin, OrderingMixin, TemplateView):
    """Everything chosen stands in the address and nowhere else; the zone is the worker's own worry."""

    http_method_names = ["get", "head", "options"]
    address_name = "zone-finder"
    template_name = "methods/zone_finder.html"
    partial_template_name = "methods/_finder_results.html"

    def get(self, request, *args, **kwargs):
        self.form = FinderForm(request.GET)
        self.choice = self.form.choice
        response = super().get(request, *args, **kwargs)
        if self.choice:
            add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs):
        zone = zone_of_step(self.choice.step) if self.choice.step else None
        return super().get_context_data(
            form=self.form,
            choice=self.choice,
            zones=zones(),
            figure=zone_figure(zones()["zones"], []),
            chosen=self._in_words(zone),
            notice=zones()["notice"] if zone == NOTICE_ZONE else None,
            groups=finder_results(self.choice) if self.choice else [],
            order_query=self._order_query(zone),
            **kwargs,
        )

    def _in_words(self, zone):
        """What was chosen as it is read above the results and on paper."""
        form, choice = self.form, self.choice
        steps = {step["step"]: step for row in zones()["zones"] for step in row["steps"]}
        return {
            "zone": next((row for row in zones()["zones"] if row["zone"] == zone), None),
            "step": steps.get(choice.step),
            "situation": dict(form.fields["tilanne"].choices).get(choice.situation) if choice.situation else "",
            "parties": [label for value, label in form.fields["mukana"].choices if value in choice.parties],
        }

    def _order_query(self, zone):
        """What the order form is told beside the method: "&vyohyke=3&tilanne=…"."""
        told = {"vyohyke": zone, "tilanne": self.choice.situation and str(Situation(self.choice.situation).label)}
        told = {name: value for name, value in told.items() if value}
        return f"&{urlencode(told)}" if told else ""
