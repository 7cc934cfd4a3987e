"""What a meeting dealt with: items, outcomes and goals, themes marked in texts, and the history of the texts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.privacy import DataClass, Keep
from meetings.blocks import blocks_of, holds
from meetings.enums import ActionState, ItemKind, ItemState, Layer, OutcomeKind, OwnerKind
from meetings.models.meetings import RECORD, Meeting
from meetings.querysets import MeetingPartQuerySet, OutcomeQuerySet


class Item(models.Model):
    """An item of a meeting, or a part of one (``parent``). Its text is sanitised HTML (``meetings.richtext``)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    number = GuardedCharField(_("number"), max_length=10, blank=True, **RECORD)
    # A typed number ("5 a") stays; the others are counted anew when items move.
    number_is_typed = models.BooleanField(default=False, editable=False)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    kind = GuardedCharField(
        pgettext_lazy("item", "kind"), max_length=12, choices=ItemKind, default=ItemKind.DISCUSSION, **RECORD
    )
    state = GuardedCharField(
        pgettext_lazy("item", "state"), max_length=10, choices=ItemState, default=ItemState.OPEN, **RECORD
    )
    layer = GuardedCharField(_("who may read it"), max_length=12, choices=Layer, default=Layer.PUBLIC, **RECORD)
    # In every meeting of the group: "Muut asiat".
    standing = models.BooleanField(_("standing item"), default=False)
    heading = GuardedCharField(_("heading"), max_length=300, blank=True, **RECORD)
    # The heading's words open the text and are not printed before it.
    heading_in_body = models.BooleanField(default=False, editable=False)
    presenter = models.ForeignKey(
        "meetings.Attendance",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="presented",
        verbose_name=_("presenter"),
    )
    area = GuardedCharField(_("area"), max_length=150, blank=True, **RECORD)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    # In which order the items were in fact dealt with.
    treated_at = models.DateTimeField(null=True, blank=True, editable=False)
    # A contribution of a party who was not there, and whose it is.
    quotation = GuardedTextField(_("quotation"), max_length=200_000, blank=True, **RECORD)
    quotation_from = GuardedCharField(_("whose contribution"), max_length=150, blank=True, **RECORD)
    internal_note = GuardedTextField(
        _("note of the secretary"), max_length=10_000, blank=True, holds=DataClass.STAFF, keep=Keep.RECORD
    )
    body = GuardedTextField(_("text"), max_length=200_000, blank=True, **RECORD)
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
    """A note, decision or action of an item; with ``goal`` the measure of a goal. Actions have an owner and a date."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="outcomes")
    kind = GuardedCharField(_("kind"), max_length=10, choices=OutcomeKind, default=OutcomeKind.DECISION, **RECORD)
    text = GuardedTextField(_("text"), max_length=2000, **RECORD)
    goal = models.ForeignKey(
        "meetings.Goal", models.CASCADE, null=True, blank=True, related_name="measures", verbose_name=_("goal")
    )
    # The words stand in the item's heading, text or quotation and are not printed again.
    in_body = models.BooleanField(default=False)
    # A decision's permanent number within its group and year, drawn when the minutes are signed.
    number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    owner_kind = GuardedCharField(_("who does it"), max_length=12, choices=OwnerKind, blank=True, **RECORD)
    owner_person = models.ForeignKey("network.Person", models.PROTECT, null=True, blank=True, related_name="actions")
    owner_organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, null=True, blank=True, related_name="actions"
    )
    owner_group = models.ForeignKey("network.Group", models.PROTECT, null=True, blank=True, related_name="actions")
    owner_label = GuardedCharField(_("name of who does it"), max_length=250, blank=True, **RECORD)
    due = FuzzyDateColumns(_("due"))
    state = GuardedCharField(
        pgettext_lazy("action", "state"), max_length=10, choices=ActionState, default=ActionState.OPEN, **RECORD
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        ordering = ["position", "pk"]
        constraints = [fuzzy_check("due")]
        indexes = [
            models.Index(fields=["-id"], condition=Q(kind="decision"), name="outcome_decisions"),
            models.Index(fields=["due_latest"], condition=Q(kind="action", state="open"), name="outcome_open_actions"),
        ]

    def __str__(self):
        return self.text[:60]


class OutcomeEvent(models.Model):
    """What became of an action: a new state, when, by whom, and in which meeting it was told."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="events")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    state = GuardedCharField(pgettext_lazy("action", "state"), max_length=10, choices=ActionState, **RECORD)
    note = GuardedCharField(_("note"), max_length=300, blank=True, **RECORD)
    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("what became of an action")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.outcome_id}: {self.state}"


class Goal(models.Model):
    """A goal agreed inside an item, with its points; its measures are actions (``Outcome.goal``)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="goals")
    number = GuardedCharField(_("number"), max_length=10, blank=True, **RECORD)
    text = GuardedTextField(_("goal"), max_length=1000, **RECORD)
    # Shape: [str]
    points = GuardedJSONField(_("points"), default=list, blank=True, **RECORD)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:60]


class ThemeMention(models.Model):
    """One place where a phrase of an item's text is marked as a theme; follows the text at each save."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="mentions")
    theme = models.ForeignKey("network.Theme", models.PROTECT, related_name="mentions")
    phrase = GuardedCharField(_("words"), max_length=300, **RECORD)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a theme")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.phrase


class Revision(models.Model):
    """A text as it once was: every save of a section adds one, nothing removes one while the meeting lives."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    heading = GuardedCharField(_("heading"), max_length=300, blank=True, **RECORD)
    body = GuardedTextField(_("text"), blank=True, **RECORD)
    # The version that this save made, and the one its author had seen.
    version = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier text")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["item", "-id"], name="revision_of_item")]

    def __str__(self):
        return f"{self.item_id} {self.version}"
