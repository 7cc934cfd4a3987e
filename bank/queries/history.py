"""What has happened to an order, for its coordinator: who, when and why."""

from collections import defaultdict
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
    """One line: an event of the order with its reason, or an act that the log alone knows (``entry``).

    ``whom`` is the facilitator that a step was about, as the log names one.
    """

    at: datetime
    actor: User | None
    event: OrderEvent | None = None
    entry: LogEntry | None = None
    whom: str = ""


def history_of(order: Order, events: Iterable[OrderEvent]) -> list[HistoryRow]:
    """The newest steps and edits of an order, newest first; one query beside the events handed in."""
    entries = list(LogEntry.objects.of(order)[: 2 * SHOWN])
    logged = {f"bank.order.{step}" for step in OrderStep}
    # Each step stands in the log too, in the same order; the log has the names.
    by_step: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in entries:
        by_step[entry.action].append(entry)
    rows = []
    for event in sorted(events, key=lambda event: event.pk, reverse=True):
        twins = by_step[f"bank.order.{event.step}"]
        whom = _whom(twins.pop(0)) if twins else ""
        rows.append(HistoryRow(event.at, event.actor, event=event, whom=whom))
    rows += [HistoryRow(entry.at, entry.actor, entry=entry) for entry in entries if entry.action not in logged]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:SHOWN]


def _whom(entry: LogEntry) -> str:
    before, after = entry.changes.get("facilitator", (None, None))
    return after or before or ""
