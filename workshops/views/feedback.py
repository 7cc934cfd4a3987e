"""What people thought of a day, and the days of the network compared."""

from django.views.generic import DetailView, TemplateView

from core.disclosure import SMALLEST
from core.views import PermissionMixin
from workshops.queries import charts_of_days, feedback_of, means_of_days, scale_labels
from workshops.views.base import OfDayMixin


class FeedbackView(OfDayMixin, DetailView):
    permission_required = "workshops.view_workshopday"
    template_name = "workshops/feedback.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(result=feedback_of(self.day, self.request.user), smallest=SMALLEST, **kwargs)


class FeedbackYearsView(PermissionMixin, TemplateView):
    permission_required = "workshops.list_days"
    template_name = "workshops/feedback_years.html"

    def get_context_data(self, **kwargs):
        rows = means_of_days(self.request.network, self.request.user)
        labels = [label for _name, label in scale_labels()]
        charts = charts_of_days(rows)
        return super().get_context_data(rows=rows, labels=labels, charts=charts, smallest=SMALLEST, **kwargs)
