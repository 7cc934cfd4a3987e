"""Groups that meet: their members and names over time, and the themes they work on."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedCharField
from core.folding import search_column
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.enums import GroupKind, GroupRole
from network.models.people import Person
from network.models.places import DatedModel, Network, Organisation
from network.querysets import (
    GroupMembershipQuerySet,
    InNetworkQuerySet,
    ThemeQuerySet,
)


class Theme(models.Model):
    """A theme the network works on, or a recurring one that is marked on phrases of minutes.

    A retired or merged theme stays where it was marked: old minutes never change. ``merged_into`` says where its
    places are counted today.
    """

    network = models.ForeignKey(Network, models.PROTECT, related_name="themes")
    name = GuardedCharField(_("name"), max_length=150, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    retired_on = models.DateField(_("no longer used since"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    search_text = search_column("name", holds=DataClass.PUBLIC, keep=Keep.RECORD)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        ordering = ["number", "name", "pk"]
        constraints = [
            models.UniqueConstraint("network", Lower("name"), name="one_theme_per_name"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="theme_is_not_merged_into_itself"),
        ]

    def __str__(self):
        return self.name


class Group(TimestampedModel):
    """A group that meets. ``name`` is today's; ``GroupName`` holds those of other days, and minutes keep theirs."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="groups")
    name = GuardedCharField(_("name"), max_length=250, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    kind = GuardedCharField(_("kind"), max_length=20, choices=GroupKind, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subgroups", verbose_name=_("part of")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("theme")
    )
    # A group may decide to have no chair; then nobody asks for one.
    has_chair = models.BooleanField(_("the group has a chair"), default=True)
    minutes_are_approved = models.BooleanField(
        _("the minutes are approved by another person or in the next meeting"), default=False
    )
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = InNetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("pk")), name="group_is_not_its_own_parent")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("network:group-detail", args=[self.network.slug, self.pk])


class GroupName(models.Model):
    """The name of a group from a day on; a rename adds a row and changes none."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="names")
    name = GuardedCharField(_("name"), max_length=250, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    valid_from = models.DateField(_("from"), null=True, blank=True)

    class Meta:
        verbose_name = _("name of a group")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["group", "valid_from"], name="one_group_name_a_day", nulls_distinct=False)
        ]

    def __str__(self):
        return self.name


class GroupMembership(DatedModel):
    """A member of a group from when to when: a person, an organisation's representative, or an organisation."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="memberships_of_groups", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("represents")
    )
    role = GuardedCharField(
        _("role"), max_length=15, choices=GroupRole, blank=True, holds=DataClass.INTERNAL, keep=Keep.RECORD
    )

    objects = GroupMembershipQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("member of a group")
        ordering = ["pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False), name="membership_has_a_member"
            ),
        ]

    def __str__(self):
        return ", ".join(str(part) for part in (self.person, self.organisation) if part)
