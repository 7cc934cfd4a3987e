"""What happened to an order, step by step; never edited (a trigger refuses it)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import OrderStep
from bank.models.orders import ORDER, Order
from core.fields import GuardedCharField
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.privacy import DataClass, Keep


class OrderEvent(models.Model):
    """One step of an order: who, when and why. ``at`` is when it was recorded, ``happened_on`` when it was done.

    ``date`` is the date that the step set, as a new date of a postponed order. The reason is for coordinators.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="events")
    step = GuardedCharField(_("step"), max_length=24, choices=OrderStep, **ORDER)
    at = models.DateTimeField(default=timezone.now, editable=False)
    happened_on = models.DateField(null=True, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    date = FuzzyDateColumns(_("date"), **ORDER)
    reason = GuardedCharField(_("reason"), max_length=500, blank=True, holds=DataClass.STAFF, keep=Keep.ORDER)

    class Meta:
        verbose_name = _("step of an order")
        ordering = ["pk"]
        constraints = [fuzzy_check("date")]
        indexes = [models.Index(fields=["order", "step"], name="orderevent_order_step")]

    def __str__(self):
        return f"{self.order_id}: {self.step}"
