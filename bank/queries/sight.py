"""How many orders somebody sees because of a place in them: for the overview of who can see what."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bank.models import Order
from network.models import Person


@dataclass(frozen=True)
class OrdersSeen:
    """Numbers only: whoever gives roles sees no orders."""

    ordered: int
    facilitated: int


def orders_seen_by_place(person: Person) -> OrdersSeen:
    """The orders in which the person is the contact or holds a place, ended ones too. One query."""
    holds = Q(slots__member__person=person, slots__removed_at__isnull=True)
    orders = Order.objects.filter(network=person.network_id)
    counts = orders.aggregate(
        ordered=Count("pk", filter=Q(contact=person), distinct=True),
        facilitated=Count("pk", filter=holds, distinct=True),
    )
    return OrdersSeen(**counts)
