from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "bank"

    def ready(self):
        # Registers documents, mails and permissions.
        from bank import documents, mail, rules, table_documents  # noqa: F401, PLC0415 -- leaf
