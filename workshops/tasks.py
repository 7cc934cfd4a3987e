"""Celery entry points of workshop days."""

from celery import shared_task


@shared_task(name="workshops.ask_of_next_steps", ignore_result=True)
def ask_of_next_steps() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from workshops.asking import ask_of_next_steps as ask  # noqa: PLC0415 -- leaf

    ask(timezone.localdate())
