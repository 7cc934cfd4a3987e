"""Projects (hanke): development for a time, with somebody's money."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField, GuardedTextField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models import DatedModel, Group, Network, Organisation
from structure.models.parts import Part
from structure.querysets import ProjectQuerySet

RECORD = {"holds": DataClass.INTERNAL, "keep": Keep.RECORD}


class Project(DatedModel, TimestampedModel):
    """What is done, by whom, for whose money, from which day; without a last day it goes on."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="projects")
    name = GuardedCharField(_("name"), max_length=200, **RECORD)
    number = GuardedCharField(_("number"), max_length=40, blank=True, **RECORD)
    funder = GuardedCharField(_("funder"), max_length=150, blank=True, **RECORD)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("owner")
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="partner_projects", verbose_name=_("partners")
    )
    area = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("development area")
    )
    valid_from = models.DateField(_("from"))
    goals = GuardedTextField(_("goals"), max_length=6000, blank=True, **RECORD)
    groups = models.ManyToManyField(Group, blank=True, related_name="projects", verbose_name=_("groups"))
    themes = models.ManyToManyField(Part, blank=True, related_name="theme_projects", verbose_name=_("themes"))
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("project")
        ordering = ["valid_from", "name", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["network", "name", "valid_from"],
                name="one_project_of_a_name",
                violation_error_message=_("The network has a project of this name that begins on this day."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("structure:project-detail", args=[self.network.slug, self.pk])


class BudgetLine(models.Model):
    """One total of a budget, in euros."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="budget")
    name = GuardedCharField(_("what for"), max_length=100, **RECORD)
    amount = models.DecimalField(_("euros"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("line of a budget")
        ordering = ["pk"]

    def __str__(self):
        return self.name
