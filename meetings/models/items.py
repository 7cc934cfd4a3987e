"""What a meeting dealt with: items, outcomes and goals, themes marked in texts, and the history of the texts."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import richtext
from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.folding import search_column
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.privacy import DataClass, Keep
from core.richfields import RichTextField
from meetings.enums import ActionState, ItemKind, ItemState, Layer, OutcomeKind, OwnerKind
from meetings.models.meetings import DRAFT, RECORD, Meeting
from meetings.querysets import (
    ItemQuerySet,
    MentionQuerySet,
    OutcomeQuerySet,
    PlacedQuerySet,
    RegisterQuerySet,
)

NO_DAY = datetime.date(9999, 12, 31)


class Item(models.Model):
    """An item of a meeting, or a part of one (``parent``). Its text is sanitised HTML (``core.richtext``)."""

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
    quotation = RichTextField(_("quotation"), max_length=200_000, blank=True, **RECORD)
    quotation_from = GuardedCharField(_("whose contribution"), max_length=150, blank=True, **RECORD)
    internal_note = GuardedTextField(
        _("note of the secretary"), max_length=10_000, blank=True, holds=DataClass.STAFF, keep=Keep.RECORD
    )
    body = RichTextField(_("text"), max_length=200_000, blank=True, **RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number}. {self.heading}"

    @property
    def marked_body(self):
        """The text for a page, with what was decided marked in it by its word; reads ``outcomes``."""
        marks = [
            richtext.OutcomeMark(one.kind, one.text, one.get_kind_display(), one.unsaid)
            for one in self.outcomes.all()
            if one.in_body
        ]
        return mark_safe(richtext.with_marks(self.body, marks))

    @property
    def clean_quotation(self):
        return mark_safe(self.quotation)

    @property
    def outcomes_in_text(self):
        """Outcomes whose words stand in the item, so that nothing is said twice; reads ``outcomes``."""
        return [one for one in self.outcomes.all() if one.in_body and one.goal_id is None]

    @property
    def outcomes_after_text(self):
        """The other outcomes, shown and printed after the text; reads ``outcomes``."""
        return [one for one in self.outcomes.all() if not one.in_body and one.goal_id is None]

    def says(self, words):
        """Whether heading, text or quotation hold the words: then they are not shown or printed a second time."""
        return any(richtext.holds(text, words) for text in (escape(self.heading), self.body, self.quotation))


class PlacedModel(models.Model):
    """A part of an item that registers list over all groups: network, group and time are those of the meeting.

    The database fills the three columns and keeps them true (migration 0007), so that a register of fifty thousand
    rows is read from one index, and no writer can forget them. A row just made does not know them before it is read.
    """

    network = models.ForeignKey("network.Network", models.PROTECT, null=True, editable=False, related_name="+")
    group = models.ForeignKey("network.Group", models.PROTECT, null=True, editable=False, related_name="+")
    met_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


class Outcome(PlacedModel):
    """A note, decision or action of an item; with ``goal`` the measure of a goal. Actions have an owner and a date."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="outcomes")
    kind = GuardedCharField(_("kind"), max_length=10, choices=OutcomeKind, default=OutcomeKind.DECISION, **RECORD)
    text = GuardedTextField(_("text"), max_length=2000, **RECORD)
    goal = models.ForeignKey(
        "meetings.Goal", models.CASCADE, null=True, blank=True, related_name="measures", verbose_name=_("goal")
    )
    # The words stand in the item's heading, text or quotation and are not printed again.
    in_body = models.BooleanField(default=False)
    # A decision's permanent number within its group and year, drawn when the minutes are signed. It never changes.
    series = models.ForeignKey(
        "meetings.DecisionSeries", models.PROTECT, null=True, blank=True, editable=False, related_name="decisions"
    )
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
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
    search_text = search_column("text", **RECORD)
    # The last possible day, and the end of days for what has none: what registers are sorted by.
    due_key = models.GeneratedField(
        expression=Coalesce("due_latest", Value(NO_DAY)), output_field=models.DateField(), db_persist=True
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        ordering = ["position", "pk"]
        constraints = [
            fuzzy_check("due"),
            models.UniqueConstraint(
                fields=["series", "number"], condition=Q(number__isnull=False), name="one_decision_number_a_year"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, series__isnull=True)
                | Q(number__isnull=False, series__isnull=False, kind="decision"),
                name="numbered_outcome_is_a_decision_of_a_series",
            ),
        ]
        indexes = [
            models.Index(
                fields=["network", "-met_at", "-id"], condition=Q(kind="decision"), name="outcome_decisions_newest"
            ),
            models.Index(
                fields=["group", "-met_at", "-id"], condition=Q(kind="decision"), name="outcome_decisions_of_group"
            ),
            models.Index(
                fields=["network", "due_key", "id"],
                condition=Q(kind="action", state="open"),
                name="outcome_actions_due",
            ),
            models.Index(
                fields=["network", "-met_at", "-id"], condition=Q(kind="action"), name="outcome_actions_newest"
            ),
        ]

    def __str__(self):
        return self.text[:60]

    def get_absolute_url(self):
        """The lasting address of a decision or an action; reads ``network``."""
        name = "decision-detail" if self.kind == OutcomeKind.DECISION else "action-detail"
        return reverse(f"meetings:{name}", args=[self.network.slug, self.pk])

    @property
    def unsaid(self):
        """Who does it and by when, as far as its words do not tell."""
        return richtext.unsaid(self.text, [self.owner_label, self.due_text])

    @property
    def number_text(self):
        """ "12/2026", or nothing before the minutes are signed; reads ``series``."""
        return f"{self.number}/{self.series.year}" if self.number else ""

    @property
    def is_open(self):
        """An action that somebody still has to do."""
        return self.kind == OutcomeKind.ACTION and self.state == ActionState.OPEN

    def is_overdue(self, day):
        """Whether an open action's last possible day was before ``day``."""
        return self.is_open and self.due_latest is not None and self.due_latest < day


