"""Orders with what a line of the register shows."""

from django.db.models import Prefetch, QuerySet

from bank.models import ImportedRow, Order


def register_rows(orders: QuerySet[Order]) -> QuerySet[Order]:
    """The orders with what a line of the register shows; three queries whatever the number of rows."""
    rows = ImportedRow.objects.only("order_id", "cells", "uncertain", "row", "register")
    return orders.prefetch_related("slots", Prefetch("imported_row", queryset=rows))
