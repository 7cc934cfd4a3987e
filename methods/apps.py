from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "methods"

    def ready(self):
        # Leaf: registers permissions.
        from methods import rules  # noqa: F401, PLC0415
