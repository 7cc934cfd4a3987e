"""Trainings that have made the bank's members, and the figures of each year as they were when it was closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, Counting
from bank.querysets import TrainingQuerySet, YearStatisticQuerySet
from core.clues import Clue
from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.models import TimestampedModel
from core.privacy import DataClass, Keep

RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}


class Training(TimestampedModel):
    """One training, with people or only a count. A row that totals others, or only tells of them, is not added up."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="trainings")
    name = GuardedCharField(_("training"), max_length=200, **RECORD)
    category = GuardedCharField(_("qualifies as"), max_length=20, choices=Category, blank=True, **RECORD)
    method = models.ForeignKey(
        "methods.Method", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("method")
    )
    # What the project was called when it was chosen, or the words of a project that the network does not have.
    project = GuardedCharField(_("project"), max_length=200, blank=True, **RECORD)
    # The project that was chosen (``network.projects``): who keeps projects is unknown here, and their keys last.
    project_key = models.BigIntegerField(_("project of the network"), null=True, blank=True)
    date = FuzzyDateColumns(_("date"), **RECORD)
    days = models.DecimalField(_("days"), max_digits=4, decimal_places=1, null=True, blank=True)
    place = GuardedCharField(_("place"), max_length=200, blank=True, expects=[Clue.STREET], **RECORD)
    participants_count = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    qualified_count = models.PositiveIntegerField(_("qualified"), null=True, blank=True)
    counting = GuardedCharField(_("in totals"), max_length=10, choices=Counting, default=Counting.COUNTED, **RECORD)
    note = GuardedTextField(_("note"), max_length=1000, blank=True, **RECORD)
    # Of an imported row, whole and as written. Shape: {column name: text of the cell}
    cells = GuardedJSONField(default=dict, blank=True, **RECORD)
    # Shape: {column name: why its value is uncertain or missing}
    uncertain = GuardedJSONField(default=dict, blank=True, **RECORD)
    register = GuardedCharField(_("register"), max_length=120, blank=True, **RECORD)
    row = GuardedCharField(_("row"), max_length=20, blank=True, **RECORD)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        ordering = ["-pk"]
        constraints = [
            fuzzy_check("date"),
            models.CheckConstraint(
                condition=Q(project_key__isnull=True) | ~Q(project=""), name="chosen_project_has_a_name"
            ),
            models.UniqueConstraint(
                fields=["network", "register", "row"], condition=~Q(register=""), name="one_imported_training"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bank:training-detail", args=[self.network.slug, self.pk])

    @property
    def years(self):
        """The years of the date where its words do not tell them ("the same year"); otherwise nothing."""
        if self.date_earliest is None or str(self.date_latest.year) in self.date_text:
            return ""
        return "–".join(dict.fromkeys([str(self.date_earliest.year), str(self.date_latest.year)]))


class TrainingParticipant(models.Model):
    """Somebody who took part in a training, and since when he or she is qualified by it."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="people")
    person = models.ForeignKey("network.Person", models.PROTECT, related_name="trainings")
    name_label = GuardedCharField(max_length=150, **RECORD)
    qualified_on = models.DateField(_("qualified on"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant of a training")
        ordering = ["name_label", "pk"]
        constraints = [models.UniqueConstraint(fields=["training", "person"], name="one_participation_per_training")]

    def __str__(self):
        return self.name_label


class YearStatistic(models.Model):
    """The figures of one year as they were when the year was closed: they outlive erasure and later changes."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="bank_years")
    year = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    # Shape: that of ``bank.queries.figures``; counts and medians, never names
    figures = GuardedJSONField(**RECORD)

    objects = YearStatisticQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of a year")
        constraints = [models.UniqueConstraint(fields=["network", "year"], name="one_year_of_figures")]

    def __str__(self):
        return f"{self.network_id} {self.year}"
