from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "methods"

    def ready(self):
        from methods import documents, rules  # noqa: F401, PLC0415 -- leaf: registers documents and permissions
