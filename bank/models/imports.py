"""An Excel file between its upload and its saving: what was read, for its author to look at."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import ImportKind
from bank.querysets import ImportPreviewQuerySet
from core.fields import GuardedCharField, GuardedJSONField
from core.privacy import DataClass, Keep

# A forgotten preview holds people's data for no longer.
KEPT_FOR = timedelta(hours=2)


def end_of_preview():
    return timezone.now() + KEPT_FOR


class ImportPreview(models.Model):
    """The cells of an uploaded sheet, as text; wiped when they have been saved, or when their time is over."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey("network.Network", models.CASCADE, related_name="+")
    kind = GuardedCharField(max_length=10, choices=ImportKind, holds=DataClass.STAFF, keep=Keep.SESSION)
    file_name = GuardedCharField(_("file"), max_length=120, holds=DataClass.STAFF, keep=Keep.SESSION)
    # Shape: [[row number, {column name: text}]]
    rows = GuardedJSONField(default=list, blank=True, holds=DataClass.CONTACT, keep=Keep.SESSION)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=end_of_preview, editable=False)
    saved_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ImportPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview of an import")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(saved_at__isnull=True) | Q(rows=[]), name="saved_preview_is_wiped")
        ]
        indexes = [models.Index(fields=["expires_at"], name="importpreview_expires")]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bank:import-preview", args=[self.network.slug, self.key])

    @property
    def is_open(self):
        return self.saved_at is None and self.expires_at > timezone.now()
