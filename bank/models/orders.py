"""Orders: what was asked for, by whom, where it stands and how it ended."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.enums import OrderKind, OrderSource, Outcome, OutcomeReason
from bank.querysets import OrderQuerySet
from core.clues import Clue
from core.fields import GuardedCharField, GuardedJSONField, GuardedTextField
from core.folding import search_column
from core.fuzzydates.db import FuzzyDateColumns, fuzzy_check
from core.models import TimestampedModel
from core.privacy import DataClass, Keep

ORDER = {"holds": DataClass.INTERNAL, "keep": Keep.ORDER}
# The day by which figures count an order: when it came, or the best that an older register tells. It never moves, so
# that each order is in the figures of one year only. The index ``order_counted_on`` is over the same expression.
COUNTED_ON = Coalesce("received_on", "wished_earliest", "held_earliest", "register_date")


class Order(TimestampedModel):
    """A request for facilitators or training. Its status is derived from facts, never stored.

    ``…_label`` fields hold the words of the day the order was made: they do not change when people move or
    organisations merge. The concern is a row of its own (``Concern``), so that no list ever reads it by chance.
    """

    network = models.ForeignKey("network.Network", models.PROTECT, related_name="orders")
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    received_on = models.DateField(_("received"), default=timezone.localdate, null=True, blank=True)
    # The line of the register ("Tilaus"): what was ordered, in a sentence without names.
    summary = GuardedCharField(_("what is ordered"), max_length=300, **ORDER)
    kind = GuardedCharField(_("kind"), max_length=12, choices=OrderKind, blank=True, **ORDER)
    method = models.ForeignKey(
        "methods.Method", models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("method")
    )
    # What the orderer read of the method; an order from an older register has none.
    method_version = models.ForeignKey(
        "methods.MethodVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    method_label = GuardedCharField(max_length=120, blank=True, **ORDER)
    organisation = models.ForeignKey(
        "network.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("ordering organisation"),
    )
    organisation_label = GuardedCharField(max_length=150, blank=True, **ORDER)
    contact = models.ForeignKey(
        "network.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("contact person"),
    )
    contact_label = GuardedCharField(max_length=150, blank=True, holds=DataClass.CONTACT, keep=Keep.ORDER)
    municipality = models.ForeignKey(
        "network.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    municipality_label = GuardedCharField(max_length=60, blank=True, **ORDER)
    place = GuardedCharField(_("place"), max_length=150, blank=True, expects=[Clue.STREET], **ORDER)
    wished = FuzzyDateColumns(_("wished date"), **ORDER)
    held = FuzzyDateColumns(_("held"), **ORDER)
    participants = GuardedCharField(_("participants"), max_length=250, blank=True, **ORDER)
    payer = GuardedCharField(_("payer"), max_length=150, blank=True, **ORDER)
    source = GuardedCharField(_("how it came"), max_length=10, choices=OrderSource, blank=True, **ORDER)
    agreed_with_client = models.BooleanField(_("agreed with the client"), null=True, blank=True)
    # What was held may differ from what was ordered: two facts.
    delivered_method = models.ForeignKey(
        "methods.Method", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("delivered as")
    )
    delivered_version = models.ForeignKey(
        "methods.MethodVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    delivered_label = GuardedCharField(_("delivered as"), max_length=120, blank=True, editable=False, **ORDER)

    # The facts from which the status is derived (``bank.queries.status_of``); set and cleared by the acts alone.
    question_open_at = models.DateTimeField(null=True, blank=True, editable=False)
    search_opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    filled_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_together_at = models.DateTimeField(null=True, blank=True, editable=False)
    postponed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = GuardedCharField(_("outcome"), max_length=16, choices=Outcome, blank=True, editable=False, **ORDER)
    outcome_reason = GuardedCharField(
        _("reason"), max_length=24, choices=OutcomeReason, blank=True, editable=False, **ORDER
    )
    outcome_note = GuardedTextField(_("what happened instead"), max_length=500, blank=True, editable=False, **ORDER)
    outcome_at = models.DateTimeField(_("outcome recorded"), null=True, blank=True, editable=False)

    # Where the order stands in the register: the day it is sorted by, and the years it is printed under. Rows of an
    # older register share the first day of its span, so that they stay in the order of their old page; those
    # without a date belong to the whole span.
    register_date = models.DateField(editable=False)
    register_first_year = models.PositiveSmallIntegerField(editable=False)
    register_last_year = models.PositiveSmallIntegerField(editable=False)
    search_text = search_column("summary", "organisation_label", "place", "municipality_label", **ORDER)
    # Long after it was closed: counts stay (``bank.retention``).
    names_taken_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "year", "number"], name="one_order_number_per_year"),
            fuzzy_check("wished"),
            fuzzy_check("held"),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(outcome_at__isnull=True) & Q(outcome_reason="") & Q(outcome_note=""))
                | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="outcome_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(register_last_year__gte=F("register_first_year")), name="register_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", Outcome.CARRIED_OUT]) | ~Q(outcome_reason=""),
                name="unfulfilled_order_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(postponed_at__isnull=True), name="ended_order_is_not_postponed"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(outcome=""), name="closed_order_has_an_outcome"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "-id"], name="order_network_newest"),
            models.Index(fields=["network", "register_date", "id"], name="order_register"),
            models.Index(fields=["network", "wished_latest"], condition=Q(outcome=""), name="order_open_by_date"),
            models.Index(fields=["contact"], name="order_contact"),
            # The queue reads the few orders that have not been closed, whatever the number of the others.
            models.Index(fields=["network", "id"], condition=Q(closed_at__isnull=True), name="order_not_closed"),
            models.Index("network", COUNTED_ON, name="order_counted_on"),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"

    def get_absolute_url(self):
        """Reads ``network``."""
        return reverse("bank:order-detail", args=[self.network.slug, self.pk])

    @property
    def place_text(self):
        """The place and its municipality, which are often the same word."""
        return ", ".join(dict.fromkeys(filter(None, [self.place, self.municipality_label])))


class ImportedRow(models.Model):
    """The row of an older register from which an order was made, whole and as written, with what was uncertain."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="imported_row")
    register = GuardedCharField(_("register"), max_length=120, **ORDER)
    row = GuardedCharField(_("row"), max_length=20, **ORDER)
    # Shape: {column name: text of the cell}
    cells = GuardedJSONField(_("cells as written"), holds=DataClass.CONTACT, keep=Keep.ORDER)
    # Shape: {column name: why its value is uncertain or missing}
    uncertain = GuardedJSONField(_("uncertain cells"), default=dict, blank=True, **ORDER)

    class Meta:
        verbose_name = _("imported row")
        constraints = [models.UniqueConstraint(fields=["register", "row", "order"], name="one_imported_row")]

    def __str__(self):
        return f"{self.register} {self.row}"

    @property
    def rows(self):
        """``[(column, text as written, why uncertain or "")]`` in the order of the file."""
        return [(name, text, self.uncertain.get(name, "")) for name, text in self.cells.items()]


class OrderCounter(models.Model):
    """The last order number drawn in a network and year; its row is the lock under which numbers are drawn."""

    network = models.ForeignKey("network.Network", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(1990), MaxValueValidator(2200)])
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("order counter")
        constraints = [models.UniqueConstraint(fields=["network", "year"], name="one_order_counter_per_year")]

    def __str__(self):
        return f"{self.network_id} {self.year}: {self.last}"
