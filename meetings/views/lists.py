"""Parts that are listed on a page of their own."""

from django.urls import reverse


class RowsMixin:
    """Every act comes back to the page of the list. ``kind`` is the beginning of its URL names."""

    kind = None

    def get_place(self):
        return ""

    def get_success_url(self):
        return reverse(f"meetings:{self.kind}-list", args=[self.request.network.slug, self.meeting.pk])
