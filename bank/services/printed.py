"""Printed reports of orders that hold what is no longer to be kept."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from bank.models import Order
from core.models import StoredFile


def drop_reports(orders: Iterable[Order]) -> None:
    """Delete the reports of orders; one that is still being made reads its order as it is then."""
    ready = StoredFile.objects.filter(
        subject_type=Order._meta.label_lower, subject_id__in=[order.pk for order in orders], ready_at__isnull=False
    )
    for stored in ready:
        transaction.on_commit(partial(stored.file.storage.delete, stored.file.name), robust=True)
    ready.delete()
