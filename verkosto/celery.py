"""The Celery application: ``celery -A verkosto worker`` and ``… beat``."""

import os

from celery import Celery
from celery.signals import worker_init, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkosto.settings")

app = Celery("verkosto")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def warm_worker(**_kwargs: object) -> None:
    """Pay the first render's second before the first job comes; the children inherit fonts and style sheet."""
    from core.pdf import warm_up  # noqa: PLC0415 -- leaf: WeasyPrint belongs in workers only

    warm_up()


@worker_process_init.connect
def bound_worker_process(**_kwargs: object) -> None:
    """A render that wants too much memory fails by itself and leaves the machine alone."""
    from core.pdf import limit_memory  # noqa: PLC0415 -- leaf

    limit_memory()
