"""Who sees which rows of the structure: everybody who has a role in the network."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from network.enums import RoleKind
from network.models import Organisation
from network.querysets import DatedQuerySet, InNetworkQuerySet

if TYPE_CHECKING:
    from network.models import User

    AnyUser = User | AnonymousUser


class PartQuerySet(DatedQuerySet, InNetworkQuerySet):
    pass


class GroupPlaceQuerySet(DatedQuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(group__network__in=user.network_ids()) if user.is_authenticated else self.none()


class PartContactQuerySet(DatedQuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(part__network__in=user.network_ids()) if user.is_authenticated else self.none()


class CallQuerySet(InNetworkQuerySet):
    pass


class CallFileQuerySet(QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(call__network__in=user.network_ids()) if user.is_authenticated else self.none()


class AskedOrganisationQuerySet(QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """For answering: coordinators all; the others those for which they speak, or whose unit they work in."""
        if not user.is_authenticated:
            return self.none()
        own = self.filter(_of_user(user, timezone.localdate()), call__network__in=user.network_ids())
        coordinated = Q(call__network__in=user.network_ids(RoleKind.COORDINATOR))
        return self.filter(coordinated | Q(pk__in=own.order_by().values("pk")))


class ThemeDecisionQuerySet(QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(asked__call__network__in=user.network_ids()) if user.is_authenticated else self.none()

    def latest(self, day: date | None = None) -> Self:
        """Of each asked organisation the last recorded answer, or the last of those that held on a day."""
        rows = self if day is None else self.filter(decided_on__lte=day)
        return self.filter(pk__in=rows.order_by().values("asked").annotate(last=Max("pk")).values("last"))


def _of_user(user: "User", day: date) -> Q:
    """The organisations for which a role or a position of that day lets the user speak, and what they are part of."""
    own = set(user.roles.on(day).exclude(organisation=None).values_list("organisation", "organisation__parent"))
    for person in user.people.filter(network__in=user.network_ids()):
        own |= set(person.positions.on(day).values_list("organisation", "organisation__parent"))
    return Q(organisation__in={key for pair in own for key in pair if key})


class ProjectQuerySet(DatedQuerySet, InNetworkQuerySet):
    def of_organisation(self, key: int) -> Self:
        """Those that the organisation owns or takes part in."""
        return self._of([key])

    def of_region(self, region: str) -> Self:
        """Those that an organisation in a municipality of the region owns or takes part in, or a unit of one."""
        own, of_whole = Q(municipality__region_fi=region), Q(parent__municipality__region_fi=region)
        return self._of(Organisation.objects.filter(own | of_whole).values("pk"))

    def _of(self, organisations: QuerySet | list[int]) -> Self:
        partners = self.model.partners.through.objects.filter(organisation__in=organisations).values("project")
        return self.filter(Q(owner__in=organisations) | Q(pk__in=partners))
