"""Celery entry points of the structure."""

from celery import shared_task


@shared_task(name="structure.remind_of_calls", ignore_result=True)
def remind_of_calls() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from structure.reminding import remind_of_calls as remind  # noqa: PLC0415 -- leaf

    remind(timezone.localdate())
