"""What waits for the coordinator, and what is coming."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.models import Order
from bank.queries.status import facilitators_of
from network.models import Network, User

QUEUE_LENGTH = 10


@dataclass(frozen=True)
class QueueRow:
    """One thing that waits for the coordinator: an order, why it waits, and how long it has."""

    order: Order
    reason: str
    age_days: int
    act: str  # what the button says
    url: str


@dataclass(frozen=True)
class Queue:
    """A part of the queue: its rows, and whether there are more than shown."""

    rows: list[QueueRow]
    has_more: bool


def overdue_queue(network: Network, user: User, *, limit: int = QUEUE_LENGTH) -> Queue:
    """Orders whose date has passed without an outcome, oldest date first; one query."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(network=network).overdue(day).order_by("wished_latest", "pk")
    found = list(orders[: limit + 1])
    return Queue(
        [
            _queue_row(
                order,
                network,
                age=(day - order.wished_latest).days,
                reason=_("The wished date (%(date)s) has passed.") % {"date": order.wished_text},
                act=_("Record outcome"),
                page="bank:order-outcome",
            )
            for order in found[:limit]
        ],
        has_more=len(found) > limit,
    )


def unfilled_queue(network: Network, user: User, *, limit: int = QUEUE_LENGTH) -> Queue:
    """Open orders, neither overdue nor postponed, with a place to fill, oldest first; one query."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(network=network, postponed_at__isnull=True)
    orders = orders.unfilled().exclude(wished_latest__lt=day).order_by("pk")
    found = list(orders[: limit + 1])
    return Queue(
        [
            _queue_row(
                order,
                network,
                age=(day - (order.received_on or order.created_at.date())).days,
                reason=_("No facilitators yet."),
                act=_("Pick facilitators"),
                page="bank:order-team",
            )
            for order in found[:limit]
        ],
        has_more=len(found) > limit,
    )


def _queue_row(order: Order, network: Network, *, age: int, reason: str, act: str, page: str) -> QueueRow:
    order.network = network  # saves a query for each address
    return QueueRow(order, reason, age, act, reverse(page, args=[network.slug, order.pk]))


def coming_orders(network: Network, user: User, *, days: int = 30, limit: int = QUEUE_LENGTH) -> list[Order]:
    """Open orders with a date within the next days, soonest first, with their facilitators; two queries."""
    day = timezone.localdate()
    orders = Order.objects.visible_to(user).filter(
        network=network, outcome="", wished_latest__gte=day, wished_earliest__lte=day + timedelta(days=days)
    )
    found = list(orders.order_by("wished_earliest", "pk").prefetch_related("slots")[:limit])
    for order in found:
        order.network, order.team = network, facilitators_of(order)
    return found
