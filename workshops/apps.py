from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self):
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf
        from network.services.erasing import ACCOUNT, PERSON  # noqa: PLC0415 -- leaf
        from workshops import (  # noqa: F401, PLC0415 -- leaf: registers these
            asking,
            documents,
            network_sections,
            retention,
            rules,
            signup_mail,
        )
        from workshops.exporting import account_parts, person_parts  # noqa: PLC0415 -- leaf: models must be ready
        from workshops.services.forgetting import erase_account, erase_person  # noqa: PLC0415 -- leaf

        # By the addresses, which others erase.
        register_eraser(PERSON, erase_person, first=True)
        register_eraser(ACCOUNT, erase_account, first=True)
        register_exporter(PERSON, person_parts)
        register_exporter(ACCOUNT, account_parts)
