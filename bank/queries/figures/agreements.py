"""Organisations that have ordered although nobody has agreed to pay for it."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet

from bank.models import COUNTED_ON, Agreement, Order
from network.models import Network, Organisation


class Uncovered(NamedTuple):
    """An organisation, by its name on the order, and how many orders it made without an agreement."""

    name: str
    orders: int


def uncovered_orderers(network: Network, orders: QuerySet[Order]) -> tuple[list[Uncovered], int]:
    """Who ordered without an agreement, most orders first, and how many organisations ordered at all; three queries.

    An agreement holds for the organisation and all its units, on the day by which the order is counted. One that is in
    no directory has no agreement that is known.
    """
    above = dict(Organisation.objects.filter(network=network).values_list("pk", "parent"))
    agreed: dict[int, list[tuple[date | None, date | None]]] = {}
    for organisation, begins, ends in Agreement.objects.filter(network=network).values_list(
        "organisation", "valid_from", "valid_to"
    ):
        agreed.setdefault(organisation, []).append((begins, ends))
    rows = orders.exclude(organisation__isnull=True, organisation_label="").order_by().annotate(day=COUNTED_ON)
    rows = rows.values_list("organisation", "organisation_label", "day").annotate(count=Count("pk"))
    everybody, missing, names = set(), Counter(), {}
    for organisation, label, day, count in rows:
        key = organisation or label
        everybody.add(key)
        names[key] = label
        if not _is_covered(organisation, day, above, agreed):
            missing[key] += count
    found = [Uncovered(names[key], count) for key, count in missing.items()]
    return sorted(found, key=lambda row: (-row.orders, row.name.casefold())), len(everybody)


def _is_covered(
    organisation: int | None,
    day: date,
    above: dict[int, int | None],
    agreed: dict[int, list[tuple[date | None, date | None]]],
) -> bool:
    seen = set()
    while organisation is not None and organisation not in seen:
        for begins, ends in agreed.get(organisation, ()):
            if (begins is None or begins <= day) and (ends is None or day <= ends):
                return True
        seen.add(organisation)
        organisation = above.get(organisation)
    return False
