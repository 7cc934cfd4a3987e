"""How much each facilitator has worked. It is about people: shown within the network, and kept in no figures."""

from typing import NamedTuple

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from bank.enums import SessionPart
from bank.models import SessionFacilitator
from bank.queries.figures.spans import Span
from network.models import Network


class Load(NamedTuple):
    """One person's sessions led and observed, work and travel in minutes, and kilometres."""

    name: str
    led: int
    observed: int
    minutes: int
    travel_minutes: int
    kilometres: int

    @property
    def total_minutes(self) -> int:
        return self.minutes + self.travel_minutes


def load_by_person(network: Network, span: Span) -> list[Load]:
    """Who worked in sessions held in the span, most first; one query. Whoever is no member is known by name."""
    rows = SessionFacilitator.objects.filter(
        session__order__network=network, session__held_earliest__range=span.days
    ).exclude(part=SessionPart.HINDERED)
    rows = rows.order_by().values_list("member", "name_label").annotate(
        led=Count("pk", filter=Q(part=SessionPart.LED)),
        observed=Count("pk", filter=Q(part=SessionPart.OBSERVED)),
        work=Coalesce(Sum("minutes"), 0),
        travel=Coalesce(Sum("travel_minutes"), 0),
        road=Coalesce(Sum("kilometres"), 0),
    )  # fmt: skip
    found: dict[int | str, Load] = {}
    for member, name, *numbers in rows:
        # A member whose name has changed has rows of both names.
        before = found.get(member or name)
        numbers = [one + other for one, other in zip(numbers, before[1:], strict=True)] if before else numbers
        found[member or name] = Load(name, *numbers)
    return sorted(found.values(), key=lambda load: (-load.total_minutes, load.name.casefold()))
