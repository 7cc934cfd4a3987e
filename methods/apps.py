from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "methods"

    def ready(self):
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf: models must be ready
        from methods import documents, rules  # noqa: F401, PLC0415 -- leaf: registers documents and permissions
        from methods.exporting import account_parts  # noqa: PLC0415 -- leaf
        from network.services.erasing import ACCOUNT  # noqa: PLC0415 -- leaf

        register_exporter(ACCOUNT, account_parts)
