from django.apps import AppConfig


class VerkostoConfig(AppConfig):
    name = "verkosto"
    verbose_name = "Verkosto"
