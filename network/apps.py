from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self):
        from network import mail, retention, rules  # noqa: F401, PLC0415 -- leaf: registers mails, rules, permissions
