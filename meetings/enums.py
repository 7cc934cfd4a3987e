"""Choices of the meetings app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    """What the record of a meeting calls itself on paper."""

    MINUTES = "minutes", _("Minutes")
    MEMO = "memo", _("Memo")
    SUMMARY = "summary", _("Summary of the meeting")


class AttendanceState(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


class AttendanceRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("meeting", "Chair")
    SECRETARY = "secretary", pgettext_lazy("meeting", "Secretary")
    PRESENTER = "presenter", pgettext_lazy("meeting", "Presenter")
    GUEST = "guest", pgettext_lazy("meeting", "Guest")


class OutcomeKind(models.TextChoices):
    NOTE = "note", _("Note")
    DECISION = "decision", _("Decision")
    ACTION = "action", _("Action")


class Standing(models.TextChoices):
    """Where a meeting stands: derived from its time and from what its minutes hold, never stored."""

    COMING = "coming", pgettext_lazy("meeting", "Coming")
    UNFINISHED = "unfinished", pgettext_lazy("meeting", "Minutes unfinished")
    WRITTEN = "written", pgettext_lazy("meeting", "Minutes written")
