from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "bank"

    def ready(self):
        # Leaf: registers documents, mails, sections and permissions.
        from bank import (  # noqa: F401, PLC0415
            documents,
            feedback_mail,
            mail,
            network_sections,
            outside_mail,
            retention,
            rules,
            table_documents,
        )
        from bank.exporting import account_parts, person_parts  # noqa: PLC0415 -- leaf
        from bank.merging import move_organisation, move_person  # noqa: PLC0415 -- leaf
        from bank.services.erasing import erase_labels  # noqa: PLC0415 -- leaf
        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf
        from network.models import Organisation  # noqa: PLC0415 -- leaf
        from network.services.erasing import ACCOUNT, PERSON  # noqa: PLC0415 -- leaf
        from network.services.merging import register_mover  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_labels, first=True)
        register_exporter(PERSON, person_parts)
        register_exporter(ACCOUNT, account_parts)
        register_mover(move_person)
        register_mover(move_organisation, of=Organisation)
