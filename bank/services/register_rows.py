"""Orders made of the rows of an older register, whatever kind of file the row came in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.functions import Greatest
from django.utils import timezone

from bank.enums import OrderStep
from bank.models import ImportedRow, Order, OrderCounter, Slot
from bank.services.events import log_step
from bank.services.orders import draw_number
from network.models import Network, User


@dataclass(frozen=True)
class RegisterRow:
    """One order as a register tells it.

    ``facts`` are fields of the order; ``team`` is ``[(name as written, role)]``; ``cells`` is the row as written and
    ``uncertain`` ``{column: why}``. ``own_number`` is the order's own ``(number, year)``, where the register has one.
    """

    facts: dict[str, Any]
    team: list[tuple[str, str]]
    cells: dict[str, str]
    uncertain: dict[str, str]
    postponed: bool = False
    convened: bool = False
    own_number: tuple[int, int] | None = None
    # Where the row stands in the register when it is not the order of an old page: by its best known day.
    placed: date | None = field(default=None)


def create_from_row(
    network: Network, row: RegisterRow, *, register: str, number: str, years: tuple[int, int], actor: User | None
) -> Order:
    """Store the row as an order; an outcome closes it. ``years`` is the span under which an undated row is printed."""
    now = timezone.now()
    order = Order(network=network, created_by=actor, **({"received_on": None} | row.facts))
    if order.outcome:
        order.outcome_at = order.closed_at = now
    order.postponed_at = now if row.postponed else None
    order.called_together_at = now if row.convened else None
    when = order.held if order.held and order.held.earliest else order.wished
    dated = when is not None and when.earliest is not None
    # Rows keep the order of the old page: they share its first day, then their own order (Order.register_date).
    order.register_date = row.placed or date(years[0], 1, 1)
    order.register_first_year = when.earliest.year if dated else years[0]
    order.register_last_year = when.latest.year if dated else years[1]
    order.number, order.year = _number(network, row, years)
    order.full_clean()
    order.save()
    for position, (name, role) in enumerate(row.team):
        slot = Slot(order=order, name_label=name, role=role, position=position)
        slot.full_clean()
        slot.save()
    imported = ImportedRow(order=order, register=register, row=number, cells=row.cells, uncertain=row.uncertain)
    imported.full_clean(exclude=["order"])
    imported.save()
    log_step(order, OrderStep.IMPORTED, actor=actor, changes={"row": [None, number]})
    return order


def _number(network: Network, row: RegisterRow, years: tuple[int, int]) -> tuple[int, int]:
    """The number that the register gives, and the counter behind it; else the next one of the year."""
    if row.own_number is None:
        year = row.placed.year if row.placed else years[0]
        return draw_number(network, year), year
    number, year = row.own_number
    OrderCounter.objects.get_or_create(network=network, year=year)
    OrderCounter.objects.filter(network=network, year=year).update(last=Greatest("last", number))
    return number, year
