from django.apps import AppConfig


class VerkostoConfig(AppConfig):
    name = "verkosto"
    verbose_name = "Verkosto"

    def ready(self):
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf: models must be ready
        from network.services.erasing import ACCOUNT, PERSON  # noqa: PLC0415 -- leaf
        from verkosto import processing, project_sections  # noqa: F401, PLC0415 -- leaf: registers what it makes
        from verkosto.exporting import account_parts, person_parts  # noqa: PLC0415 -- leaf

        register_exporter(PERSON, person_parts, last=True)
        register_exporter(ACCOUNT, account_parts, last=True)
