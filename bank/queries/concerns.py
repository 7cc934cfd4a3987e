"""Who has read the concern of an order."""

from django.db.models import Q

from bank.models import ConcernOpening, Order
from core.models import ViewLog

READINGS_SHOWN = 50


def readings_of(order: Order) -> list[ViewLog]:
    """The newest readings of the concern with their readers, newest first; one query, or two.

    ``reason`` of a reading by exception is why it was opened, and empty for all others.
    """
    what = Q(what="concern") | Q(what__startswith="concern:")
    rows = ViewLog.objects.filter(what, target_type=Order._meta.label_lower, target_id=order.pk)
    readings = list(rows.select_related("user").order_by("-pk")[:READINGS_SHOWN])
    openings = {}
    if any(reading.what != "concern" for reading in readings):
        openings = {opening.what: opening.reason for opening in ConcernOpening.objects.filter(order=order)}
    for reading in readings:
        reading.reason = openings.get(reading.what, "")
    return readings
