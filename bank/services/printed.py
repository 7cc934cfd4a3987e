"""Printed reports of orders that hold what is no longer to be kept."""

from collections.abc import Iterable

from bank.models import Order
from core.documents import forget_documents
from core.models import StoredFile
from network.models import Network


def drop_reports(orders: Iterable[Order]) -> None:
    """Delete the reports of orders."""
    forget_documents(
        StoredFile.objects.filter(subject_type=Order._meta.label_lower, subject_id__in=[one.pk for one in orders])
    )


def drop_tables(network: Network) -> None:
    """Delete the registers, tables and sheets of a network's bank: they are made anew when they are asked for."""
    forget_documents(StoredFile.objects.of(network).filter(kind__startswith="bank."))
