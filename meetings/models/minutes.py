"""The minutes as a document: attachments, comments, signed versions and their approval."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.attached import AttachedFile, Fitness
from core.fields import (
    GuardedCharField,
    GuardedEmailField,
    GuardedJSONField,
    GuardedTextField,
)
from core.privacy import DataClass, Keep
from meetings.enums import AttachmentState, PublicPeople
from meetings.models.meetings import DRAFT, RECORD, Meeting
from meetings.querysets import (
    AttachmentQuerySet,
    LayeredQuerySet,
    MinutesMailQuerySet,
    MinutesVersionQuerySet,
)


class Attachment(AttachedFile):
    """An attachment as the minutes list it: expected, received with its file, or withdrawn."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attachments")
    title = GuardedCharField(_("attachment"), max_length=250, **RECORD)
    item = models.ForeignKey(
        "meetings.Item", models.SET_NULL, null=True, blank=True, related_name="attachments", verbose_name=_("item")
    )
    # "Liite n", counted by first mention; frozen with the minutes.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    number_is_frozen = models.BooleanField(default=False, editable=False)
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
    # Who wants to be reminded, and whose reminder went out.
    remind_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    received_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(
                fields=["remind_on"], condition=Q(state=AttachmentState.EXPECTED), name="attachment_expected_reminder"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def goes_into_bundle(self):
        return self.state == AttachmentState.RECEIVED and self.is_pdf and self.fitness == Fitness.FIT


class Comment(models.Model):
    """What somebody who was there says of the draft."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="comments")
    item = models.ForeignKey("meetings.Item", models.SET_NULL, null=True, blank=True, related_name="comments")
    text = GuardedTextField(_("comment"), max_length=5000, **DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    objects = LayeredQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]


class MinutesVersion(models.Model):
    """Minutes as they were signed: frozen whole, with their hash. A correction is the next number.

    A trigger refuses any change but that they are published or withdrawn (migration 0019).
    """

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
    # How people stand on the public page, chosen when it is published.
    public_people = GuardedCharField(
        _("people on the public page"),
        max_length=15,
        choices=PublicPeople,
        default=PublicPeople.ORGANISATIONS,
        **RECORD,
    )

    # Taken off the public page: the address stays, and says when and why.
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = GuardedCharField(_("reason of the withdrawal"), max_length=300, blank=True, **RECORD)

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed minutes")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_minutes_version_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="corrected_minutes_have_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (Q(published_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="withdrawn_minutes_were_published",
            ),
        ]

    def __str__(self):
        return f"{self.meeting_id} v{self.number}"

    def get_absolute_url(self):
        """The address for members; reads the meeting's ``network``."""
        return reverse("meetings:minutes-version", args=[self.network.slug, self.meeting_id, self.number])

    def get_public_url(self):
        """The lasting address for everybody, once it is published; reads the meeting's ``network``."""
        return reverse("published:version", args=[self.network.slug, self.meeting_id, self.number])

    @property
    def is_public(self):
        """Whether everybody can read its public layer now."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def network(self):
        """Reads ``meeting`` and its ``network``."""
        return self.meeting.network


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


class MinutesMail(models.Model):
    """One recipient of signed minutes. The mail holds a link; ``key`` opens it for somebody without an account.

    The key opens nothing after ``settings.MINUTES_LINK_DAYS``; the same recipient can then be sent a new one.
    """

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="mails")
    person = models.ForeignKey("network.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name_label = GuardedCharField(_("name"), max_length=150, **RECORD)
    email = GuardedEmailField(_("e-mail"), holds=DataClass.CONTACT, keep=Keep.RECORD)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MinutesMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailed minutes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "email"], name="one_minutes_mail_an_address")]

    def __str__(self):
        return self.name_label

    @property
    def expires_at(self):
        return self.queued_at + timedelta(days=settings.MINUTES_LINK_DAYS)

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()
