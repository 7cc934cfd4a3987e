from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import checks, documents  # noqa: F401, PLC0415 -- leaf: registers system checks and the job handler
