"""Celery entry points of the bank."""

from celery import shared_task


@shared_task(name="bank.forget_codes", ignore_result=True)
def forget_codes() -> None:
    """Delete the codes of addresses that count no more."""
    from bank.services import forget_codes as forget  # noqa: PLC0415 -- leaf

    forget()
