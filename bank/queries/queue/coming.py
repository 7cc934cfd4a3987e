"""What is coming."""

from datetime import timedelta

from django.utils import timezone

from bank.models import Order
from bank.queries.status import facilitators_of
from network.models import Network, User


def coming_orders(network: Network, user: User, *, days: int = 30, limit: int = 10) -> list[Order]:
    """Open orders with a date within the next days, soonest first, with their facilitators; two queries."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(
        network=network, outcome="", wished_latest__gte=day, wished_earliest__lte=day + timedelta(days=days)
    )
    found = list(orders.order_by("wished_earliest", "pk").prefetch_related("slots")[:limit])
    for order in found:
        order.network, order.team = network, facilitators_of(order)
    return found
