from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "bank"

    def ready(self):
        # Leaf: registers documents, mails and permissions.
        from bank import documents, feedback_mail, mail, outside_mail, retention, rules, table_documents  # noqa: F401, PLC0415
