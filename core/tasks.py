"""Celery entry points of core."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="core.run_job", ignore_result=True)
def run_job(*, job_id: int) -> None:
    from core.jobs import run  # noqa: PLC0415 -- leaf: jobs announce tasks and tasks run jobs

    run(job_id)


@shared_task(name="core.sweep_jobs", ignore_result=True)
def sweep_jobs() -> None:
    from core.jobs import sweep  # noqa: PLC0415 -- leaf

    sweep()


@shared_task(name="core.clear_sessions", ignore_result=True)
def clear_sessions() -> None:
    """Delete sessions that have ended; Django only stops believing them."""
    from django.core.management import call_command  # noqa: PLC0415 -- leaf

    call_command("clearsessions")


@shared_task(name="core.clear_previews", ignore_result=True)
def clear_previews() -> None:
    """Delete what was read of Excel files that nobody saved in time."""
    from core.spreadsheets import previews  # noqa: PLC0415 -- leaf

    previews.clear_previews()


@shared_task(name="core.sweep_keys", ignore_result=True)
def sweep_keys() -> None:
    """Destroy the keys that a fault or a rolled-back transaction left behind."""
    from core.keys import sweep  # noqa: PLC0415 -- leaf

    sweep()


@shared_task(name="core.retain", ignore_result=True, time_limit=240, soft_time_limit=230)
def retain() -> None:
    """Follow the rules of retention, once a day; the logs are forgotten by seals and not by rows."""
    from core.audit import forget_old  # noqa: PLC0415 -- leaf
    from core.retention import run_if_due  # noqa: PLC0415 -- leaf

    if run_if_due():
        forget_old(timezone.localdate())


@shared_task(name="core.seal_logs", ignore_result=True)
def seal_logs() -> None:
    from core import audit  # noqa: PLC0415 -- leaf

    audit.seal_logs()
