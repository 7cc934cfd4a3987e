"""The secret address at which a calendar program reads what is coming for one account."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField
from core.privacy import DataClass, Keep
from network.querysets import CalendarFeedQuerySet


class CalendarFeed(models.Model):
    """That an account has such an address. The secret in it is shown once; only its hash is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret_hash = GuardedCharField(max_length=64, unique=True, holds=DataClass.SECRET, keep=Keep.ACCOUNT)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar subscription")

    def __str__(self):
        return str(self.user)
