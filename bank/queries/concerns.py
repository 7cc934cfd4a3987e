"""Who has read the concern of an order."""

from django.db.models import QuerySet

from bank.models import Order
from core.models import ViewLog

READINGS_SHOWN = 50


def readings_of(order: Order) -> QuerySet[ViewLog]:
    """The newest readings of the concern with their readers, newest first; one query."""
    rows = ViewLog.objects.filter(target_type=Order._meta.label_lower, target_id=order.pk, what="concern")
    return rows.select_related("user").order_by("-pk")[:READINGS_SHOWN]
