from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        # Leaf: registers documents, mails, jobs, permissions.
        from meetings import awaited, bundle, documents, inspection, mail, minutes_mail, reminders, retention, rules  # noqa: F401, PLC0415
