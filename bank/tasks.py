"""Celery entry points of the bank."""

from celery import shared_task


@shared_task(name="bank.freeze_last_year", ignore_result=True)
def freeze_last_year() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from bank.services import freeze_last_year as freeze  # noqa: PLC0415 -- leaf

    freeze(timezone.localdate())


@shared_task(name="bank.remind_of_invitations", ignore_result=True)
def remind_of_invitations() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from bank.reminders import remind_of_invitations as remind  # noqa: PLC0415 -- leaf

    remind(timezone.localdate())


@shared_task(name="bank.remind_of_feedback", ignore_result=True)
def remind_of_feedback() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from bank.services import remind_of_feedback as remind  # noqa: PLC0415 -- leaf

    remind(timezone.localdate())


@shared_task(name="bank.forget_codes", ignore_result=True)
def forget_codes() -> None:
    """Delete the codes of addresses that count no more."""
    from bank.services import forget_codes as forget  # noqa: PLC0415 -- leaf

    forget()
