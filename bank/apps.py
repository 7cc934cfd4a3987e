from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "bank"

    def ready(self):
        from bank import documents, mail, outside_mail, rules  # noqa: F401, PLC0415 -- leaf: they register themselves
