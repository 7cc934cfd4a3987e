"""Who sees which rows of the structure: everybody who has a role in the network."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser

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
