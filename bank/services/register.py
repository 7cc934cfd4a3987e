"""Where an order stands in the register."""

from django.utils import timezone

from bank.models import Order


def place_in_register(order: Order) -> None:
    """Sort by the best known day; a row of an older register stays in its place (``import_register`` set it)."""
    if order.pk and hasattr(order, "imported_row"):
        return
    order.register_date = (
        order.held_earliest
        or order.wished_earliest
        or order.received_on
        or order.register_date
        or timezone.localdate()
    )
    order.register_first_year = order.register_last_year = order.register_date.year
