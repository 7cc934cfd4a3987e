"""Choices of the meetings app."""

from django.db import models
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    """What the record of a meeting calls itself on paper."""

    MINUTES = "minutes", pgettext_lazy("kind of minutes", "Minutes")
    MEMO = "memo", pgettext_lazy("kind of minutes", "Memo")
    SUMMARY = "summary", pgettext_lazy("kind of minutes", "Summary of the meeting")


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
    NOTE = "note", pgettext_lazy("outcome of an item", "Note")
    DECISION = "decision", pgettext_lazy("outcome of an item", "Decision")
    ACTION = "action", pgettext_lazy("outcome of an item", "Action")


class Standing(models.TextChoices):
    """Where a meeting stands: derived from its time and from what its minutes hold, never stored."""

    COMING = "coming", pgettext_lazy("meeting", "Coming")
    UNFINISHED = "unfinished", pgettext_lazy("meeting", "Minutes unfinished")
    WRITTEN = "written", pgettext_lazy("meeting", "Minutes written")
