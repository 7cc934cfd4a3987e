from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "bulletins"

    def ready(self):
        from bulletins import documents, mail, rules  # noqa: F401, PLC0415 -- leaf: registers these
        from bulletins.exporting import account_parts, person_parts  # noqa: PLC0415 -- leaf: models must be ready
        from bulletins.services import erase_addresses  # noqa: PLC0415 -- leaf
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf
        from network.services.erasing import ACCOUNT, PERSON  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_addresses)
        register_exporter(PERSON, person_parts)
        register_exporter(ACCOUNT, account_parts)
