"""Celery entry points of the network app."""

from celery import shared_task


@shared_task(name="network.queue_digests", ignore_result=True)
def queue_digests() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from network.services import queue_digests as queue  # noqa: PLC0415 -- leaf

    queue(timezone.localdate())


@shared_task(name="network.follow_group_names", ignore_result=True)
def follow_group_names() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- leaf

    from network.services import follow_group_names as follow  # noqa: PLC0415 -- leaf

    follow(timezone.localdate())
