"""An Excel file of the bank between its upload and its saving."""

from django.db import models
from django.urls import reverse

from bank.enums import ImportKind
from bank.querysets import ImportPreviewQuerySet
from core.fields import GuardedCharField
from core.privacy import DataClass, Keep
from core.spreadsheets.previews import SheetPreview


class ImportPreview(SheetPreview):
    """One sheet; ``rows`` are ``[[row number, {column name: text}]]``."""

    network = models.ForeignKey("network.Network", models.CASCADE, related_name="+")
    kind = GuardedCharField(max_length=10, choices=ImportKind, holds=DataClass.STAFF, keep=Keep.SESSION)

    objects = ImportPreviewQuerySet.as_manager()

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bank:import-preview", args=[self.network.slug, self.key])
