"""A workbook of organisations and people between its upload and its saving."""

from django.db import models
from django.urls import reverse

from core.spreadsheets.previews import SheetPreview
from network.models.places import Network
from network.querysets import ImportPreviewQuerySet


class ImportPreview(SheetPreview):
    """``rows`` are ``[[name of the sheet, row number, {column name: text}]]``."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="+")

    objects = ImportPreviewQuerySet.as_manager()

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("network:import-preview", args=[self.network.slug, self.key])
