from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "bank"

    def ready(self):
        from bank import documents, rules  # noqa: F401, PLC0415 -- leaf: registers documents and permissions
