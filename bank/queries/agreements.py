"""Whether somebody has agreed to pay: agreements hold for an organisation and all its units."""

from datetime import date

from django.utils import timezone

from bank.models import Agreement, Order
from network.models import Organisation


def with_those_above(organisation_id: int) -> list[int]:
    """The organisation and every one above it, nearest first; one query for each level."""
    found: list[int] = []
    above: int | None = organisation_id
    while above is not None and above not in found:
        found.append(above)
        above = Organisation.objects.values_list("parent", flat=True).get(pk=above)
    return found


def agreement_of(organisation: Organisation, day: date) -> Agreement | None:
    """The agreement that holds for the organisation on a day: its own, else that of the nearest one above it."""
    ids = with_those_above(organisation.pk)
    rows = Agreement.objects.on(day).filter(network=organisation.network_id, organisation__in=ids)
    return min(rows.select_related("organisation"), key=lambda row: ids.index(row.organisation_id), default=None)


def lacks_agreement(order: Order) -> bool:
    """Whether nobody has agreed to pay for what the order's organisation orders, on the day the order was received.

    An organisation that is in no directory has no agreement that is known; an order without one is not asked.
    """
    if order.organisation is None:
        return bool(order.organisation_label)
    return agreement_of(order.organisation, order.received_on or timezone.localdate()) is None
