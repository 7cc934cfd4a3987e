from django.apps import AppConfig


class StructureConfig(AppConfig):
    name = "structure"

    def ready(self):
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf: models must be ready
        from network.services.erasing import PERSON  # noqa: PLC0415 -- leaf
        from structure import documents, network_sections, rules  # noqa: F401, PLC0415 -- leaf: registers these
        from structure.services import erase_contacts  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_contacts)
