"""What a seal is made of: the rows of a log in a fixed form, and the hash over them and the seal before."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

from core.models import AuditSeal, LogEntry, SealedLog, ViewLog

FORM = 1
Run = tuple[int, int]


@dataclass(frozen=True)
class Log:
    """A log under seal; ``columns`` are those of the canonical form, in its order."""

    name: SealedLog
    model: type[models.Model]
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def seals(self) -> models.QuerySet[AuditSeal]:
        return AuditSeal.objects.filter(log=self.name)

    def rows(self, runs: Iterable[Run]) -> Iterator[tuple[Any, ...]]:
        """The rows in these runs of ids, in the order of their ids."""
        for first, last in runs:
            yield from (
                self.model._base_manager.filter(pk__range=(first, last)).order_by("pk").values_list(*self.columns)
            )


LOGS = (
    Log(
        SealedLog.ENTRIES,
        LogEntry,
        ("id", "at", "action", "target_type", "target_id", "network_id", "actor_id", "changes"),
    ),
    Log(SealedLog.READINGS, ViewLog, ("id", "at", "user_id", "target_type", "target_id", "what")),
)


def rows_hash(rows: Iterable[tuple[Any, ...]]) -> str:
    """SHA-256 over the rows, each as one line of JSON."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(_line(row) + b"\n")
    return digest.hexdigest()


def seal_hash(seal: AuditSeal, *, previous: str) -> str:
    """SHA-256 over everything a seal says and the hash of the one before it (empty for the first)."""
    facts = (
        FORM, previous, str(seal.log), seal.number, seal.runs, seal.count, seal.newest_at, seal.forgets_through,
        seal.rows_hash, seal.sealed_at,
    )  # fmt: skip
    return hashlib.sha256(_line(facts)).hexdigest()


def append(log: Log, **facts: Any) -> AuditSeal:
    """Add a seal to the chain; call with ``hold_chain``."""
    last = log.seals.order_by("number").last()
    seal = AuditSeal(log=log.name, number=last.number + 1 if last else 1, **facts)
    seal.hash = seal_hash(seal, previous=last.hash if last else "")
    seal.full_clean()
    seal.save()
    return seal


def hold_chain(log: Log) -> None:
    """Be the only one who adds to the chain, until the end of the transaction; nobody who writes to the log waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"core.audit.{log.name}"])


def forgotten_through(log: Log) -> int:
    """The number of the last seal whose rows were deleted, 0 when none were."""
    return log.seals.aggregate(last=models.Max("forgets_through"))["last"] or 0


def runs_of(ids: Iterable[int]) -> list[Run]:
    """Ascending numbers as runs without gaps."""
    runs: list[Run] = []
    for number in ids:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def gaps_between(runs: Iterable[Run], *, lowest: int, highest: int) -> list[Run]:
    """The numbers from ``lowest`` to ``highest`` that no run covers, as runs."""
    gaps: list[Run] = []
    for first, last in sorted(runs):
        if first > lowest:
            gaps.append((lowest, min(first - 1, highest)))
        lowest = max(lowest, last + 1)
        if lowest > highest:
            return gaps
    if lowest <= highest:
        gaps.append((lowest, highest))
    return gaps


def _line(values: Iterable[Any]) -> bytes:
    return json.dumps([_plain(value) for value in values], sort_keys=True, separators=(",", ":")).encode("ascii")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
