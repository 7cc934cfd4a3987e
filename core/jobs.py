"""Durable jobs: a row in Postgres is the truth, Celery only carries the word that there is work.

The life of a job: ``enqueue`` writes it in the transaction of its cause and tells Celery on commit; a worker calls
``run``, which claims the row with a token and a lease, does the slow work outside any transaction, and stores the
result together with the end of the job, only if the token is still its own. So a job that ran twice counts once.
``sweep`` (beat, every 10 s) frees what a dead worker held and announces what nobody took.
"""

import logging
import traceback
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from core.models import Job, JobState

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
ANNOUNCE_TIMEOUT_SECONDS = 0.5
# A message that was sent but not taken for so long is sent again.
REANNOUNCE_AFTER = timedelta(seconds=30)
# How long a job rests after its first, second … failure (the fifth parks it): a short outage costs patience, no job.
# What a lost worker held does not rest: it was not the job that failed.
REST_SECONDS = (10, 30, 90, 270)


class LeaseLost(Exception):  # noqa: N818 -- not an error: another worker has the job
    """The token of this run is no longer that of the row; its result must not be stored."""


@dataclass(frozen=True)
class Handler:
    """How one kind of job is done.

    ``work(job)`` is slow, runs outside a transaction, may run twice and must change nothing that counts.
    ``store(job, result)`` runs in the transaction that ends the job. Limits are in seconds.
    """

    work: Callable[[Job], Any]
    store: Callable[[Job, Any], None]
    time_limit: int
    lease: int


_handlers: dict[str, Handler] = {}


def register_handler(
    kind: str,
    *,
    work: Callable[[Job], Any],
    store: Callable[[Job, Any], None],
    time_limit: int | None = None,
    lease: int | None = None,
) -> None:
    """Name the functions that do jobs of ``kind``.

    The time limit must be shorter than the lease, and the lease shorter than the broker's visibility timeout.
    """
    handler = Handler(work, store, time_limit or settings.JOB_TIME_LIMIT_SECONDS, lease or settings.JOB_LEASE_SECONDS)
    if handler.time_limit >= handler.lease:
        raise ValueError(f"{kind}: the time limit must be shorter than the lease.")
    if handler.lease >= settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]:
        raise ValueError(f"{kind}: the lease must be shorter than the broker's visibility timeout.")
    _handlers[kind] = handler


def enqueue(kind: str, target: models.Model, *, key: str, actor: models.Model | None) -> Job:
    """Write a job about ``target``, or find the one with the same key; call inside the transaction of its cause."""
    job, _created = Job.objects.get_or_create(
        key=key,
        defaults={"kind": kind, "object_type": target._meta.label_lower, "object_id": target.pk, "created_by": actor},
    )
    announce_on_commit(job)
    return job


def announce_on_commit(job: Job) -> None:
    """Tell Celery of the job once the transaction is through."""
    transaction.on_commit(partial(announce, [job]), robust=True)


def announce(jobs: Iterable[Job]) -> None:
    """Tell Celery of jobs; a broker that is away or frozen costs at most half a second and fails nothing."""
    from core.tasks import run_job  # noqa: PLC0415 -- leaf: tasks call services and services announce tasks

    # A kind that this version does not know (a newer one has been here) waits, and holds up no other.
    jobs = [job for job in jobs if job.kind in _handlers]
    options = current_app.conf.broker_transport_options | {
        "socket_timeout": ANNOUNCE_TIMEOUT_SECONDS,
        "socket_connect_timeout": ANNOUNCE_TIMEOUT_SECONDS,
        # kombu's own patience is seconds, whatever ``retry`` says.
        "max_retries": 0,
    }
    # Written down before it is sent: a worker that is quicker than our commit would find the row locked, and the job
    # would rest until the next sweep.
    announced = Job.objects.filter(pk__in=[job.pk for job in jobs])
    announced.update(announced_at=timezone.now())
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            for job in jobs:
                handler = _handlers[job.kind]
                run_job.apply_async(
                    kwargs={"job_id": job.pk},
                    connection=connection,
                    retry=False,
                    time_limit=handler.time_limit,
                    soft_time_limit=handler.time_limit - 2,
                )
    except Exception as error:
        logger.warning("Jobs %s not announced: %s", [job.pk for job in jobs], type(error).__name__)
        announced.update(announced_at=None)


