"""The minutes as a document: attachments, comments, signed versions and their approval."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import DeclaredFileField, GuardedCharField, GuardedJSONField, GuardedTextField
from meetings.enums import AttachmentState
from meetings.models.meetings import RECORD, Meeting
from meetings.querysets import MeetingPartQuerySet


def attachment_path(attachment, _filename):
    """Where the bytes lie: a name that tells nothing and is never reused."""
    return f"attachments/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """An attachment as the minutes list it: expected, received with its file, or withdrawn."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attachments")
    title = GuardedCharField(_("attachment"), max_length=250, **RECORD)
    item = models.ForeignKey(
        "meetings.Item", models.SET_NULL, null=True, blank=True, related_name="attachments", verbose_name=_("item")
    )
    # "Liite n", counted by first mention; frozen with the minutes.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    state = GuardedCharField(
        pgettext_lazy("attachment", "state"),
        max_length=10,
        choices=AttachmentState,
        default=AttachmentState.RECEIVED,
        **RECORD,
    )
    # What the page says of it: "toimitetaan myöhemmin".
    note = GuardedCharField(_("note"), max_length=250, blank=True, **RECORD)
    in_body = models.BooleanField(default=False, editable=False)
    remind_on = models.DateField(_("remind on"), null=True, blank=True)
    file = DeclaredFileField(upload_to=attachment_path, max_length=120, blank=True, **RECORD)
    file_name = GuardedCharField(_("file"), max_length=150, blank=True, editable=False, **RECORD)
    content_type = GuardedCharField(max_length=100, blank=True, editable=False, **RECORD)
    size = models.PositiveIntegerField(default=0, editable=False)
    sha256 = GuardedCharField(max_length=64, blank=True, editable=False, **RECORD)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Comment(models.Model):
    """What somebody who was there says of the draft."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="comments")
    item = models.ForeignKey("meetings.Item", models.SET_NULL, null=True, blank=True, related_name="comments")
    text = GuardedTextField(_("comment"), max_length=5000, **RECORD)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]


class MinutesVersion(models.Model):
    """Minutes as they were signed: frozen whole, with their hash. Never changed; a correction is the next number."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # Shape: "verkosto-minutes/1" (docs/minutes-format.md)
    content = GuardedJSONField(editable=False, **RECORD)
    sha256 = GuardedCharField(max_length=64, editable=False, **RECORD)
    reason = GuardedCharField(_("reason of the correction"), max_length=300, blank=True, **RECORD)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_label = GuardedCharField(max_length=250, **RECORD)
    signed_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed minutes")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_minutes_version_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="corrected_minutes_have_a_reason"),
        ]

    def __str__(self):
        return f"{self.meeting_id} v{self.number}"


class Approval(models.Model):
    """Who approved signed minutes, and in which meeting if it was done there."""

    version = models.OneToOneField(MinutesVersion, models.PROTECT, related_name="approval")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_label = GuardedCharField(max_length=250, **RECORD)
    approved_at = models.DateTimeField(default=timezone.now, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("approval of minutes")

    def __str__(self):
        return f"{self.version_id}: {self.approved_label}"
