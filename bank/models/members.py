"""Members of the bank: what they are qualified for, where they serve, and when they rest."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, QualificationState
from bank.querysets import MemberQuerySet, QualificationQuerySet
from core.fields import GuardedCharField, GuardedJSONField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models import DatedModel
from network.querysets import DatedQuerySet

MEMBERSHIP = {"holds": DataClass.INTERNAL, "keep": Keep.MEMBERSHIP}


class Member(TimestampedModel):
    """Somebody whom the bank can send out. The employer over time is the person's positions (``network.Position``)."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="members")
    person = models.ForeignKey("network.Person", models.PROTECT, related_name="memberships", verbose_name=_("person"))
    joined_on = models.DateField(_("in the bank since"), null=True, blank=True)
    left_on = models.DateField(_("left the bank on"), null=True, blank=True)
    # Shape: [language code]; in which the member can lead.
    languages = GuardedJSONField(_("languages"), default=list, blank=True, **MEMBERSHIP)
    # None named: the member goes wherever the bank serves.
    areas = models.ManyToManyField(
        "network.Municipality", blank=True, related_name="+", verbose_name=_("municipalities served")
    )
    yearly_limit_hours = models.PositiveSmallIntegerField(
        _("most hours in a year"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    show_phone = models.BooleanField(_("the phone number may be shown to orderers and partners"), default=False)
    # Of a row of an Excel file, what has no place of its own. Shape: {heading: text of the cell}
    not_understood = GuardedJSONField(
        default=dict, blank=True, editable=False, holds=DataClass.STAFF, keep=Keep.MEMBERSHIP
    )
    # Some time after leaving: the row stays for the numbers of its days (``bank.retention``).
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank member")
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "person"], name="one_membership_per_person"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="member_leaves_after_joining",
            ),
        ]

    def __str__(self):
        return self.person.name

    def get_absolute_url(self):
        return reverse("bank:member-detail", args=[self.network.slug, self.pk])


class Qualification(DatedModel):
    """What a member is in a category, and for one method where the category is not enough, from when to when.

    A change of state ends one row and begins the next, so that the bank can be counted as of any day. ``expires_on``
    is the last day before the qualification is to be refreshed.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="qualifications")
    category = GuardedCharField(_("category"), max_length=20, choices=Category, **MEMBERSHIP)
    method = models.ForeignKey(
        "methods.Method", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("method")
    )
    state = GuardedCharField(
        _("state"), max_length=12, choices=QualificationState, default=QualificationState.QUALIFIED, **MEMBERSHIP
    )
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    training = models.ForeignKey(
        "bank.Training",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="qualifications",
        verbose_name=_("training"),
    )

    objects = QualificationQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("qualification")
        ordering = ["category", "valid_from", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["member", "category", "method"],
                condition=Q(valid_to__isnull=True),
                nulls_distinct=False,
                name="one_open_qualification",
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()}, {self.method}" if self.method_id else self.get_category_display()

    def state_on(self, day):
        """The state on a day of the row's time: what was valid until an earlier day is to be refreshed."""
        if self.state == QualificationState.QUALIFIED and self.expires_on is not None and self.expires_on < day:
            return QualificationState.TO_REFRESH
        return QualificationState(self.state)


class HomeMunicipality(DatedModel):
    """Where a member lives, from when to when: a facilitator from the family's own municipality is warned of."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="homes")
    municipality = models.ForeignKey("network.Municipality", models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("home municipality")
        ordering = ["valid_from", "pk"]

    def __str__(self):
        return str(self.municipality)


class Pause(DatedModel):
    """Days on which a member takes no orders; why is for the coordinator only."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="pauses")
    reason = GuardedCharField(_("reason"), max_length=150, blank=True, holds=DataClass.STAFF, keep=Keep.MEMBERSHIP)

    objects = DatedQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("pause")
        ordering = ["valid_from", "pk"]

    def __str__(self):
        return f"{self.valid_from}–{self.valid_to}"
