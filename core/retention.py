"""Retention: how long each kind of data is kept, as rules that a daily run follows.

An app registers a rule for each kind of data: which rows are due on a day, and what is done with them. A run takes
the due rows in small batches, each locked and done in a transaction of its own, so that no run holds up a page and one
that is cut off has lost nothing. What a rule leaves behind must no longer be due.
"""

import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.functional import Promise

from core.audit import record
from core.models import RetentionRun

logger = logging.getLogger(__name__)

BATCH = 100
# Runs are tried each hour, and one that has done everything is enough for a day.
DONE_FOR = timedelta(hours=20)
LATE_AFTER = timedelta(hours=26)
# Shorter than the time limit of the task: what is left is for the next hour.
RUN_SECONDS = 200


@dataclass(frozen=True)
class Rule:
    """How long one kind of data is kept.

    ``due(day)`` are the rows whose time is over on a day. ``act(rows)`` lets go of them, locked and freshly read, in
    the transaction of their batch; its own log lines never hold what went.
    """

    name: str
    what: str | Promise
    kept: str | Promise
    then: str | Promise
    due: Callable[[date], models.QuerySet]
    act: Callable[[list[Any]], None]


_rules: dict[str, Rule] = {}


def register_rule(rule: Rule) -> None:
    """Make a rule part of the schedule. Raises ``ValueError`` for a name that is taken."""
    if rule.name in _rules:
        raise ValueError(f"There is a rule {rule.name} already.")
    _rules[rule.name] = rule


def delete_rows(rows: list[Any]) -> None:
    """Let go of rows of one model, for rules after which nothing of them is left."""
    type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()


def schedule() -> list[Rule]:
    """All rules, by name."""
    return [_rules[name] for name in sorted(_rules)]


def rehearse(day: date) -> dict[str, int]:
    """How many rows each rule would let go on a day; nothing is changed. One query for each rule."""
    return {rule.name: rule.due(day).count() for rule in schedule()}


def run(day: date, *, seconds: float = RUN_SECONDS) -> RetentionRun:
    """Follow every rule, for so long at most. A batch that fails holds up neither the others nor the other rules."""
    done = RetentionRun.objects.create()
    deadline, is_over = time.monotonic() + seconds, True
    for rule in schedule():
        is_over = _follow(rule, day, done, deadline) and is_over
    done.ended_at, done.is_whole = timezone.now(), is_over and not done.failed
    with transaction.atomic():
        done.save()
        if any(done.counts.values()) or done.failed:
            record(
                "core.retention.ran", done, actor=None, changes={name: [None, n] for name, n in done.counts.items()}
            )
    return done


def run_if_due(now: Any = None) -> RetentionRun | None:
    """Run, unless a whole run has ended within ``DONE_FOR``."""
    now = now or timezone.now()
    if RetentionRun.objects.filter(is_whole=True, ended_at__gt=now - DONE_FOR).exists():
        return None
    return run(timezone.localdate(now))


def is_late() -> bool:
    """Whether no whole run has ended for ``LATE_AFTER``: somebody must look why. One query, or two.

    An installation whose first migration is younger than that has had no time for one.
    """
    since = timezone.now() - LATE_AFTER
    if RetentionRun.objects.filter(is_whole=True, ended_at__gt=since).exists():
        return False
    return MigrationRecorder(connection).migration_qs.filter(applied__lte=since).exists()


def _follow(rule: Rule, day: date, done: RetentionRun, deadline: float) -> bool:
    """Let go of what is due by one rule; whether it came to its end in time."""
    last = 0
    while True:
        keys = list(rule.due(day).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            return True
        if time.monotonic() > deadline:
            return False
        last = keys[-1]
        try:
            with transaction.atomic():
                # Asked again under the lock: what has changed meanwhile may be due no more.
                rows = list(rule.due(day).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
                if rows:
                    rule.act(rows)
        except Exception as error:
            # Places only, never the text of the error: it can quote what a person wrote.
            places = "".join(traceback.format_tb(error.__traceback__))
            logger.error("Retention rule %s failed: %s\n%s", rule.name, type(error).__name__, places)
            if rule.name not in done.failed:
                done.failed.append(rule.name)
        else:
            done.counts[rule.name] = done.counts.get(rule.name, 0) + len(rows)
