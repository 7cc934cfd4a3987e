from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from meetings import documents, rules  # noqa: F401, PLC0415 -- leaf: registers documents and permissions
