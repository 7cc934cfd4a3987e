"""Members are asked which themes they join by a day, and each answer is a row: a later one alters none before it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.attached import AttachedFile
from core.fields import GuardedCharField, GuardedTextField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models import Network, Organisation
from structure.enums import Answer
from structure.models.parts import Part
from structure.querysets import AskedOrganisationQuerySet, CallFileQuerySet, CallQuerySet, ThemeDecisionQuerySet

RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}


class Call(TimestampedModel):
    """A question to member organisations: which of these themes do you join, by which day do you decide?"""

    network = models.ForeignKey(Network, models.PROTECT, related_name="calls")
    title = GuardedCharField(_("title"), max_length=200, **RECORD)
    text = GuardedTextField(_("text"), max_length=6000, blank=True, **RECORD)
    asked_on = models.DateField(_("asked"))
    due_on = models.DateField(_("answer by"))
    themes = models.ManyToManyField(Part, related_name="calls", verbose_name=_("themes"))
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of joining themes")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("asked_on")),
                name="answered_after_it_is_asked",
                violation_error_message=_("The last day must not be before the first."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("structure:call-detail", args=[self.network.slug, self.pk])

    @property
    def was_asked_on_paper(self):
        """Whether it was asked before it was written down here: then nobody is told of it."""
        return self.asked_on < timezone.localdate(self.created_at)


class CallFile(AttachedFile):
    """A file that tells more of what is asked. Without a name: it held a personal identity code and was removed."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="files")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = CallFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment of a question")
        ordering = ["pk"]

    def __str__(self):
        return self.file_name or str(self.get_fitness_display())

    @property
    def network(self):
        """Reads ``call`` and its network."""
        return self.call.network


class AskedOrganisation(models.Model):
    """An organisation that is asked, with its name of that day, and when a notice went to its people."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="calls")
    organisation_label = GuardedCharField(_("organisation"), max_length=150, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    # Empty as long as nobody of it was told or reminded; notices themselves are kept for 90 days only.
    told_on = models.DateField(_("told"), null=True, blank=True, editable=False)
    reminded_on = models.DateField(_("last reminded"), null=True, blank=True, editable=False)

    objects = AskedOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("asked organisation")
        ordering = ["organisation_label", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "organisation"], name="asked_once")]

    def __str__(self):
        return self.organisation_label

    @property
    def network(self):
        """Reads ``call`` and its network."""
        return self.call.network


class ThemeDecision(models.Model):
    """What an organisation answered: whether it joins, which themes, and by whose decision."""

    asked = models.ForeignKey(AskedOrganisation, models.CASCADE, related_name="decisions")
    answer = GuardedCharField(_("answer"), max_length=10, choices=Answer, **RECORD)
    # The day from which the answer holds: that of the decision; of "later" the day on which it was told.
    decided_on = models.DateField(_("decided"))
    body = GuardedCharField(_("decided by"), max_length=150, blank=True, **RECORD)
    section = GuardedCharField(_("section of the minutes"), max_length=20, blank=True, **RECORD)
    note = GuardedTextField(_("note"), max_length=1000, blank=True, **RECORD)
    themes = models.ManyToManyField(Part, blank=True, related_name="decisions", verbose_name=_("themes"))
    created_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects = ThemeDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on joining themes")
        ordering = ["pk"]

    def __str__(self):
        return self.get_answer_display()

    @property
    def basis(self):
        """ "Sivistyslautakunta § 12", as far as it is known."""
        return " ".join(filter(None, [self.body, f"§ {self.section}" if self.section else ""]))
