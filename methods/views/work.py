"""The work on the catalogue at a glance: what is written, what is due."""

from django.utils import timezone
from django.views.generic import ListView
from django_filters.views import FilterView

from core.views import PartialMixin, ScopedMixin
from methods.enums import Language
from methods.filters import WorkFilter
from methods.models import Method, MethodVersion
from methods.queries import due_reviews, language_label, overview_rows, review_is_overdue
from methods.views.editors import EditorsMixin


class OverviewView(EditorsMixin, ScopedMixin, PartialMixin, FilterView):
    """Methods × languages: what is being made of each, what holds, and how far the languages have come."""

    queryset = Method.objects.with_current().order_by("position", "code")
    filterset_class = WorkFilter
    template_name = "methods/work/overview.html"
    partial_template_name = "methods/work/_overview_table.html"
    paginate_by = 50
    # An invalid filter shows its error and the whole list: nothing seems to be lost.
    strict = False

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = overview_rows(context["object_list"], timezone.localdate())
        return context | {"rows": rows, "languages": [language_label(code) for code in Language.values]}


class DueListView(EditorsMixin, ScopedMixin, ListView):
    """What holds and is to be looked through soon, or should have been."""

    queryset = MethodVersion.objects.all()
    template_name = "methods/work/due_list.html"
    paginate_by = 50

    def get_queryset(self):
        return due_reviews(timezone.localdate()).visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        context, today = super().get_context_data(**kwargs), timezone.localdate()
        for version in context["object_list"]:
            version.is_past = version.review_on < today
            version.is_overdue = review_is_overdue(version, today)
        return context
