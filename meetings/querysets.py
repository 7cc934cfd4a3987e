"""Who sees which rows of meetings: the only place that knows about tenants here."""

from datetime import date
from functools import reduce
from operator import or_
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

    def search(self, words: str, user: "User") -> Self:
        """Meetings in which every word is in the title, subject, place or group, or in what the user sees of an item
        and its outcomes.
        """
        found, items = self, self.model._meta.get_field("items").related_model._default_manager.visible_to(user)
        for word in words.split()[:6]:
            in_items = items.filter(
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


class MeetingPartQuerySet(models.QuerySet):
    """Rows that belong to one meeting."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Parts of the meetings that the user may see."""
        return self.filter(meeting__network__in=user.network_ids()) if user.is_authenticated else self.none()


class MinutesVersionQuerySet(MeetingPartQuerySet):
    """Signed minutes; what was published is there for everybody, until it is withdrawn."""

    def published(self) -> Self:
        """Those that everybody could read at some time: their addresses last."""
        return self.filter(published_at__isnull=False)

    def newest_public(self) -> Self:
        """Of each meeting the last published version, where it has not been withdrawn."""
        later = self.model._default_manager.published().filter(
            meeting=OuterRef("meeting"), number__gt=OuterRef("number")
        )
        return self.published().filter(~Exists(later), withdrawn_at=None)


class MinutesMailQuerySet(models.QuerySet):
    """To whom signed minutes were mailed."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Addresses are seen by those who may send."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(version__meeting__network__in=user.network_ids(*_WRITERS))


# Whose work needs what is written for the secretary only.
_WRITERS = (RoleKind.COORDINATOR, RoleKind.SECRETARY)
# How deep the parts of imported minutes go at most.
_LEVELS = 3


class LayeredQuerySet(models.QuerySet):
    """Items, and rows that hang on one: what is for the secretary only is seen by who writes minutes.

    A part of such an item is such too, and so is all that hangs on it. ``item`` and ``network`` say where a row has
    its item (perhaps none) and its network.
    """

    item, network = "item__", "meeting__network"

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        if not user.is_authenticated:
            return self.none()
        networks, writes_in = user.network_ids(), user.network_ids(*_WRITERS)
        rows = self.filter(**{f"{self.network}__in": networks})
        if set(networks) <= set(writes_in):
            return rows
        return rows.filter(Q(**{f"{self.network}__in": writes_in}) | ~self._for_secretary())

    def for_readers(self) -> Self:
        """What every reader of the minutes may see."""
        return self.filter(~self._for_secretary())

    def _for_secretary(self) -> Q:
        layers = [Q(**{f"{self.item}{'parent__' * above}layer": Layer.SECRETARY}) for above in range(_LEVELS)]
        return reduce(or_, layers)


class ItemQuerySet(LayeredQuerySet):
    item = ""


class AttachmentQuerySet(LayeredQuerySet):
    def awaited(self, day: date) -> Self:
        """Expected ones of which somebody wanted to be reminded on ``day`` at the latest."""
        return self.filter(state=AttachmentState.EXPECTED, remind_on__lte=day)


class OutcomeQuerySet(models.QuerySet):
    """Rows that belong to an item of a meeting."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Outcomes of the meetings that the user may see."""
        return self.filter(item__meeting__network__in=user.network_ids()) if user.is_authenticated else self.none()


class PlacedQuerySet(LayeredQuerySet):
    """Parts of items that know the network, group and time of their meeting (``PlacedModel``)."""

    network = "network"


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
