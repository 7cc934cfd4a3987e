"""Who facilitates an order: places in the team, who was asked for them, and who declared to be an outsider."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import Answer, Category, DeclineReason, InvitationEnd, SlotRole
from bank.models.members import Member
from bank.models.orders import ORDER, Order
from bank.querysets import InvitationQuerySet, SlotQuerySet
from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.privacy import DataClass, Keep

STAFF_ONLY = {"holds": DataClass.STAFF, "keep": Keep.ORDER}


class Slot(models.Model):
    """One place in the team of an order, made by the method's rule or by hand, and who holds it.

    An open place has no name. ``member`` is empty also in imported orders, whose facilitators are names as the old
    register wrote them. A place taken out of the team stays as a row, with the reason.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="slots")
    role = GuardedCharField(_("role"), max_length=10, choices=SlotRole, default=SlotRole.LEAD, **ORDER)
    # What the method asks of whoever holds the place; empty: anybody in the bank.
    category = GuardedCharField(_("category"), max_length=20, choices=Category, blank=True, **ORDER)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="slots")
    name_label = GuardedCharField(max_length=150, blank=True, **ORDER)
    position = models.PositiveSmallIntegerField(default=0)
    assigned_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_reason = GuardedCharField(_("why it was taken out"), max_length=200, blank=True, **STAFF_ONLY)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("facilitator of an order")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "member"],
                condition=Q(member__isnull=False, removed_at__isnull=True),
                name="one_slot_per_member_and_order",
            ),
            models.CheckConstraint(condition=Q(member__isnull=True) | ~Q(name_label=""), name="slot_has_a_name"),
        ]

    def __str__(self):
        return self.name_label or self.get_role_display()

    @property
    def is_open(self):
        return not self.name_label and self.removed_at is None


class Invitation(models.Model):
    """One asking of one member for one place. Never deleted; its answer is written once.

    Live is what has not ended and was not declined (``InvitationQuerySet.live``); a question whose ``reply_by`` has
    passed has expired, which is told by the day and not stored until somebody else is asked.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="invitations")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="invitations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="invitations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reply_by = models.DateField(_("reply by"))
    # The date that was asked for, in the words of that day.
    asked = FuzzyDateColumns(_("date asked for"), **ORDER)
    # Why the member was asked although a rule speaks against it.
    exception = GuardedCharField(_("reason for the exception"), max_length=300, blank=True, **STAFF_ONLY)
    # The accepted invitation that this one asks to confirm again, after a new date, place or partner.
    confirms = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="confirmed_by")

    answer = GuardedCharField(_("answer"), max_length=10, choices=Answer, blank=True, editable=False, **ORDER)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The member, or the coordinator who took the answer by phone.
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decline_reason = GuardedCharField(_("reason"), max_length=12, choices=DeclineReason, blank=True, **STAFF_ONLY)
    decline_note = GuardedCharField(_("in own words"), max_length=300, blank=True, **STAFF_ONLY)
    ask_again_on = models.DateField(_("ask me again from"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    end = GuardedCharField(max_length=10, choices=InvitationEnd, blank=True, editable=False, **ORDER)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-pk"]
        constraints = [
            fuzzy_check("asked"),
            models.UniqueConstraint(
                fields=["order", "member"],
                condition=Q(ended_at__isnull=True) & ~Q(answer=Answer.DECLINED),
                name="one_live_invitation_per_member_and_order",
            ),
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(ended_at__isnull=True, answer=Answer.ACCEPTED),
                name="one_accepted_invitation_per_slot",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(end="", ended_at__isnull=True) | (~Q(end="") & Q(ended_at__isnull=False)),
                name="end_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["member"], condition=Q(ended_at__isnull=True), name="invitation_live_by_member"),
            models.Index(fields=["member", "-sent_at"], name="invitation_last_asked"),
            # The few that nobody has answered, whatever the number of the others.
            models.Index(
                fields=["order"], condition=Q(ended_at__isnull=True, answer=""), name="invitation_unanswered"
            ),
        ]

    def __str__(self):
        return f"{self.order_id}: {self.member_id}"

    def get_absolute_url(self):
        """Reads ``order.network``."""
        return reverse("bank:invitation-answer", args=[self.order.network.slug, self.key])


class Declaration(models.Model):
    """A member's word on being an outsider to the case, the matter and the unit; a "no" to any is an involvement.

    Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, 6.2.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="declarations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="declarations")
    at = models.DateTimeField(default=timezone.now, editable=False)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    outside_case = models.BooleanField(_("outside the case"))
    outside_matter = models.BooleanField(_("outside the matter"))
    outside_unit = models.BooleanField(_("outside the unit"))

    class Meta:
        verbose_name = _("declaration of being an outsider")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.order_id}: {self.member_id}"

    @property
    def is_outside(self):
        return self.outside_case and self.outside_matter and self.outside_unit


class TeamDraft(models.Model):
    """A team that a dry run proposes for an order; nobody has been asked. One draft for each order, the newest."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="team_draft")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    # Shape: [{"slot": slot id, "member": member id}]
    places = GuardedJSONField(default=list, **STAFF_ONLY)
    # Why there is nobody for a place, in words; empty when the draft is whole.
    shortfall = GuardedTextField(blank=True, max_length=500, **STAFF_ONLY)

    class Meta:
        verbose_name = _("proposed team")

    def __str__(self):
        return str(self.order_id)


class Booking(models.Model):
    """The time for which a member is promised to a session; two promises of one member never overlap.

    A session on a day without times takes the whole day; one with an inexact date has no booking and only warns.
    """

    session = models.ForeignKey("bank.Session", models.CASCADE, related_name="bookings")
    member = models.ForeignKey(Member, models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("booking")
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="one_booking_per_session"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_begins"),
            # int8range instead of "=": the latter needs the extension btree_gist.
            ExclusionConstraint(
                name="no_double_booking",
                expressions=[
                    (Func(F("member"), F("member"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("starts_at"), F("ends_at"), Value("[)"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.member_id}: {self.starts_at}"
