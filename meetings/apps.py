from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        # Leaf: registers documents, mails, jobs, permissions.
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf
        from meetings import (  # noqa: F401, PLC0415
            attachment_files,
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
        from meetings.exporting import account_parts, person_parts  # noqa: PLC0415 -- leaf
        from meetings.merging import move_person  # noqa: PLC0415 -- leaf
        from network.services.erasing import ACCOUNT, PERSON  # noqa: PLC0415 -- leaf
        from network.services.merging import register_mover  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_addresses)
        register_exporter(PERSON, person_parts)
        register_mover(move_person)
        register_exporter(ACCOUNT, account_parts)
