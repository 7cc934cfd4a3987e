"""What has happened to an order, for its coordinator: who, when and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bank.enums import OrderStep
from bank.models import Member, Order, OrderEvent
from core.audit import key_of
from core.models import LogEntry
from network.models import User

SHOWN = 60


@dataclass(frozen=True)
class HistoryRow:
    """One line: an event of the order with its reason, or an act that the log alone knows (``entry``).

    ``whom`` is the name today of the facilitator that a step was about; the log has the key.
    """

    at: datetime
    actor: User | None
    event: OrderEvent | None = None
    entry: LogEntry | None = None
    whom: str = ""


def history_of(order: Order, events: Iterable[OrderEvent]) -> list[HistoryRow]:
    """The newest steps and edits of an order, newest first; two queries beside the events handed in."""
    entries = list(LogEntry.objects.of(order)[: 2 * SHOWN])
    logged = {f"bank.order.{step}" for step in OrderStep}
    # Each step stands in the log too, in the same order; the log has the names.
    by_step: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in entries:
        by_step[entry.action].append(entry)
    names = _names(_key(entry) for entry in entries)
    rows = []
    for event in sorted(events, key=lambda event: event.pk, reverse=True):
        twins = by_step[f"bank.order.{event.step}"]
        whom = names.get(_key(twins.pop(0)), "") if twins else ""
        rows.append(HistoryRow(event.at, event.actor, event=event, whom=whom))
    rows += [HistoryRow(entry.at, entry.actor, entry=entry) for entry in entries if entry.action not in logged]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:SHOWN]


def _key(entry: LogEntry) -> str:
    before, after = entry.changes.get("facilitator", (None, None))
    return after or before or ""


def _names(keys: Iterable[str]) -> dict[str, str]:
    """``{key of a member: name today}``; a place of an older register, which no member held, has none."""
    prefix = f"{Member._meta.label_lower}:"
    members = {int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)}
    found = Member.objects.filter(pk__in=members).select_related("person") if members else []
    return {key_of(member): member.person.name for member in found}
