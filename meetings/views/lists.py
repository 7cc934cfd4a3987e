"""The attendance: a short list with a page on which rows are added one after the other."""

from django.urls import reverse

from meetings.views.base import SectionFormView


class RowsMixin:
    """Every act comes back to the page of the list. ``kind`` is the beginning of its URL names."""

    kind = None

    def get_place(self):
        return ""

    def get_success_url(self):
        return reverse(f"meetings:{self.kind}-list", args=[self.request.network.slug, self.meeting.pk])


class RowsView(RowsMixin, SectionFormView):
    """The list, and below it the form that adds a row."""

    template_name = "meetings/rows.html"

    def get_context_data(self, **kwargs):
        rows = getattr(self.meeting, f"{self.kind}s").all()
        return super().get_context_data(rows=rows, kind=self.kind, **kwargs)
