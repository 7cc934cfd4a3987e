"""What comes from outside: orderers without an account, their questions, enquiries, and agreements with payers."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bank.models.orders import ORDER, Order
from bank.querysets import AgreementQuerySet, BankHolderQuerySet, EnquiryQuerySet, OrderQuestionQuerySet
from core.fields import GuardedCharField, GuardedEmailField, GuardedTextField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from network.models import DatedModel

CONTACT = {"holds": DataClass.CONTACT, "keep": Keep.ORDER}
STAFF_ONLY = {"holds": DataClass.STAFF, "keep": Keep.ORDER}
QUESTION_LENGTH, ENQUIRY_LENGTH, ANSWER_LENGTH = 600, 1000, 2000


class AddressCode(models.Model):
    """A code mailed to an address, to be typed in the browser session that holds ``key``; deleted after twelve hours.

    The code itself stands nowhere: it follows from the key and the product's secret.
    """

    VALID = timedelta(minutes=30)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = GuardedEmailField(_("e-mail"), holds=DataClass.CONTACT, keep=Keep.SESSION)
    language = GuardedCharField(_("language"), max_length=2, default="fi", holds=DataClass.INTERNAL, keep=Keep.SESSION)
    asked_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("code sent to an address")

    def __str__(self):
        return str(self.pk)

    @property
    def code(self):
        """Six digits."""
        digest = salted_hmac("bank.AddressCode", str(self.key), algorithm="sha256").digest()
        return f"{int.from_bytes(digest[:8]) % 1_000_000:06}"

    @property
    def is_too_old(self):
        return timezone.now() > self.asked_at + self.VALID


class OutsideOrderer(models.Model):
    """How an orderer without an account follows an order: by the key of its page and a code sent to the address."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="outside_orderer")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = GuardedEmailField(_("e-mail"), **CONTACT)
    phone = GuardedCharField(_("phone"), max_length=30, blank=True, **CONTACT)
    language = GuardedCharField(_("language"), max_length=2, default="fi", **ORDER)

    class Meta:
        verbose_name = _("orderer from outside")

    def __str__(self):
        return str(self.order_id)

    def get_absolute_url(self):
        """The orderer's own page; reads ``order.network``."""
        return reverse("outside:order-page", args=[self.order.network.slug, self.key])


class OrderQuestion(models.Model):
    """What the coordinator asks the orderer, and the answer; both see it, nobody else."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="questions")
    text = GuardedTextField(_("question"), max_length=QUESTION_LENGTH, **STAFF_ONLY)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    answer = GuardedTextField(_("answer"), max_length=QUESTION_LENGTH, blank=True, **STAFF_ONLY)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    # The order came back with this: the answer is the concern written anew, and is sealed as such.
    returned = models.BooleanField(default=False, editable=False)
    # When a coordinator took note of the answer; until then it waits in the queue.
    read_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OrderQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to the orderer")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(answered_at__isnull=True), name="one_open_question_per_order"
            )
        ]
        indexes = [
            models.Index(
                fields=["answered_at"],
                condition=Q(answered_at__isnull=False, read_at__isnull=True),
                name="question_answer_unread",
            )
        ]

    def __str__(self):
        return str(self.order_id)


class Enquiry(TimestampedModel):
    """A question to the bank that is no order yet; it can become one."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="enquiries")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    name = GuardedCharField(_("name"), max_length=150, **CONTACT)
    email = GuardedEmailField(_("e-mail"), blank=True, **CONTACT)
    phone = GuardedCharField(_("phone"), max_length=30, blank=True, **CONTACT)
    organisation_label = GuardedCharField(_("organisation"), max_length=150, blank=True, **ORDER)
    municipality = models.ForeignKey(
        "network.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    text = GuardedTextField(_("question"), max_length=ENQUIRY_LENGTH, **STAFF_ONLY)
    language = GuardedCharField(_("language"), max_length=2, default="fi", **ORDER)
    answer = GuardedTextField(_("answer"), max_length=ANSWER_LENGTH, blank=True, **STAFF_ONLY)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="enquiries")
    # Without an answer and without an order: settled by phone, or nothing to answer.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["network", "received_at"],
                condition=Q(answered_at__isnull=True, order__isnull=True, closed_at__isnull=True),
                name="enquiry_waits",
            )
        ]

    def __str__(self):
        return self.organisation_label or self.name

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bank:enquiry-detail", args=[self.network.slug, self.pk])

    @property
    def page_url(self):
        """The enquirer's own page; reads ``network``."""
        return reverse("outside:enquiry-page", args=[self.network.slug, self.key])

    @property
    def waits(self):
        return self.answered_at is None and self.order_id is None and self.closed_at is None


class Agreement(DatedModel, TimestampedModel):
    """What a municipality or county has agreed with the bank: whose working time, who pays, how the cost is counted.

    It holds for the organisation and all its units.
    """

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, related_name="agreements", verbose_name=_("organisation")
    )
    working_time = GuardedCharField(_("working time"), max_length=300, blank=True, **ORDER)
    payer = GuardedCharField(_("payer"), max_length=150, **ORDER)
    cost_basis = GuardedCharField(_("how the cost is counted"), max_length=300, blank=True, **ORDER)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("agreement")
        ordering = ["organisation__name", "-valid_from", "pk"]

    def __str__(self):
        return str(self.organisation)

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bank:agreement-update", args=[self.network.slug, self.pk])


class BankHolder(DatedModel):
    """Which organisation runs the bank, from when to when; its name is that of the day it took over."""

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="bank_holders")
    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="+")
    organisation_label = GuardedCharField(max_length=150, holds=DataClass.PUBLIC, keep=Keep.RECORD)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BankHolderQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("holder of the bank")
        ordering = ["-valid_from", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["network"], condition=Q(valid_to__isnull=True), name="one_holder_of_the_bank_at_a_time"
            ),
        ]

    def __str__(self):
        return self.organisation_label
