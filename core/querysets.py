from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class LogEntryQuerySet(models.QuerySet):
    """Rows are added and read; the database refuses to change or delete them."""

    def of(self, target: models.Model) -> Self:
        """Entries about one object, newest first, with their actors."""
        entries = self.filter(target_type=target._meta.label_lower, target_id=target.pk)
        return entries.select_related("actor").order_by("-pk")


class JobQuerySet(models.QuerySet):
    def takeable(self, now: datetime) -> Self:
        """Jobs that a worker may claim: those waiting and not resting, and running ones whose lease is over."""
        rested = Q(rests_until__isnull=True) | Q(rests_until__lte=now)
        return self.filter(Q(state__in=["queued", "failed"]) & rested | Q(state="running", lease_until__lt=now))

    def visible_to(self, user: models.Model) -> Self:
        """Parked jobs are seen by whoever asked for them; nothing for anonymous."""
        return self.filter(created_by=user) if user.is_authenticated else self.none()


class StoredFileQuerySet(models.QuerySet):
    def of(self, subject: models.Model) -> Self:
        """The documents of one object, newest first, with their jobs."""
        files = self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
        return files.select_related("job").order_by("-pk")
