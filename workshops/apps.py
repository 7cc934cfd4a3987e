from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self):
        from workshops import asking, documents, network_sections, rules  # noqa: F401, PLC0415 -- leaf: registers these
