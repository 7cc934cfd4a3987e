"""The Celery application: ``celery -A verkosto worker`` and ``… beat``."""

import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkosto.settings")

app = Celery("verkosto")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def prepare_worker_process(**_kwargs: object) -> None:
    """Bound the child's memory and pay the first render's second before the first job comes."""
    from core.pdf import limit_memory, warm_up  # noqa: PLC0415 -- leaf: WeasyPrint belongs in workers only

    limit_memory()
    warm_up()
