"""What is about the making of a version and stays with it: who wrote it, what was said of it, what was done."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedTextField
from core.privacy import DataClass, Keep
from methods.enums import VersionStep
from methods.models.versions import MethodVersion
from methods.querysets import CommentQuerySet

STAFF = {"holds": DataClass.STAFF, "keep": Keep.RECORD}


class VersionAuthor(models.Model):
    """Somebody who wrote in a version and therefore reviews and approves none of it."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("author of a version")
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="one_author_row")]

    def __str__(self):
        return f"{self.version_id}: {self.user_id}"


class VersionEvent(models.Model):
    """A step in the making of a version. Rows are added and never changed."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="events")
    step = GuardedCharField(_("step"), max_length=20, choices=VersionStep, **STAFF)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = GuardedTextField(_("note"), max_length=1000, blank=True, **STAFF)

    class Meta:
        verbose_name = _("step of a version")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.version_id}: {self.step}"


class VersionComment(models.Model):
    """A remark on one field of a version."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="comments")
    # A field of ``TEXTS`` or the name of a list in ``PARTS``.
    field = GuardedCharField(_("field"), max_length=30, **STAFF)
    text = GuardedTextField(_("comment"), max_length=1000, **STAFF)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a version")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.version_id}: {self.field}"
