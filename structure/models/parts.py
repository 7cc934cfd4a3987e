"""Parts of a network's structure, what they are called from day to day, their groups, and who leads them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models import DatedModel, Group, Network, Person, Theme
from structure.enums import ContactRole, PartKind
from structure.querysets import GroupPlaceQuerySet, PartContactQuerySet, PartQuerySet

NAME_LENGTH = 250


class Part(DatedModel, TimestampedModel):
    """An area, a theme or a strand, from its first day to its last; its names are in ``versions``."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="parts")
    valid_from = models.DateField(_("from"))
    kind = GuardedCharField(_("kind"), max_length=10, choices=PartKind, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    # In which language the work is done, where the part says so.
    language = GuardedCharField(
        _("working language"),
        max_length=2,
        choices=[("fi", _("Finnish")), ("sv", _("Swedish"))],
        blank=True,
        holds=DataClass.PUBLIC,
        keep=Keep.RECORD,
    )
    # Where the same matter is marked on phrases of minutes.
    marked_theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("theme marked in minutes")
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("part of the structure")
        ordering = ["pk"]
        constraints = [*DatedModel.Meta.constraints]

    def __str__(self):
        """What it is called today; reads ``versions``."""
        return self.label_on(timezone.localdate())

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("structure:part-detail", args=[self.network.slug, self.pk])

    @property
    def is_theme(self):
        return self.kind == PartKind.THEME

    def version_on(self, day):
        """The row that holds on a day; before the first day the first one, after the last day the last. Reads rows."""
        rows = sorted(self.versions.all(), key=lambda row: row.valid_from)
        begun = [row for row in rows if row.valid_from <= day]
        return (begun or rows[:1] or [None])[-1]

    def label_on(self, day):
        """Number and name on a day; reads ``versions``."""
        version = self.version_on(day)
        return version.label if version else self.get_kind_display()


class PartVersion(models.Model):
    """What a part is called from a day on, with its number and area; a change adds a row and alters none."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="versions")
    valid_from = models.DateField(_("from"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    name_fi = GuardedCharField(_("name in Finnish"), max_length=NAME_LENGTH, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    name_sv = GuardedCharField(
        _("name in Swedish"), max_length=NAME_LENGTH, blank=True, holds=DataClass.PUBLIC, keep=Keep.RECORD
    )
    area = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="versions_within", verbose_name=_("development area")
    )

    class Meta:
        verbose_name = _("name of a part")
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["part", "valid_from"], name="one_version_of_a_part_a_day")]

    def __str__(self):
        return self.label

    @property
    def name(self):
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi

    @property
    def label(self):
        return f"{self.number}. {self.name}" if self.number else self.name


class GroupPlace(DatedModel):
    """Where a group stands from when to when; without a part it works for the whole network."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="places", verbose_name=_("group"))
    part = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("part of the structure")
    )

    objects = GroupPlaceQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("place of a group")
        ordering = ["pk"]
        constraints = [*DatedModel.Meta.constraints]

    def __str__(self):
        return str(self.group)


class PartContact(DatedModel):
    """Who leads a part, speaks for it or answers questions about it, from when to when."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parts", verbose_name=_("person"))
    role = GuardedCharField(_("task"), max_length=15, choices=ContactRole, holds=DataClass.INTERNAL, keep=Keep.RECORD)

    objects = PartContactQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("contact of a part")
        ordering = ["pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["part", "person", "role"], condition=Q(valid_to__isnull=True), name="one_open_contact"
            ),
        ]

    def __str__(self):
        return str(self.person)
