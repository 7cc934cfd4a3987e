"""Celery entry points of core."""

from celery import shared_task


@shared_task(name="core.run_job", ignore_result=True)
def run_job(*, job_id: int) -> None:
    from core.jobs import run  # noqa: PLC0415 -- leaf: jobs announce tasks and tasks run jobs

    run(job_id)


@shared_task(name="core.sweep_jobs", ignore_result=True)
def sweep_jobs() -> None:
    from core.jobs import sweep  # noqa: PLC0415 -- leaf

    sweep()
