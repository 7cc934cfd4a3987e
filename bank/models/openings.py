"""Opening the concern of an order by exception: with a reason, for an hour, and told to those whom it concerns."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.models.orders import Order
from bank.querysets import ConcernOpeningQuerySet
from core.fields import GuardedTextField
from core.privacy import DataClass, Keep

OPEN_FOR = timedelta(minutes=60)
REASON_LENGTH = 300


class ConcernOpening(models.Model):
    """That an administrator opened a concern; it ends by itself. Each reading is a row of the log of readings."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="concern_openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = GuardedTextField(_("reason"), max_length=REASON_LENGTH, holds=DataClass.STAFF, keep=Keep.LOG)
    opened_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False)

    objects = ConcernOpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("exceptional reading")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at")), name="concern_opening_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return f"{self.order_id}: {self.opened_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return reverse("concerns:opening-detail", args=[self.order.network.slug, self.pk])

    @property
    def is_open(self):
        return timezone.now() < self.ends_at

    @property
    def what(self):
        """What the log of readings says was read: leads from a reading to its reason."""
        return f"concern:{self.pk}"
