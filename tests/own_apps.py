"""The apps of the product, told by where they lie: every rule that holds for each of them asks here."""

from pathlib import Path

from django.apps import apps
from django.conf import settings

OWN_APPS = frozenset(
    config.name for config in apps.get_app_configs() if Path(config.path).parent == Path(settings.BASE_DIR)
)
