"""Templates of meetings: what a group's next meeting begins with, apart from any meeting that was."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clues import Clue
from core.fields import GuardedCharField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from meetings.enums import DocumentKind, ItemKind, Layer
from meetings.models.meetings import LANGUAGES
from network.querysets import InNetworkQuerySet

# Nothing that happened is recorded in a template.
PLAN = {"holds": DataClass.INTERNAL, "keep": Keep.REFERENCE}


class MeetingTemplate(TimestampedModel):
    """What meetings of a group, or of every group of the network, begin with: place, time of day, items, people.

    ``people`` are called besides the members of the group.
    """

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="meeting_templates")
    group = models.ForeignKey(
        "network.Group",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_templates",
        verbose_name=_("group"),
    )
    name = GuardedCharField(_("name"), max_length=150, **PLAN)
    document_kind = GuardedCharField(
        pgettext_lazy("kind of minutes", "document"),
        max_length=10,
        choices=DocumentKind,
        default=DocumentKind.MEMO,
        **PLAN,
    )
    language = GuardedCharField(_("language of the minutes"), max_length=2, choices=LANGUAGES, default="fi", **PLAN)
    place_name = GuardedCharField(_("place"), max_length=200, blank=True, expects=[Clue.STREET], **PLAN)
    place_address = GuardedCharField(_("address"), max_length=200, blank=True, expects=[Clue.STREET], **PLAN)
    starts = models.TimeField(_("starts"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    people = models.ManyToManyField("network.Person", blank=True, related_name="+", verbose_name=_("also called"))
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = InNetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of meetings")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "network",
                Lower("name"),
                name="one_meeting_template_a_name",
                violation_error_message=_("There is already a template of this name."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="template_ends_after_it_starts",
                violation_error_message=_("The meeting must end after it starts."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("meetings:template-update", args=[self.network.slug, self.pk])


class TemplateItem(models.Model):
    """An item that a meeting of the template begins with; a ``part`` belongs to the item before it that is none."""

    template = models.ForeignKey(MeetingTemplate, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    heading = GuardedCharField(_("heading"), max_length=300, **PLAN)
    part = models.BooleanField(_("part of the item above"), default=False)
    kind = GuardedCharField(
        pgettext_lazy("item", "kind"), max_length=12, choices=ItemKind, default=ItemKind.DISCUSSION, **PLAN
    )
    layer = GuardedCharField(_("who may read it"), max_length=12, choices=Layer, default=Layer.PUBLIC, **PLAN)
    area = GuardedCharField(_("area"), max_length=150, blank=True, **PLAN)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    standing = models.BooleanField(_("standing item"), default=False)
    presenter = models.ForeignKey(
        "network.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("presenter")
    )

    class Meta:
        verbose_name = _("item of a template")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.heading
