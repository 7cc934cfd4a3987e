"""Meetings and their minutes: who was there, what was dealt with, what was decided."""

from dataclasses import replace

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedTextField
from core.fuzzydates import FuzzyDate, Precision, understood
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.fuzzydates.formats import format_times
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from meetings.blocks import blocks_of, holds
from meetings.enums import AttendanceRole, AttendanceState, DocumentKind, OutcomeKind
from meetings.querysets import MeetingPartQuerySet, MeetingQuerySet, OutcomeQuerySet

RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}


class Meeting(TimestampedModel):
    """One meeting of a group and its minutes. ``group_label`` is the group's name on that day."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="meetings")
    group = models.ForeignKey(
        "network.Group", models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("group")
    )
    group_label = GuardedCharField(max_length=250, blank=True, **RECORD)
    document_kind = GuardedCharField(
        pgettext_lazy("kind of minutes", "document"),
        max_length=10,
        choices=DocumentKind,
        default=DocumentKind.MEMO,
        **RECORD,
    )
    title = GuardedCharField(pgettext_lazy("meeting", "title"), max_length=250, **RECORD)
    subject = GuardedTextField(pgettext_lazy("meeting", "subject"), max_length=1000, blank=True, **RECORD)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place_name = GuardedCharField(_("place"), max_length=200, blank=True, **RECORD)
    place_address = GuardedCharField(_("address"), max_length=200, blank=True, **RECORD)
    next_meeting = FuzzyDateColumns(_("next meeting"))
    next_meeting_place = GuardedCharField(_("place of the next meeting"), max_length=200, blank=True, **RECORD)
    language = GuardedCharField(
        _("language of the minutes"),
        max_length=2,
        choices=[("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))],
        default="fi",
        **RECORD,
    )
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
        ]
        indexes = [models.Index(fields=["network", "-starts_at", "-id"], name="meeting_network_newest")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("meetings:meeting-detail", args=[self.network.slug, self.pk])

    @property
    def when(self):
        """Start and end as people write them, in Helsinki time: a ``FuzzyDate`` whose text ``parse`` reads back.

        ``None`` before the row has a start.
        """
        if self.starts_at is None:
            return None
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
    def when_text(self):
        """As it is printed: "Torstai 15.1.2009 klo 9.30–12"."""
        text = understood(self.when, get_language() or "fi")
        return text[:1].upper() + text[1:]


class Attendance(models.Model):
    """Somebody's attendance, with name, title and organisation as they were that day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey("network.Person", models.PROTECT, null=True, blank=True, related_name="attendances")
    name_label = GuardedCharField(_("name"), max_length=150, **RECORD)
    title_label = GuardedCharField(pgettext_lazy("person", "title"), max_length=150, blank=True, **RECORD)
    organisation_label = GuardedCharField(_("organisation"), max_length=150, blank=True, **RECORD)
    role = GuardedCharField(
        pgettext_lazy("meeting", "role"), max_length=10, choices=AttendanceRole, blank=True, **RECORD
    )
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


class Item(models.Model):
    """A numbered item. Its text is plain: an empty line starts a paragraph, a line beginning with "- " is listed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    number = GuardedCharField(_("number"), max_length=10, **RECORD)
    # A typed number ("5 a") stays; the others are counted anew when items move.
    number_is_typed = models.BooleanField(default=False, editable=False)
    heading = GuardedCharField(_("heading"), max_length=300, **RECORD)
    body = GuardedTextField(_("text"), max_length=50_000, blank=True, **RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number}. {self.heading}"

    @property
    def blocks(self):
        """The text as ``meetings.blocks`` shapes it, outcomes marked in it; reads ``outcomes``."""
        return blocks_of(self.body, [(outcome.kind, outcome.text) for outcome in self.outcomes.all()])

    @property
    def outcomes_in_text(self):
        """Outcomes whose words stand in the heading or the text, so that nothing is said twice; reads ``outcomes``."""
        return [outcome for outcome in self.outcomes.all() if holds(f"{self.heading}\n{self.body}", outcome.text)]

    @property
    def outcomes_after_text(self):
        """The other outcomes, shown and printed after the text; reads ``outcomes``."""
        return [outcome for outcome in self.outcomes.all() if not holds(f"{self.heading}\n{self.body}", outcome.text)]


class Outcome(models.Model):
    """A note, decision or action inside an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="outcomes")
    kind = GuardedCharField(_("kind"), max_length=10, choices=OutcomeKind, default=OutcomeKind.DECISION, **RECORD)
    text = GuardedTextField(_("text"), max_length=2000, **RECORD)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:60]


class Attachment(models.Model):
    """An attachment as the minutes list it: a title; files come with the whole of the meetings part."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attachments")
    title = GuardedCharField(_("attachment"), max_length=250, **RECORD)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title
