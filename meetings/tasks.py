"""Celery entry points of the meetings app."""

from celery import shared_task


@shared_task(name="meetings.remind_of_attachments", ignore_result=True)
def remind_of_attachments() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from meetings.awaited import remind_of_attachments as remind  # noqa: PLC0415 -- leaf

    remind(timezone.localdate())


@shared_task(name="meetings.remind_of_actions", ignore_result=True)
def remind_of_actions() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from meetings.reminders import remind_of_actions as remind  # noqa: PLC0415 -- leaf

    remind(timezone.localdate())
