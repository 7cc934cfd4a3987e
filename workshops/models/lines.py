"""What people write on a workshop day: comments on workshops, and what they thought of the day."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField, GuardedTextField
from core.privacy import DataClass, Keep
from workshops.enums import ReflectionKind, Showing
from workshops.models.days import RECORD, SummaryTheme, Workshop, WorkshopDay
from workshops.querysets import LineQuerySet, OfHostsQuerySet

TEXT_LENGTH = 2000
# The worst and the best answer of a scale.
SCALE = (1, 5)


class Line(models.Model):
    """One line that somebody wrote. ``text`` never changes; ``edited_text`` is what the secretary made of it."""

    text = GuardedTextField(pgettext_lazy("workshop day", "text"), max_length=TEXT_LENGTH, **RECORD)
    edited_text = GuardedTextField(_("text in the summary"), max_length=TEXT_LENGTH, blank=True, **RECORD)
    # Which municipality says it, as it was called that day; none where a comment is not signed.
    municipality = models.ForeignKey(
        "network.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    municipality_label = GuardedCharField(max_length=60, blank=True, editable=False, **RECORD)
    # Who wrote it, if the person says so: for the day's own people, and not for the summary.
    name_label = GuardedCharField(_("name"), max_length=100, blank=True, holds=DataClass.STAFF, keep=Keep.FEEDBACK)
    # Made by the phone: what is sent twice counts once.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    showing = GuardedCharField(
        _("state"), max_length=10, choices=Showing, default=Showing.SHOWN, editable=False, **RECORD
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = LineQuerySet.as_manager()

    # Stands before the number where pages name a line: comments and next steps have numbers of their own.
    letter = ""

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.words[:60]

    @property
    def network_id(self):
        """For the log; reads ``day``."""
        return self.day.network_id

    @property
    def line_key(self):
        """How pages name the line, "r12"; not its ``key``, with which anybody could take it back."""
        return f"{self.letter}{self.pk}"

    @property
    def words(self):
        """What the summary says."""
        return self.edited_text or self.text

    @property
    def signed_words(self):
        """With the municipality in brackets, as summaries have it; unsigned ones without."""
        return f"{self.words} ({self.municipality_label})" if self.municipality_label else self.words


class Reflection(Line):
    """A comment on a workshop, or on the day's workshops in general."""

    day = models.ForeignKey(WorkshopDay, models.CASCADE, related_name="reflections")
    workshop = models.ForeignKey(
        Workshop,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reflections",
        verbose_name=pgettext_lazy("of a day", "workshop"),
    )
    kind = GuardedCharField(_("what it tells"), max_length=10, choices=ReflectionKind, blank=True, **RECORD)
    # The whole line where an older page printed it otherwise than ``signed_words``.
    printed = GuardedTextField(max_length=TEXT_LENGTH, blank=True, editable=False, **RECORD)
    theme = models.ForeignKey(
        SummaryTheme, models.SET_NULL, null=True, blank=True, related_name="reflections", verbose_name=_("theme")
    )

    letter = "r"

    class Meta(Line.Meta):
        verbose_name = _("comment on a workshop")
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="one_reflection_a_key")]


class DayFeedback(models.Model):
    """What somebody thought of the day, in own words and on scales from 1 to 5. It leads to nobody."""

    day = models.ForeignKey(WorkshopDay, models.CASCADE, related_name="feedback")
    text = GuardedTextField(_("own words"), max_length=TEXT_LENGTH, blank=True, **RECORD)
    content = models.PositiveSmallIntegerField(_("what the day was about"), null=True, blank=True)
    usefulness = models.PositiveSmallIntegerField(_("use for my own work"), null=True, blank=True)
    arrangements = models.PositiveSmallIntegerField(_("arrangements"), null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    # The day alone: with the time it would lead to whoever sent comments at that moment.
    sent_on = models.DateField(default=timezone.localdate, editable=False)

    objects = OfHostsQuerySet.as_manager()

    SCALES = ("content", "usefulness", "arrangements")

    class Meta:
        verbose_name = _("feedback of a workshop day")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["day", "key"], name="one_day_feedback_a_key"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": SCALE}),
                    name=f"day_feedback_{name}_is_on_its_scale",
                )
                for name in ("content", "usefulness", "arrangements")
            ),
            models.CheckConstraint(
                condition=~Q(text="", content=None, usefulness=None, arrangements=None),
                name="day_feedback_says_something",
                violation_error_message=_("Write something, or choose a value on a scale."),
            ),
        ]

    def __str__(self):
        return self.text[:60]
