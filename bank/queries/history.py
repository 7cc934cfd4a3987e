"""What has happened to an order, for its coordinator: who, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bank.enums import OrderStep
from bank.models import Order, OrderEvent
from core.models import LogEntry
from network.models import User

SHOWN = 60


@dataclass(frozen=True)
class HistoryRow:
    """One line: an event of the order with its reason, or an act that the log alone knows (``entry``)."""

    at: datetime
    actor: User | None
    event: OrderEvent | None = None
    entry: LogEntry | None = None


def history_of(order: Order, events: Iterable[OrderEvent]) -> list[HistoryRow]:
    """The newest steps and edits of an order, newest first; one query beside the events handed in."""
    rows = [HistoryRow(event.at, event.actor, event=event) for event in events]
    # Each step is in the log too; what it tells beyond the steps are edits, feedback, and logs of older versions.
    steps = [f"bank.order.{step}" for step in OrderStep]
    entries = LogEntry.objects.of(order).exclude(action__in=steps)[:SHOWN]
    rows += [HistoryRow(entry.at, entry.actor, entry=entry) for entry in entries]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:SHOWN]
