"""Celery entry points of the bank."""

from celery import shared_task


@shared_task(name="bank.remind_of_feedback", ignore_result=True)
def remind_of_feedback() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from bank.services import remind_of_feedback as remind  # noqa: PLC0415 -- leaf

    remind(timezone.localdate())
