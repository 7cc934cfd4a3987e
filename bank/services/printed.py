"""Printed reports of orders that hold what is no longer to be kept."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from bank.models import Order
from core.models import StoredFile
from network.models import Network


def drop_reports(orders: Iterable[Order]) -> None:
    """Delete the reports of orders; one that is still being made reads its order as it is then."""
    _drop(StoredFile.objects.filter(subject_type=Order._meta.label_lower, subject_id__in=[one.pk for one in orders]))


def drop_tables(network: Network) -> None:
    """Delete the registers, tables and sheets of a network's bank: they are made anew when they are asked for."""
    _drop(StoredFile.objects.of(network).filter(kind__startswith="bank."))


def _drop(files: QuerySet[StoredFile]) -> None:
    ready = files.filter(ready_at__isnull=False)
    for stored in ready:
        transaction.on_commit(partial(stored.file.storage.delete, stored.file.name), robust=True)
    ready.delete()
