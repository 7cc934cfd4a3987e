"""Verifying: recompute every chain and name the first link that does not hold."""

from dataclasses import dataclass

from django.db import connection

from core.audit.chain import LOGS, Log, Run, forgotten_through, gaps_between, rows_hash, seal_hash
from core.audit.sealing import late_window
from core.models import AuditSeal

SHOWN = 10


@dataclass
class Verdict:
    """What one log is like. ``fault`` is empty when its chain holds; ``head`` is the hash of its last seal.

    ``waiting`` rows are not sealed yet; ``forgotten`` ones were deleted when their time was over.
    """

    log: str
    seals: int = 0
    rows: int = 0
    waiting: int = 0
    forgotten: int = 0
    head: str = ""
    fault: str = ""


def verify_all(*, known: str = "") -> list[Verdict]:
    """A verdict for each log. ``known`` is a hash that one of the chains must still contain."""
    seen: set[str] = set()
    verdicts = [verify(log, seen=seen) for log in LOGS]
    if known and known not in seen and not any(verdict.fault for verdict in verdicts):
        verdicts[0].fault = f"no seal has the hash {known}: the chain was cut or made anew"
    return verdicts


def verify(log: Log, *, seen: set[str] | None = None) -> Verdict:
    """Recompute the chain of one log up to its first fault; the hashes of its seals are added to ``seen``."""
    verdict = Verdict(str(log.name))
    forgotten = forgotten_through(log)
    living: list[Run] = []
    for seal in log.seals.order_by("number").iterator(chunk_size=500):
        verdict.fault = _fault_of(log, seal, number=verdict.seals + 1, previous=verdict.head, forgotten=forgotten)
        if verdict.fault:
            return verdict
        verdict.seals, verdict.head = seal.number, seal.hash
        if seen is not None:
            seen.add(seal.hash)
        if seal.forgets_through is not None:
            continue
        if seal.number <= forgotten:
            verdict.forgotten += seal.count
        else:
            verdict.rows += seal.count
            living += [tuple(run) for run in seal.runs]
    verdict.fault, verdict.waiting = _added(log, living)
    return verdict


def _fault_of(log: Log, seal: AuditSeal, *, number: int, previous: str, forgotten: int) -> str:
    if seal.number != number:
        return f"seal {number} is missing"
    if seal.hash != seal_hash(seal, previous=previous):
        return f"seal {number} ({seal.sealed_at:%Y-%m-%d %H:%M}) was itself changed, or the one before it"
    if seal.forgets_through is not None or seal.number <= forgotten:
        return ""
    rows = list(log.rows(seal.runs))
    missing = gaps_between([(row[0], row[0]) for row in rows], lowest=seal.first_id, highest=seal.last_id)
    lost = [run for run in missing if any(first <= run[0] <= last for first, last in seal.runs)]
    where = f"seal {number} ({seal.sealed_at:%Y-%m-%d %H:%M}, rows {seal.first_id}–{seal.last_id})"
    if lost or len(rows) != seal.count:
        return f"{where}: {seal.count - len(rows)} removed, the first is row {lost[0][0] if lost else seal.first_id}"
    if rows_hash(rows) != seal.rows_hash:
        return f"{where}: a row was changed"
    return ""


def _added(log: Log, living: list[Run]) -> tuple[str, int]:
    """(fault, rows that wait for their seal): rows that no seal covers although later ones are sealed were added."""
    may_come, highest = late_window(log)
    uncovered = gaps_between(living, lowest=1, highest=highest)
    rows = _ids_in(log, uncovered)
    late = {pk for pk in rows if any(first <= pk <= last for first, last in may_come)}
    waiting = log.model._base_manager.filter(pk__gt=highest).count() + len(late)
    added = [pk for pk in rows if pk not in late]
    if not added:
        return "", waiting
    after = log.seals.filter(last_id__gte=added[0], forgets_through=None).order_by("last_id").first()
    return f"seal {after.number if after else '?'}: row {added[0]} was added, {len(added)} in all", waiting


def _ids_in(log: Log, runs: list[Run]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT log.id FROM unnest(%s::bigint[], %s::bigint[]) AS gap (low, high)"  # noqa: S608 -- the names are ours
            f" JOIN {log.table} log ON log.id BETWEEN gap.low AND gap.high ORDER BY log.id",
            [[low for low, _high in runs], [high for _low, high in runs]],
        )
        return [pk for (pk,) in cursor.fetchall()]
