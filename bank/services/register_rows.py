"""Orders made of the rows of an older register, whatever kind of file the row came in."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.db.models.functions import Greatest
from django.utils import timezone

from bank.enums import OrderStep
from bank.models import ImportedRow, Order, OrderCounter, OrderEvent, Slot
from bank.services.orders import draw_numbers
from core.audit import record_all
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
    placed: date | None = None


def create_from_rows(
    network: Network,
    rows: list[tuple[str, RegisterRow]],
    *,
    register: str,
    years: tuple[int, int],
    actor: User | None,
) -> list[Order]:
    """Store rows (each with its number in the file) as orders, all at once; an outcome closes an order.

    ``years`` is the span under which undated rows are printed. Fields are checked one by one and what rows say of one
    another by the constraints of the database: thousands of rows must not take a query for each truth. Raises
    ``ValidationError``.
    """
    numbers = _numbers(network, [row for _number, row in rows], years)
    orders = [_order(network, row, number, years, actor) for (_n, row), number in zip(rows, numbers, strict=True)]
    _store(Order, orders)
    slots, imported, events = [], [], []
    for order, (number, row) in zip(orders, rows, strict=True):
        slots += [
            Slot(order=order, name_label=name, role=role, position=position)
            for position, (name, role) in enumerate(row.team)
        ]
        imported.append(
            ImportedRow(order=order, register=register, row=number, cells=row.cells, uncertain=row.uncertain)
        )
        events.append(OrderEvent(order=order, step=OrderStep.IMPORTED, actor=actor))
    for model, made in ((Slot, slots), (ImportedRow, imported), (OrderEvent, events)):
        _store(model, made)
    changes = [{"row": [None, number]} for number, _row in rows]
    record_all(f"bank.order.{OrderStep.IMPORTED}", orders, actor=actor, changes=changes)
    return orders


def _order(
    network: Network, row: RegisterRow, number: tuple[int, int], years: tuple[int, int], actor: User | None
) -> Order:
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
    order.number, order.year = number
    return order


def _store(model: type[Model], rows: list[Model]) -> None:
    keys = [field.name for field in model._meta.fields if field.is_relation]
    for row in rows:
        # Each key is looked up by the database itself.
        row.clean_fields(exclude=keys)
    model._default_manager.bulk_create(rows, batch_size=500)


def _numbers(network: Network, rows: list[RegisterRow], years: tuple[int, int]) -> list[tuple[int, int]]:
    """``[(number, year)]``: what the register gives, with the counter behind it; else the next ones of the year."""
    for year in {row.own_number[1] for row in rows if row.own_number}:
        most = max(row.own_number[0] for row in rows if row.own_number and row.own_number[1] == year)
        OrderCounter.objects.get_or_create(network=network, year=year)
        OrderCounter.objects.filter(network=network, year=year).update(last=Greatest("last", most))
    wanted = [None if row.own_number else (row.placed.year if row.placed else years[0]) for row in rows]
    next_of = {year: iter(draw_numbers(network, year, count)) for year, count in Counter(filter(None, wanted)).items()}
    return [row.own_number or (next(next_of[year]), year) for row, year in zip(rows, wanted, strict=True)]
