"""Celery entry points of the bank."""

from celery import shared_task


@shared_task(name="bank.freeze_last_year", ignore_result=True)
def freeze_last_year() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from bank.services import freeze_last_year as freeze  # noqa: PLC0415 -- leaf

    freeze(timezone.localdate())
