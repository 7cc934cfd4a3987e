"""Forgetting: rows whose time is over go, whole seals at a time; the seals stay, and the chain says that it was so."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from core.audit.chain import LOGS, Log, append, forgotten_through, hold_chain, rows_hash
from core.dates import months_before

# Source: the schedule of retention (docs/data.md).
KEPT_MONTHS = 24

# The database looks through them for each row that it lets go.
SEALS_AT_ONCE = 200


def forget_old(today: date) -> dict[str, int]:
    """Let go of what the schedule keeps no longer."""
    return forget_before(months_before(today, KEPT_MONTHS))


def forget_before(day: date) -> dict[str, int]:
    """Delete the rows of both logs that were sealed and are all older than ``day``; returns how many of each log.

    A seal of which one row is younger stays whole, and all seals after it.
    """
    before = timezone.make_aware(datetime.combine(day, time.min))
    forgotten = dict.fromkeys((str(log.name) for log in LOGS), 0)
    for log in LOGS:
        while count := _forget(log, before):
            forgotten[str(log.name)] += count
    return forgotten


@transaction.atomic
def _forget(log: Log, before: datetime) -> int:
    """Forget the oldest seals whose time is over; returns how many rows went, 0 when there was nothing to do."""
    hold_chain(log)
    already = forgotten_through(log)
    seals = log.seals.filter(number__gt=already, forgets_through=None).order_by("number")
    young = seals.filter(newest_at__gte=before).values_list("number", flat=True).first()
    old = list((seals.filter(number__lt=young) if young else seals)[:SEALS_AT_ONCE])
    if not old:
        return 0
    count = sum(seal.count for seal in old)
    # First the chain says so; only then does the database let the rows go.
    append(log, count=count, forgets_through=old[-1].number, rows_hash=rows_hash([]))
    for seal in old:
        for first, last in seal.runs:
            log.model._base_manager.filter(pk__range=(first, last)).delete()
    return count
