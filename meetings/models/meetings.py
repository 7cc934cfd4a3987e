"""Meetings: when and where, who was asked, who was there."""

import uuid
from dataclasses import replace

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.clues import Clue
from core.fields import GuardedCharField, GuardedEmailField, GuardedJSONField, GuardedTextField
from core.fuzzydates import FuzzyDate, Precision, understood
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.fuzzydates.formats import format_times
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from meetings.enums import (
    EDITABLE,
    Answer,
    AttendanceRole,
    AttendanceState,
    DocumentKind,
    MeetingState,
    MinutesState,
)
from meetings.querysets import MeetingPartQuerySet, MeetingQuerySet
from network.enums import GroupKind

LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}
# What leads to the minutes and is no part of them.
DRAFT = {"holds": DataClass.INTERNAL, "keep": Keep.DRAFT}


class Meeting(TimestampedModel):
    """One meeting of a group and its minutes. ``group_label`` is the group's name on that day."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="meetings")
    group = models.ForeignKey(
        "network.Group", models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("group")
    )
    group_label = GuardedCharField(max_length=250, blank=True, **RECORD)
    # Its kind on that day too; empty where older minutes name none.
    group_kind = GuardedCharField(max_length=20, choices=GroupKind, blank=True, editable=False, **RECORD)
    document_kind = GuardedCharField(
        pgettext_lazy("kind of minutes", "document"),
        max_length=10,
        choices=DocumentKind,
        default=DocumentKind.MEMO,
        **RECORD,
    )
    title = GuardedCharField(pgettext_lazy("meeting", "title"), max_length=250, **RECORD)
    subject = GuardedTextField(pgettext_lazy("meeting", "subject"), max_length=1000, blank=True, **RECORD)
    state = GuardedCharField(
        pgettext_lazy("meeting", "state"),
        max_length=10,
        choices=MeetingState,
        default=MeetingState.PLANNED,
        editable=False,
        **RECORD,
    )
    minutes_state = GuardedCharField(
        pgettext_lazy("minutes", "state"),
        max_length=10,
        choices=MinutesState,
        default=MinutesState.DRAFT,
        editable=False,
        **RECORD,
    )
    # Drawn per group and year when the invitation goes out: 7/10.
    number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    number_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    # A date that is not exact yet, as it was said ("vuoden kuluttua helmikuussa"); ``starts_at`` is its first moment.
    inexact = FuzzyDateColumns(_("date as said"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place_name = GuardedCharField(_("place"), max_length=200, blank=True, expects=[Clue.STREET], **RECORD)
    place_address = GuardedCharField(_("address"), max_length=200, blank=True, expects=[Clue.STREET], **RECORD)
    next_meeting = FuzzyDateColumns(_("next meeting"))
    next_meeting_place = GuardedCharField(
        _("place of the next meeting"), max_length=200, blank=True, expects=[Clue.STREET], **RECORD
    )
    language = GuardedCharField(
        _("language of the minutes"),
        max_length=2,
        choices=LANGUAGES,
        default="fi",
        **RECORD,
    )
    # What the day is for, one goal a row. Shape: [str]
    goals = GuardedJSONField(_("goals of the day"), default=list, blank=True, **RECORD)
    # Words on an older page that no other field holds, as docs/minutes-format.md has them.
    # Shape: {"document_kind": str|None, "time": str|None, "labels": {str: str|None}}
    printed = GuardedJSONField(default=dict, blank=True, editable=False, **RECORD)
    # What imported minutes tell of actions that were agreed where we do not know; ours are ``OutcomeEvent``s.
    # Shape: [{"text": str, "owner": str|None, "state": ActionState, "note": str|None}]
    told_elsewhere = GuardedJSONField(default=list, blank=True, editable=False, **RECORD)
    # The line that tells of the next meeting as an older page has it; ``in_body`` when it stands in an item's text.
    next_meeting_line = GuardedCharField(max_length=500, blank=True, editable=False, **RECORD)
    next_meeting_in_body = models.BooleanField(default=False, editable=False)
    surname_first = models.BooleanField(_("print surnames first"), default=False)
    by_surname = models.BooleanField(_("list people by surname"), default=False)
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    # Who wrote it down, when, and the line as it is printed ("Muistion kirjasi 2.3.2006 …").
    recorded_by = GuardedCharField(_("recorded by"), max_length=150, blank=True, **RECORD)
    recorded_on = models.DateField(_("recorded on"), null=True, blank=True)
    recorded_line = GuardedCharField(max_length=250, blank=True, editable=False, **RECORD)
    # Why signed minutes were opened again; the next signature takes it with it.
    correction_reason = GuardedCharField(max_length=300, blank=True, editable=False, **RECORD)
    # What is dealt with just now, for the screen of the meeting room.
    current_item = models.ForeignKey(
        "meetings.Item", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    current_since = models.DateTimeField(null=True, blank=True, editable=False)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("previous meeting")
    )
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Time or place have changed since people were told.
    invitation_is_old = models.BooleanField(default=False, editable=False)
    # Rises with each calendar file that is sent (RFC 5545, SEQUENCE).
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    # The next meeting is saved apart from the other facts, so it has a version of its own.
    version = models.PositiveIntegerField(default=0, editable=False)
    next_meeting_version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message=_("The meeting must end after it starts."),
            ),
            fuzzy_check("next_meeting"),
            fuzzy_check("inexact"),
            models.UniqueConstraint(
                fields=["group", "number_year", "number"],
                condition=Q(number__isnull=False),
                name="one_meeting_number_a_year",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, number_year__isnull=True)
                | Q(number__isnull=False, number_year__isnull=False),
                name="meeting_number_has_a_year",
            ),
        ]
        indexes = [models.Index(fields=["network", "-starts_at", "-id"], name="meeting_network_newest")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("meetings:meeting-detail", args=[self.network.slug, self.pk])

    @property
    def is_editable(self):
        """Whether what the minutes say can be changed: they are not signed, or a correction is open."""
        return self.minutes_state in EDITABLE

    @property
    def when(self):
        """Start and end as people write them, in Helsinki time: a ``FuzzyDate`` whose text ``parse`` reads back.

        A date that is not exact yet is what was said of it. ``None`` before the row has a start.
        """
        if self.starts_at is None:
            return None
        if self.inexact is not None:
            return self.inexact
        starts = timezone.localtime(self.starts_at)
        ends = timezone.localtime(self.ends_at) if self.ends_at else None
        last = ends.date() if ends else starts.date()
        when = FuzzyDate(
            starts.date(),
            last,
            Precision.DAY if last == starts.date() else Precision.RANGE,
            "",
            starts_time=starts.time(),
            ends_time=ends.time() if ends else None,
        )
        language = get_language() or "fi"
        return replace(when, text=" ".join([when.format(language), format_times(when, language)]))

    @property
    def number_text(self):
        """The number within group and year, as people say it: "7/2010"; empty before the invitation went out."""
        return f"{self.number}/{self.number_year}" if self.number else ""

    @property
    def date_has_passed(self):
        """Whether an inexact date is over although nobody wrote the day: shown, so that somebody does."""
        waits = self.state in (MeetingState.PLANNED, MeetingState.INVITED) and self.inexact is not None
        return waits and self.inexact.expired(timezone.localdate())

    @property
    def when_text(self):
        """As it is printed: "Torstai 15.1.2009 klo 9.30–12"."""
        return self.when_words[:1].upper() + self.when_words[1:]

    @property
    def when_words(self):
        """Within a sentence: "torstai 15.1.2009 klo 9.30–12"."""
        return self.inexact_text or understood(self.when, get_language() or "fi")


class Attendance(models.Model):
    """Somebody's attendance, with name, title and organisation as they were that day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey("network.Person", models.PROTECT, null=True, blank=True, related_name="attendances")
    name_label = GuardedCharField(_("name"), max_length=150, **RECORD)
    title_label = GuardedCharField(pgettext_lazy("person", "title"), max_length=150, blank=True, **RECORD)
    organisation_label = GuardedCharField(_("organisation"), max_length=150, blank=True, **RECORD)
    # As an older page printed the name; empty where ours does.
    printed_name = GuardedCharField(max_length=150, blank=True, editable=False, **RECORD)
    role = GuardedCharField(
        pgettext_lazy("meeting", "role"), max_length=10, choices=AttendanceRole, blank=True, **RECORD
    )
    # Further roles in the meeting. Shape: [AttendanceRole]
    more_roles = GuardedJSONField(default=list, blank=True, **RECORD)
    # The words of the role where they differ from ours ("päivän puheenjohtaja").
    role_text = GuardedCharField(_("role in words"), max_length=100, blank=True, **RECORD)
    deputy_for = GuardedCharField(_("deputy for"), max_length=150, blank=True, **RECORD)
    arrived_at = models.TimeField(_("arrived at"), null=True, blank=True)
    left_at = models.TimeField(_("left at"), null=True, blank=True)
    # Numbers of the items for which the person was out of the room. Shape: [str]
    absent_for = GuardedJSONField(_("not present for items"), default=list, blank=True, **RECORD)
    state = GuardedCharField(
        _("attendance"), max_length=10, choices=AttendanceState, default=AttendanceState.PRESENT, **RECORD
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="one_attendance_per_person"
            )
        ]

    def __str__(self):
        """ "Name, title, organisation", as minutes list people."""
        return ", ".join(filter(None, [self.name_label, self.title_label, self.organisation_label]))


class MeetingCounter(models.Model):
    """The last meeting number drawn for a group and year; its row is the lock under which numbers are drawn."""

    group = models.ForeignKey("network.Group", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("meeting counter")
        constraints = [models.UniqueConstraint(fields=["group", "year"], name="one_meeting_counter_a_year")]

    def __str__(self):
        return f"{self.group_id} {self.year}: {self.last}"


class Invitation(models.Model):
    """One recipient of an invitation, and the answer. Rows are added when it is sent; only the answer changes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    person = models.ForeignKey("network.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name_label = GuardedCharField(_("name"), max_length=150, **RECORD)
    email = GuardedEmailField(_("e-mail"), holds=DataClass.CONTACT, keep=Keep.RECORD)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    # Opens the page with the buttons for somebody without an account.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answer = GuardedCharField(_("answer"), max_length=10, choices=Answer, blank=True, **RECORD)
    deputy = GuardedCharField(_("deputy"), max_length=150, blank=True, **RECORD)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="one_invitation_an_address")]

    def __str__(self):
        return self.name_label
