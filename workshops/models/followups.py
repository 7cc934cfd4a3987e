"""How a municipality goes on after the day, and what came of it."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from meetings.enums import ActionState
from workshops.enums import Topic
from workshops.models.days import RECORD, WorkshopDay
from workshops.models.lines import Line


class FollowUp(Line):
    """A line under "how we go on"; what is promised is an action (``meetings.Outcome``) of the municipality too."""

    day = models.ForeignKey(WorkshopDay, models.CASCADE, related_name="follow_ups")
    topic = GuardedCharField(_("about"), max_length=15, choices=Topic, **RECORD)
    # The heading where an older page has its own words for it.
    topic_label = GuardedCharField(max_length=150, blank=True, editable=False, **RECORD)
    # Shape: [str]
    points = GuardedJSONField(_("points"), default=list, blank=True, **RECORD)
    who = GuardedCharField(_("who does it"), max_length=200, blank=True, **RECORD)
    when = FuzzyDateColumns(_("when"))
    action = models.OneToOneField(
        "meetings.Outcome", models.SET_NULL, null=True, blank=True, editable=False, related_name="follow_up"
    )
    # Opens the page on which the municipality tells what came of it.
    ask_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    letter = "f"

    class Meta(Line.Meta):
        verbose_name = _("next step of a municipality")
        constraints = [
            models.UniqueConstraint(fields=["day", "key"], name="one_follow_up_a_key"),
            fuzzy_check("when"),
        ]

    @property
    def topic_words(self):
        """The heading of the topic: as an older page had it, or ours."""
        return self.topic_label or self.get_topic_display()


class FollowUpNews(models.Model):
    """What a municipality told of a next step, half a year later or at any time after the day."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="news")
    state = GuardedCharField(pgettext_lazy("action", "state"), max_length=10, choices=ActionState, **RECORD)
    text = GuardedTextField(_("what came of it"), max_length=1000, blank=True, **RECORD)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("news of a next step")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]
