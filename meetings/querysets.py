"""Who sees which rows of meetings: the only place that knows about tenants here."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.folding import FoldedSearchMixin
from meetings.enums import ActionState, AttachmentState, Layer, OutcomeKind, OwnerKind
from network.enums import RoleKind
from network.models import GroupMembership, Person, Position
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


class MinutesMailQuerySet(models.QuerySet):
    """To whom signed minutes were mailed."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Addresses are seen by those who may send."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(version__meeting__network__in=user.network_ids(*_WRITERS))


class AttachmentQuerySet(MeetingPartQuerySet):
    """Attachments; those of an item for the secretary only are seen by who writes minutes."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        rows = super().visible_to(user)
        if not user.is_authenticated:
            return rows
        writes_in = user.network_ids(*_WRITERS)
        return rows.filter(Q(meeting__network__in=writes_in) | self._not_for_secretary())

    def for_readers(self) -> Self:
        """What every reader of the minutes may see, and so what goes into the bundle."""
        return self.filter(self._not_for_secretary())

    def awaited(self, day: date) -> Self:
        """Expected ones of which somebody wanted to be reminded on ``day`` at the latest."""
        return self.filter(state=AttachmentState.EXPECTED, remind_on__lte=day)

    def _not_for_secretary(self) -> Q:
        above = [Q(**{f"item__{'parent__' * depth}layer": Layer.SECRETARY}) for depth in range(3)]
        return Q(item__isnull=True) | ~(above[0] | above[1] | above[2])


class OutcomeQuerySet(models.QuerySet):
    """Rows that belong to an item of a meeting."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Outcomes of the meetings that the user may see."""
        return self.filter(item__meeting__network__in=user.network_ids()) if user.is_authenticated else self.none()


# Whose work needs what is written for the secretary only.
_WRITERS = (RoleKind.COORDINATOR, RoleKind.SECRETARY)


class PlacedQuerySet(OutcomeQuerySet):
    """Parts of items that know the network, group and time of their meeting (``PlacedModel``)."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Rows of the user's networks; those of items for the secretary only are seen by who writes minutes."""
        if not user.is_authenticated:
            return self.none()
        networks, writes_in = user.network_ids(), user.network_ids(*_WRITERS)
        rows = self.filter(network__in=networks)
        if set(networks) <= set(writes_in):
            return rows
        return rows.filter(Q(network__in=writes_in) | ~Q(item__layer=Layer.SECRETARY))


class MentionQuerySet(PlacedQuerySet):
    """Places of themes; those of a merged theme count under the one of today."""

    def of_theme(self, theme: models.Model) -> Self:
        """A query of its own finds those merged into the theme: by keys the places are read from an index."""
        return self.filter(theme__in=[theme.pk, *theme.merged.values_list("pk", flat=True)])


class RegisterQuerySet(FoldedSearchMixin, PlacedQuerySet):
    """Outcomes as registers list them."""

    def decisions(self) -> Self:
        return self.filter(kind=OutcomeKind.DECISION)

    def actions(self) -> Self:
        return self.filter(kind=OutcomeKind.ACTION)

    def open_actions(self) -> Self:
        return self.actions().filter(state=ActionState.OPEN)

    def overdue(self, day: date) -> Self:
        """Open actions whose last possible day was before ``day``."""
        return self.open_actions().filter(due_latest__lt=day)

    def due_by(self, day: date) -> Self:
        """Open actions that must be done by ``day``, the overdue ones too."""
        return self.open_actions().filter(due_latest__lte=day)

    def owned_by(self, user: "User") -> Self:
        """Actions of the user's own person in the network of the action."""
        return self.filter(self._alone(user))

    def owned_with(self, user: "User", day: date) -> Self:
        """Actions of the organisations in which the user has a position on a day, and of the user's groups.

        Those of the project staff belong to coordinators and secretaries.
        """
        return self.filter(self._together(user, day))

    def of_user(self, user: "User", day: date) -> Self:
        """Both of these: what the user does alone or with others."""
        return self.filter(self._alone(user) | self._together(user, day))

    def _alone(self, user: "User") -> Q:
        people = Person.objects.filter(user=user).values("pk")
        return Q(owner_kind=OwnerKind.PERSON, owner_person__in=people)

    def _together(self, user: "User", day: date) -> Q:
        organisations = Position.objects.on(day).filter(person__user=user).values("organisation")
        groups = GroupMembership.objects.on(day).filter(person__user=user).values("group")
        theirs = Q(owner_organisation__in=organisations) | Q(owner_group__in=groups)
        return theirs | Q(owner_kind=OwnerKind.STAFF, network__in=user.network_ids(*_WRITERS))
