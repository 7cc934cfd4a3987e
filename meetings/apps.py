from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        # Leaf: registers documents, mails, jobs, permissions.
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from meetings import (  # noqa: F401, PLC0415
            awaited,
            bundle,
            documents,
            inspection,
            mail,
            minutes_mail,
            network_sections,
            reminders,
            retention,
            rules,
        )
        from meetings.erasing import erase_addresses  # noqa: PLC0415 -- leaf
        from network.services.erasing import PERSON  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_addresses)
