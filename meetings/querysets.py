"""Who sees which rows of meetings: the only place that knows about tenants here."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from network.querysets import InNetworkQuerySet

if TYPE_CHECKING:
    from network.models import User


class MeetingQuerySet(InNetworkQuerySet):
    """Meetings of the networks in which the user has a role."""

    def search(self, words: str) -> Self:
        """Meetings in which every word is in the title, subject, place or group, or in an item or its outcomes."""
        found = self
        for word in words.split()[:6]:
            in_items = self._items().filter(
                Q(heading__icontains=word) | Q(body__icontains=word) | Q(outcomes__text__icontains=word),
                meeting=OuterRef("pk"),
            )
            found = found.filter(
                Q(title__icontains=word)
                | Q(subject__icontains=word)
                | Q(place_name__icontains=word)
                | Q(group_label__icontains=word)
                | Exists(in_items)
            )
        return found

    def _items(self) -> models.QuerySet:
        return self.model._meta.get_field("items").related_model._default_manager.all()


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
