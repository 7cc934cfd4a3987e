"""Who comes to which workshop."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.fields import GuardedCharField, GuardedEmailField
from core.models import TimestampedModel
from core.privacy import DataClass, Keep
from workshops.enums import Seat
from workshops.models.days import RECORD, Workshop, WorkshopDay
from workshops.querysets import OfHostsQuerySet

# Stands in the place of a name that is no longer kept.
NOBODY = "Poistettu"


class SignUp(TimestampedModel):
    """One person's first and second choice, and the place that came of it; its order is that of the waiting list."""

    day = models.ForeignKey(WorkshopDay, models.CASCADE, related_name="sign_ups")
    name_label = GuardedCharField(_("name"), max_length=150, holds=DataClass.STAFF, keep=Keep.FEEDBACK)
    organisation_label = GuardedCharField(
        _("organisation"), max_length=150, blank=True, holds=DataClass.STAFF, keep=Keep.FEEDBACK
    )
    email = GuardedEmailField(_("e-mail"), blank=True, holds=DataClass.CONTACT, keep=Keep.FEEDBACK)
    municipality = models.ForeignKey(
        "network.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    municipality_label = GuardedCharField(max_length=60, blank=True, editable=False, **RECORD)
    first = models.ForeignKey(Workshop, models.PROTECT, related_name="+", verbose_name=_("first choice"))
    second = models.ForeignKey(
        Workshop, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("second choice")
    )
    seat = GuardedCharField(
        pgettext_lazy("sign-up", "state"), max_length=10, choices=Seat, default=Seat.WAITING, editable=False, **RECORD
    )
    # Where the person goes; none while waiting and after cancelling.
    workshop = models.ForeignKey(
        Workshop, models.PROTECT, null=True, blank=True, editable=False, related_name="sign_ups"
    )
    attended = models.BooleanField(_("was there"), null=True, blank=True, editable=False)
    # Opens the sign-up for whoever made it without an account.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OfHostsQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("workshop day", "sign-up")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat="placed", workshop__isnull=False) | ~Q(seat="placed") & Q(workshop__isnull=True),
                name="signup_with_a_place_names_it",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("first")),
                name="signup_choices_differ",
                violation_error_message=_("Choose another workshop as the second choice."),
            ),
            models.UniqueConstraint(
                fields=["day", "email"],
                condition=~Q(email="") & ~Q(seat="cancelled"),
                name="one_signup_an_address",
                violation_error_message=_("Somebody has signed up with this address already."),
            ),
        ]

    def __str__(self):
        return self.name_label

    def get_absolute_url(self):
        """The page of whoever signed up, with or without an account."""
        return reverse("signup:own", args=[self.key])

    @property
    def network_id(self):
        """Reads ``day``."""
        return self.day.network_id
