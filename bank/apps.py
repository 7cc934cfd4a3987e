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
