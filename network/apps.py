from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 -- leaf: models must be ready

        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from network import mail, notices, retention, rules  # noqa: F401, PLC0415 -- leaf: registers mails, rules, permissions
        from network.services.erasing import PERSON, erase_names  # noqa: PLC0415 -- leaf
        from network.sessions import remember_browser  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_names)
        user_logged_in.connect(remember_browser)
