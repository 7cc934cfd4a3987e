"""What is held for an order: pre-meeting, meeting, follow-up; and who did what in it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bank.enums import SessionKind, SessionPart
from bank.models.members import Member
from bank.models.orders import ORDER, Order
from bank.querysets import SessionQuerySet
from core.clues import Clue
from core.fields import GuardedCharField, GuardedJSONField
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.models import TimestampedModel


class Session(TimestampedModel):
    """One meeting of an order. What it is follows from its facts: held, waived, cancelled, or still to come.

    ``starts_at`` and ``ends_at`` are set when the date is a day with times; they are what is booked.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="sessions")
    kind = GuardedCharField(_("kind"), max_length=12, choices=SessionKind, default=SessionKind.MEETING, **ORDER)
    date = FuzzyDateColumns(_("date"), **ORDER)
    starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    place = GuardedCharField(_("place"), max_length=150, blank=True, expects=[Clue.STREET], **ORDER)
    held = FuzzyDateColumns(_("held"), **ORDER)
    waived_at = models.DateTimeField(null=True, blank=True, editable=False)
    waived_reason = GuardedCharField(_("why it is not needed"), max_length=300, blank=True, **ORDER)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Shape: [{"group": who, as a group and never as a person, "count": how many}]
    participants = GuardedJSONField(_("participants"), default=list, blank=True, **ORDER)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        ordering = ["order", "pk"]
        constraints = [
            fuzzy_check("date"),
            fuzzy_check("held"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True) | ~Q(waived_reason=""), name="waived_session_has_a_reason"
            ),
            # Held, waived and cancelled exclude one another.
            models.CheckConstraint(
                condition=Q(held_precision="", waived_at__isnull=True)
                | Q(held_precision="", cancelled_at__isnull=True)
                | Q(waived_at__isnull=True, cancelled_at__isnull=True),
                name="session_ends_in_one_way",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(kind=SessionKind.MEETING, cancelled_at__isnull=True),
                name="one_meeting_per_order",
            ),
        ]
        indexes = [
            models.Index(fields=["order"], name="session_order"),
            models.Index(
                fields=["order"],
                condition=Q(held_precision="", waived_at__isnull=True, cancelled_at__isnull=True),
                name="session_open",
            ),
            models.Index(
                fields=["date_latest", "date_earliest"],
                condition=Q(cancelled_at__isnull=True, waived_at__isnull=True),
                name="session_by_date",
            ),
            models.Index(fields=["starts_at"], condition=Q(cancelled_at__isnull=True), name="session_by_start"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_held(self):
        return bool(self.held_precision)

    @property
    def is_open(self):
        """Still to be held, waived or cancelled."""
        return not (self.is_held or self.waived_at or self.cancelled_at)


class SessionFacilitator(models.Model):
    """What one facilitator did in a held session, and the time and travel it took."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="facilitators")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="work")
    name_label = GuardedCharField(max_length=150, **ORDER)
    part = GuardedCharField(_("part"), max_length=10, choices=SessionPart, default=SessionPart.LED, **ORDER)
    minutes = models.PositiveIntegerField(
        _("minutes of work"), null=True, blank=True, validators=[MaxValueValidator(6000)]
    )
    travel_minutes = models.PositiveIntegerField(
        _("minutes of travel"), null=True, blank=True, validators=[MaxValueValidator(3000)]
    )
    kilometres = models.PositiveIntegerField(
        _("kilometres"), null=True, blank=True, validators=[MaxValueValidator(5000)]
    )

    class Meta:
        verbose_name = _("facilitator of a session")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], condition=Q(member__isnull=False), name="one_part_per_session"
            )
        ]

    def __str__(self):
        return self.name_label
