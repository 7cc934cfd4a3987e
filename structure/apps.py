from django.apps import AppConfig


class StructureConfig(AppConfig):
    name = "structure"

    def ready(self):
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf: models must be ready
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf
        from network.models import Organisation  # noqa: PLC0415 -- leaf
        from network.projects import register_projects  # noqa: PLC0415 -- leaf
        from network.services.erasing import PERSON  # noqa: PLC0415 -- leaf
        from network.services.merging import register_mover  # noqa: PLC0415 -- leaf
        from structure import call_files, documents, network_sections, rules  # noqa: F401, PLC0415 -- leaf: registers these
        from structure.exporting import person_parts  # noqa: PLC0415 -- leaf
        from structure.merging import move_organisation, move_person  # noqa: PLC0415 -- leaf
        from structure.queries import named_projects  # noqa: PLC0415 -- leaf
        from structure.services import erase_contacts  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_contacts)
        register_exporter(PERSON, person_parts)
        register_mover(move_person)
        register_mover(move_organisation, of=Organisation)
        register_projects(named_projects)
