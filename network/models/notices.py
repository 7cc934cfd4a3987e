"""Notices of an account, how it wants to be mailed of them, and the digest of a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField
from core.privacy import DataClass, Keep
from network.enums import MailTime, NoticeKind
from network.models.places import Network
from network.querysets import NoticeQuerySet

NOTICE = {"holds": DataClass.INTERNAL, "keep": Keep.NOTICE}


class Digest(models.Model):
    """One mail a day that says how many notices of what kind wait; its row is why it is sent once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()

    class Meta:
        verbose_name = _("digest of notices")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self):
        return f"{self.user_id} {self.day}"


class Notice(models.Model):
    """That something concerns an account: what kind of thing, and where it is. Never a word of what it says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    kind = GuardedCharField(_("kind"), max_length=12, choices=NoticeKind, **NOTICE)
    # Names the sentence that is shown (``network.services.notices``).
    about = GuardedCharField(max_length=60, **NOTICE)
    # With which cause it came; the same cause gives one notice.
    key = GuardedCharField(max_length=120, **NOTICE)
    path = GuardedCharField(max_length=200, **NOTICE)
    # How its owner wanted to be mailed of it when it came.
    mail = GuardedCharField(max_length=8, choices=MailTime, **NOTICE)
    created_at = models.DateTimeField(_("time"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_of_a_cause")]
        indexes = [
            models.Index(fields=["user", "network"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["created_at"], name="notice_age"),
        ]

    def __str__(self):
        return f"{self.user_id} {self.key}"


class MailChoice(models.Model):
    """How an account wants to be mailed of a kind of notices; without a row: at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    kind = GuardedCharField(max_length=12, choices=NoticeKind, holds=DataClass.INTERNAL, keep=Keep.ACCOUNT)
    time = GuardedCharField(max_length=8, choices=MailTime, holds=DataClass.INTERNAL, keep=Keep.ACCOUNT)

    class Meta:
        verbose_name = _("choice of mails")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_for_a_kind")]

    def __str__(self):
        return f"{self.user_id} {self.kind} {self.time}"
