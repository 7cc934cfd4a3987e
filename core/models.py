"""Rows that know no domain: the audit log, durable jobs and stored files."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import DeclaredFileField, GuardedCharField, GuardedJSONField
from core.privacy import DataClass, Keep
from core.querysets import JobQuerySet, LogEntryQuerySet, StoredFileQuerySet


class TimestampedModel(models.Model):
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True


class LogEntry(models.Model):
    """Who did what to which object, and when. Never edited: a trigger refuses it (migration 0003)."""

    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)
    action = GuardedCharField(_("act"), max_length=80, holds=DataClass.STAFF, keep=Keep.LOG)
    target_type = GuardedCharField(max_length=60, holds=DataClass.STAFF, keep=Keep.LOG)
    target_id = models.BigIntegerField()
    # A plain number: core does not know networks, and a log outlives what it is about.
    network_id = models.BigIntegerField(null=True, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Shape: {"field": [old, new]}
    changes = GuardedJSONField(default=dict, blank=True, holds=DataClass.STAFF, keep=Keep.LOG)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        indexes = [models.Index(fields=["target_type", "target_id", "-id"], name="log_target")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_type} {self.target_id}"


class ViewLog(models.Model):
    """Who read which restricted data, and when; written in the transaction of the reading."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    target_type = GuardedCharField(max_length=60, holds=DataClass.STAFF, keep=Keep.LOG)
    target_id = models.BigIntegerField()
    what = GuardedCharField(max_length=40, holds=DataClass.STAFF, keep=Keep.LOG)

    class Meta:
        verbose_name = _("reading of restricted data")
        indexes = [models.Index(fields=["target_type", "target_id", "-id"], name="viewlog_target")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_id} {self.target_type} {self.target_id} {self.what}"


class SealedLog(models.TextChoices):
    ENTRIES = "entries", _("Log of acts")
    READINGS = "readings", _("Log of readings")


class AuditSeal(models.Model):
    """A link of the hash chain over one log (``core.audit``): which rows, their hash, and the seal before it.

    ``forgets_through`` makes it the other kind of link: the rows of all seals up to that number were deleted because
    their time was over. The database lets rows of a log go for no other reason (migration 0005). Seals stay for ever.
    """

    log = GuardedCharField(max_length=10, choices=SealedLog, holds=DataClass.STAFF, keep=Keep.REFERENCE)
    number = models.PositiveBigIntegerField()
    # Shape: [[first id, last id], …], ascending; numbers between them were not there when it was sealed.
    runs = GuardedJSONField(default=list, blank=True, holds=DataClass.STAFF, keep=Keep.REFERENCE)
    first_id = models.BigIntegerField(null=True, blank=True)
    last_id = models.BigIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField()
    newest_at = models.DateTimeField(null=True, blank=True)
    forgets_through = models.PositiveBigIntegerField(null=True, blank=True)
    rows_hash = GuardedCharField(max_length=64, holds=DataClass.STAFF, keep=Keep.REFERENCE)
    hash = GuardedCharField(max_length=64, holds=DataClass.STAFF, keep=Keep.REFERENCE)
    sealed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("seal of a log")
        constraints = [models.UniqueConstraint(fields=["log", "number"], name="one_seal_per_number")]
        indexes = [
            models.Index(fields=["log", "last_id"], name="seal_rows"),
            models.Index(fields=["log", "sealed_at"], name="seal_time"),
            models.Index(
                fields=["log", "forgets_through"], condition=Q(forgets_through__isnull=False), name="seal_forgets"
            ),
        ]

    def __str__(self):
        return f"{self.log} {self.number}"


class ErasureEntry(models.Model):
    """That somebody was erased: a kind and a key, never a name. Kept outside the database too (``core.erasure``)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = GuardedCharField(max_length=60, holds=DataClass.STAFF, keep=Keep.REFERENCE)
    key = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("erasure")

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.key}"


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed, will be tried again")
    PARKED = "parked", _("Stopped after five failures")


class Job(models.Model):
    """Work that must not be lost: written in the transaction of its cause (product.md, section 5).

    ``core.jobs`` is the only place that moves it. ``kind`` names the handler; what to work on is an object
    reference, never text.
    """

    key = GuardedCharField(max_length=160, unique=True, holds=DataClass.STAFF, keep=Keep.JOB)
    kind = GuardedCharField(max_length=60, holds=DataClass.STAFF, keep=Keep.JOB)
    object_type = GuardedCharField(max_length=60, holds=DataClass.STAFF, keep=Keep.JOB)
    object_id = models.BigIntegerField()
    state = GuardedCharField(
        max_length=10, choices=JobState, default=JobState.QUEUED, holds=DataClass.STAFF, keep=Keep.JOB
    )
    token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    # The class of the exception and where it rose, never its text: a text can quote what a person wrote.
    error = GuardedCharField(max_length=200, blank=True, holds=DataClass.STAFF, keep=Keep.JOB)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True)
    # Not taken before: a job that has just failed rests a while.
    rests_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", token__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(token__isnull=True, lease_until__isnull=True)),
                name="job_running_has_token_and_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at__isnull=True)),
                name="job_done_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=~Q(state__in=["done", "parked"]), name="job_open"),
            models.Index(fields=["created_by", "id"], condition=Q(state="parked"), name="job_parked"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_type} {self.object_id}: {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.PARKED)


def stored_file_path(_stored: "StoredFile", filename: str) -> str:
    """Where the bytes lie: a name that tells nothing but the kind of file, and is never reused."""
    return f"documents/{timezone.now():%Y/%m}/{uuid.uuid4().hex}{Path(filename).suffix}"


class StoredFile(models.Model):
    """A rendered document: the same content is rendered once, a new version of its source anew."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = GuardedCharField(max_length=60, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    subject_type = GuardedCharField(max_length=60, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    subject_id = models.BigIntegerField()
    # What of the subject: "2008-2009" of a register; empty for the whole.
    variant = GuardedCharField(max_length=40, blank=True, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    language = GuardedCharField(max_length=2, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    source_version = GuardedCharField(max_length=64, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    file = DeclaredFileField(
        upload_to=stored_file_path, max_length=120, blank=True, holds=DataClass.CONTACT, keep=Keep.ORDER
    )
    name = GuardedCharField(max_length=120, blank=True, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    sha256 = GuardedCharField(max_length=64, blank=True, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    job = models.OneToOneField(Job, models.PROTECT, related_name="stored_file")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ready_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind", "variant", "language", "source_version"],
                name="one_file_per_version",
            ),
            models.CheckConstraint(condition=Q(ready_at__isnull=True) | ~Q(file=""), name="ready_file_has_content"),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_id} {self.variant} {self.language}"

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None


class RetentionRun(models.Model):
    """One run over the rules of retention (``core.retention``): how many rows each let go, and which failed."""

    started_at = models.DateTimeField(default=timezone.now, editable=False)
    # Empty while it runs, and for ever when its process was ended.
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Shape: {name of a rule: rows it has let go}
    counts = GuardedJSONField(default=dict, blank=True, holds=DataClass.STAFF, keep=Keep.LOG)
    # Shape: [name of a rule]
    failed = GuardedJSONField(default=list, blank=True, holds=DataClass.STAFF, keep=Keep.LOG)
    # Every rule came to its end without a failure.
    is_whole = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("run of the retention rules")
        indexes = [models.Index(fields=["-ended_at"], condition=Q(is_whole=True), name="retention_run_whole")]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"
