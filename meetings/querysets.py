"""Who sees which rows of meetings: the only place that knows about tenants here."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from network.querysets import InNetworkQuerySet

if TYPE_CHECKING:
    from network.models import User


class MeetingQuerySet(InNetworkQuerySet):
    """Meetings of the networks in which the user has a role."""


class MeetingPartQuerySet(models.QuerySet):
    """Rows that belong to one meeting."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Parts of the meetings that the user may see."""
        return self.filter(meeting__network__in=user.network_ids()) if user.is_authenticated else self.none()


class OutcomeQuerySet(models.QuerySet):
    """Rows that belong to an item of a meeting."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Outcomes of the meetings that the user may see."""
        return self.filter(item__meeting__network__in=user.network_ids()) if user.is_authenticated else self.none()