class DecisionSeries(models.Model):
    """The decision numbers of a group (or of the meetings without one) and a year; its row is the lock for drawing."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="+")
    group = models.ForeignKey("network.Group", models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("numbers of decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "group", "year"], name="one_decision_series_a_year", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{self.group_id} {self.year}: {self.last}"


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


class Goal(PlacedModel):
    """A goal agreed inside an item, with its points; its measures are actions (``Outcome.goal``)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="goals")
    number = GuardedCharField(_("number"), max_length=10, blank=True, **RECORD)
    text = GuardedTextField(_("goal"), max_length=1000, **RECORD)
    # Shape: [str]
    points = GuardedJSONField(_("points"), default=list, blank=True, **RECORD)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["network", "-met_at", "-id"], name="goal_newest")]

    def __str__(self):
        return self.text[:60]


class ThemeMention(PlacedModel):
    """One place where a phrase of an item's text is marked as a theme; follows the text at each save."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="mentions")
    theme = models.ForeignKey("network.Theme", models.PROTECT, related_name="mentions")
    phrase = GuardedCharField(_("words"), max_length=300, **RECORD)
    position = models.PositiveSmallIntegerField(default=0)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a theme")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["theme", "-met_at", "-id"], name="mention_of_theme_newest")]

    def __str__(self):
        return self.phrase


class Revision(models.Model):
    """A text as it once was: every save of a section adds one; they go long after the minutes were signed.

    A ``refused`` one was typed over an older version while somebody else saved: it never stood in the minutes.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    heading = GuardedCharField(_("heading"), max_length=300, blank=True, **DRAFT)
    body = RichTextField(_("text"), blank=True, **DRAFT)
    quotation = RichTextField(_("quotation"), blank=True, **DRAFT)
    # The version that this save made, and the one its author had seen.
    version = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    refused = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier text")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["item", "-id"], name="revision_of_item")]

    def __str__(self):
        return f"{self.item_id} {self.version}"