def run(job_id: int) -> None:
    """Do one job, if it is still to be done; called by the worker."""
    job = claim(job_id)
    if job is None:
        return
    handler = _handlers[job.kind]
    try:
        result = handler.work(job)
        with transaction.atomic():
            own = _own(job)
            handler.store(own, result)
            _end(own, JobState.DONE)
    except LeaseLost:
        logger.info("Job %s was taken over; this run does not count.", job.pk)
    except Exception as error:
        # Places only, never the text of the error: it can quote what a person wrote.
        places = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Job %s (%s) failed: %s\n%s", job.pk, job.kind, type(error).__name__, places)
        _fail(job, error)


@transaction.atomic
def claim(job_id: int) -> Job | None:
    """Take the job with a new token, or ``None`` when it is over or somebody else holds it."""
    now = timezone.now()
    job = Job.objects.takeable(now).select_for_update(skip_locked=True).filter(pk=job_id).first()
    if job is None:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        _end(job, JobState.PARKED)
        return None
    job.state, job.token = JobState.RUNNING, uuid.uuid4()
    job.lease_until = now + timedelta(seconds=_handlers[job.kind].lease)
    job.attempts += 1
    job.save(update_fields=["state", "token", "lease_until", "attempts"])
    return job


def report_progress(job: Job, percent: int) -> None:
    """Show how far a running job is, 0 to 100."""
    Job.objects.filter(pk=job.pk, token=job.token).update(progress=percent)


def target_of(job: Job) -> models.Model:
    """The object the job is about, freshly read; raises ``DoesNotExist`` when it is gone."""
    return apps.get_model(job.object_type)._default_manager.get(pk=job.object_id)


@transaction.atomic
def retry(job: Job) -> None:
    """Give a parked job five new attempts; other jobs are left as they are."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state == JobState.PARKED:
        job.state, job.attempts, job.error, job.rests_until = JobState.QUEUED, 0, "", None
        job.save(update_fields=["state", "attempts", "error", "rests_until"])
        announce_on_commit(job)


def sweep() -> int:
    """Free expired leases, park what failed five times, announce what was not taken; returns how many."""
    now = timezone.now()
    with transaction.atomic():
        expired = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now).select_for_update(skip_locked=True)
        for job in expired:
            _release(job, "worker lost", rest=0)
    waiting = Job.objects.takeable(now).filter(kind__in=_handlers).exclude(announced_at__gt=now - REANNOUNCE_AFTER)
    waiting = list(waiting.order_by("pk")[:500])
    if waiting:
        announce(waiting)
    return len(waiting)


def _own(job: Job) -> Job:
    own = Job.objects.select_for_update().filter(pk=job.pk, token=job.token, state=JobState.RUNNING).first()
    if own is None:
        raise LeaseLost
    return own


@transaction.atomic
def _fail(job: Job, error: Exception) -> None:
    try:
        own = _own(job)
    except LeaseLost:
        return
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else ""
    _release(own, f"{type(error).__name__} {where}", rest=REST_SECONDS[min(own.attempts, len(REST_SECONDS)) - 1])


def _release(job: Job, error: str, *, rest: int) -> None:
    job.error = error[:200]
    if job.attempts >= MAX_ATTEMPTS:
        _end(job, JobState.PARKED)
        return
    job.state, job.token, job.lease_until, job.announced_at = JobState.FAILED, None, None, None
    job.rests_until = timezone.now() + timedelta(seconds=rest) if rest else None
    job.save(update_fields=["state", "token", "lease_until", "announced_at", "rests_until", "error"])


def _end(job: Job, state: JobState) -> None:
    job.state, job.token, job.lease_until = state, None, None
    if state == JobState.DONE:
        job.done_at, job.progress, job.error = timezone.now(), 100, ""
    job.save(update_fields=["state", "token", "lease_until", "done_at", "progress", "error"])
