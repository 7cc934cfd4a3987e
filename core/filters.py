"""Building blocks of filters."""

import django_filters

from core.fields import GuardedFormField


class TextFilter(django_filters.CharFilter):
    """Words to look for."""

    field_class = GuardedFormField
