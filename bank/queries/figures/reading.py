"""All figures of a span."""

from typing import Any

from django.utils import timezone

from bank.queries.figures.agreements import uncovered_orderers
from bank.queries.figures.orders import funnel, order_counts, waits
from bank.queries.figures.others import feedback, invitations, trainings
from bank.queries.figures.spans import Span, counted
from network.models import Network

SHAPE = 1


def figures_of(network: Network, span: Span) -> dict[str, Any]:
    """The figures as they are now; plain values that JSON holds, each part in the shape that its function tells.

    Shape: {"shape": 1, "first", "last": "YYYY-MM-DD", **order_counts, "funnel", "waits", "invitations", "trainings",
    "feedback", "agreements": {"organisations", "without", "orders_without"}}; fourteen queries.
    """
    orders = counted(network, span)
    uncovered, organisations = uncovered_orderers(network, orders)
    return {
        "shape": SHAPE,
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        **order_counts(orders),
        "funnel": funnel(orders),
        "waits": waits(orders),
        "invitations": invitations(network, span, timezone.localdate()),
        "trainings": trainings(network, span),
        "feedback": feedback(network, span),
        "agreements": {
            "organisations": organisations,
            "without": len(uncovered),
            "orders_without": sum(row.orders for row in uncovered),
        },
    }
