"""Who sees which rows of the bank: the only place that knows about tenants here."""

import re
from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from bank.enums import LEADING, Outcome, Status
from core.folding import fold
from network.enums import RoleKind

ORDER_NUMBER = re.compile(r"(\d{1,8})/(\d{4})")

if TYPE_CHECKING:
    from network.models import User

    AnyUser = User | AnonymousUser


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Members of the banks the user coordinates; a facilitator sees only oneself."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(network__in=user.network_ids(RoleKind.COORDINATOR))
            | Q(network__in=user.network_ids(RoleKind.FACILITATOR), person__user=user)
        )

    def in_bank(self, day: date) -> Self:
        """Members of the bank on a day."""
        return self.filter(
            Q(joined_on__isnull=True) | Q(joined_on__lte=day), Q(left_on__isnull=True) | Q(left_on__gte=day)
        )


class OrderQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Coordinators see all of their networks, orderers their own, facilitators those they hold a slot in."""
        if not user.is_authenticated:
            return self.none()
        coordinated = user.network_ids(RoleKind.COORDINATOR)
        if coordinated and set(coordinated) == set(user.network_ids()):
            # The common case, kept free of joins and subqueries.
            return self.filter(network__in=coordinated)
        slots = self.model._meta.get_field("slots").related_model._default_manager.filter(
            order=OuterRef("pk"), member__person__user=user
        )
        return self.filter(
            Q(network__in=coordinated)
            | Q(network__in=user.network_ids(RoleKind.ORDERER), contact__user=user)
            | Q(Exists(slots), network__in=user.network_ids(RoleKind.FACILITATOR))
        )

    def open(self) -> Self:
        """Orders that wait for an outcome or a new date."""
        return self.filter(outcome__in=["", Outcome.POSTPONED])

    def without_facilitators(self) -> Self:
        """Open orders in which nobody leads yet."""
        leads = self.model._meta.get_field("slots").related_model._default_manager.filter(
            order=OuterRef("pk"), role__in=LEADING
        )
        return self.filter(~Exists(leads), outcome="").exclude(kind="enquiry")

    def overdue(self, day: date) -> Self:
        """Orders whose latest wished date has passed without an outcome."""
        return self.filter(outcome="", wished_latest__lt=day)

    def with_status(self, status: str, day: date) -> Self:
        """Orders that have the derived status on a day; the same rule as ``bank.queries.status_of``."""
        if status == Status.OVERDUE:
            return self.overdue(day)
        if status == Status.UPCOMING:
            return self.filter(Q(wished_latest__isnull=True) | Q(wished_latest__gte=day), outcome="")
        return self.filter(outcome=status)

    def with_words(self, words: str) -> Self:
        """Orders whose line, orderer or place holds every word, or whose number it is ("12/2027"); six words count."""
        found = self
        for word in fold(words).split()[:6]:
            if number := ORDER_NUMBER.fullmatch(word):
                found = found.filter(number=number[1], year=number[2])
            else:
                found = found.filter(search_text__contains=word)
        return found

    def in_register_order(self) -> Self:
        """As the register prints them."""
        return self.order_by("register_date", "pk")

    def of_years(self, first: int, last: int) -> Self:
        """Orders that the register prints under a span of years."""
        return self.filter(register_first_year__lte=last, register_last_year__gte=first)
