"""Who sees which rows of workshop days: the only place that knows about tenants here."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from network.enums import RoleKind
from workshops.enums import Showing

if TYPE_CHECKING:
    from network.models import User

    AnyUser = User | AnonymousUser

# Whoever keeps meetings keeps their workshop days.
HOSTS = (RoleKind.COORDINATOR, RoleKind.SECRETARY)


class WorkshopDayQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Days of the networks in which the user has a role."""
        return self.filter(network__in=user.network_ids()) if user.is_authenticated else self.none()


class OfDayQuerySet(models.QuerySet):
    """Rows that belong to one day."""

    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(day__network__in=user.network_ids()) if user.is_authenticated else self.none()


class LineQuerySet(models.QuerySet):
    """What people have written on a day."""

    def visible_to(self, user: "AnyUser") -> Self:
        """Lines that are shown; hosts see those too that wait or were left out."""
        if not user.is_authenticated:
            return self.none()
        shown = Q(showing=Showing.SHOWN, day__network__in=user.network_ids())
        return self.filter(shown | Q(day__network__in=user.network_ids(*HOSTS)))

    def shown(self) -> Self:
        return self.filter(showing=Showing.SHOWN)


class OfHostsQuerySet(models.QuerySet):
    """Rows with addresses of people: for those who keep the day."""

    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(day__network__in=user.network_ids(*HOSTS)) if user.is_authenticated else self.none()
