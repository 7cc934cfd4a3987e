"""Feedback after an order: who was asked, and what was answered. Participants stay anonymous."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import FeedbackSide
from bank.models.members import Member
from bank.models.orders import ORDER, Order
from bank.querysets import FeedbackQuerySet
from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.privacy import DataClass, Keep


class FeedbackRequest(models.Model):
    """That feedback was asked for: once, and reminded of once. ``code`` is what participants type, for all of them."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="feedback_requests")
    side = GuardedCharField(_("from whom"), max_length=12, choices=FeedbackSide, **ORDER)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="feedback_requests")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = GuardedCharField(max_length=8, blank=True, holds=DataClass.INTERNAL, keep=Keep.ORDER)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    closes_on = models.DateField(_("answers are taken until"))

    class Meta:
        verbose_name = _("request for feedback")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "side", "member"], nulls_distinct=False, name="one_feedback_request"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_feedback_code"),
        ]
        indexes = [
            models.Index(fields=["closes_on"], condition=Q(answered_at__isnull=True), name="feedback_unanswered")
        ]

    def __str__(self):
        return f"{self.order_id}: {self.side}"

    def get_absolute_url(self):
        """The page where it is given: of a person by the key, of participants by the code."""
        if self.code:
            return reverse("feedback:participant", args=[self.code])
        return reverse("feedback:own", args=[self.key])


class Feedback(models.Model):
    """One answer. That of a participant holds nothing that leads to a person: no account, no time of day, no key."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="feedback")
    side = GuardedCharField(_("from whom"), max_length=12, choices=FeedbackSide, **ORDER)
    given_on = models.DateField(default=timezone.localdate, editable=False)
    # Shape: {question code: 1 (not at all) to 5 (fully)}; a question without an answer is not there.
    answers = GuardedJSONField(default=dict, **ORDER)
    text = GuardedTextField(_("in own words"), max_length=1000, blank=True, holds=DataClass.STAFF, keep=Keep.FEEDBACK)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.order_id}: {self.side}"
