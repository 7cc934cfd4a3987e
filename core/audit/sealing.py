"""Sealing: once a minute the new rows of each log become a link of its chain. No request waits for it."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from core.audit.chain import LOGS, Log, Run, append, gaps_between, hold_chain, rows_hash, runs_of

ROWS_OF_A_SEAL = 5_000
SEALS_AT_ONCE = 20
# How long a number that was missing may still come: its transaction drew it and had not written yet.
LATE = timedelta(hours=24)


def seal_logs() -> int:
    """Seal what is new in every log; returns how many rows. What is more than one run can do waits for the next."""
    sealed = 0
    for log in LOGS:
        for _ in range(SEALS_AT_ONCE):
            count = _seal(log)
            sealed += count
            if count < ROWS_OF_A_SEAL:
                break
    return sealed


def late_window(log: Log) -> tuple[list[Run], int]:
    """(ids below the highest sealed one that may still come, the highest sealed id)."""
    highest = log.seals.aggregate(last=Max("last_id"))["last"] or 0
    older = log.seals.filter(sealed_at__lt=timezone.now() - LATE).aggregate(last=Max("last_id"))["last"] or 0
    runs = [
        tuple(run) for found in log.seals.filter(last_id__gt=older).values_list("runs", flat=True) for run in found
    ]
    return gaps_between(runs, lowest=older + 1, highest=highest), highest


@transaction.atomic
def _seal(log: Log) -> int:
    hold_chain(log)
    rows = list(log.rows(runs_of(_settled_ids(log))))
    if not rows:
        return 0
    runs = runs_of(row[0] for row in rows)
    append(
        log,
        runs=runs,
        first_id=runs[0][0],
        last_id=runs[-1][1],
        count=len(rows),
        newest_at=max(row[1] for row in rows),
        rows_hash=rows_hash(rows),
    )
    return len(rows)


def _settled_ids(log: Log) -> list[int]:
    """Ids that are not sealed and whose transactions were over before the oldest one that still runs began to write.

    So nobody can add a row among them any more, but for one that drew its number and has not written anything at all,
    or whose transaction ended just now: that one is found later in its gap. Only transactions of this database count;
    one that runs for hours in another database of the same server holds nothing up.
    """
    gaps, highest = late_window(log)
    statement = f"""
        WITH open AS (
            SELECT log.id, log.xmin FROM {log.table} log WHERE log.id > %(highest)s
            UNION ALL
            SELECT log.id, log.xmin FROM unnest(%(low)s::bigint[], %(high)s::bigint[]) AS gap (low, high)
                JOIN {log.table} log ON log.id BETWEEN gap.low AND gap.high
        )
        SELECT id FROM open
        WHERE age(xmin) > coalesce(
            (SELECT max(age(backend_xid)) FROM pg_stat_activity WHERE datname = current_database()), 0
        )
        ORDER BY id LIMIT {ROWS_OF_A_SEAL}
    """  # noqa: S608 -- the names are ours
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {"highest": highest, "low": [low for low, _high in gaps], "high": [high for _low, high in gaps]},
        )
        return [pk for (pk,) in cursor.fetchall()]
