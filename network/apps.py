from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self):
        from network import rules  # noqa: F401, PLC0415 -- leaf: registers permissions
