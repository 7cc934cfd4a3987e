from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self):
        from allauth.account.signals import login_code_rejected  # noqa: PLC0415 -- leaf: models must be ready
        from allauth.mfa.signals import authentication_failed  # noqa: PLC0415 -- leaf
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 -- leaf

        from core.erasure import register_eraser  # noqa: PLC0415 -- leaf
        from core.exporting import register_exporter  # noqa: PLC0415 -- leaf
        from network import mail, notices, retention, rules  # noqa: F401, PLC0415 -- leaf: registers mails, rules, permissions
        from network.exporting import account_parts, person_parts  # noqa: PLC0415 -- leaf
        from network.services.erasing import ACCOUNT, PERSON, erase_account_of, erase_names  # noqa: PLC0415 -- leaf
        from network.sessions import remember_browser  # noqa: PLC0415 -- leaf
        from network.sign_ins import code_rejected, second_step_failed  # noqa: PLC0415 -- leaf

        register_eraser(PERSON, erase_names)
        register_eraser(ACCOUNT, erase_account_of)
        register_exporter(PERSON, person_parts)
        register_exporter(ACCOUNT, account_parts)
        user_logged_in.connect(remember_browser)
        login_code_rejected.connect(code_rejected)
        authentication_failed.connect(second_step_failed)
