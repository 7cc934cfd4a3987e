"""Who sees which rows of the network app: the only place that knows about tenants here.

``user.network_ids(*kinds)`` are the networks in which the user has one of the roles today, read once per request.
"""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, Q

from core.folding import FoldedSearchMixin
from network.enums import PEOPLE_KEEPERS, MailTime, RoleKind

if TYPE_CHECKING:
    from network.models import Network, User

    AnyUser = User | AnonymousUser


class NetworkQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Networks in which the user has a role today; nothing for anonymous."""
        return self.filter(pk__in=user.network_ids()) if user.is_authenticated else self.none()


class DatedQuerySet(models.QuerySet):
    """Rows with ``valid_from`` and ``valid_to`` (both days included, empty = open)."""

    def on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class InNetworkQuerySet(models.QuerySet):
    """Rows that belong to one network and are seen by all who have a role in it."""

    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(network__in=user.network_ids()) if user.is_authenticated else self.none()


class MergedQuerySet(FoldedSearchMixin, models.QuerySet):
    """Rows of which doubles were merged into others (``merged_into``)."""

    def kept(self) -> Self:
        """Without doubles that were merged into another row."""
        return self.filter(merged_into__isnull=True)

    def _matches(self, needles: list[str], also: tuple[str, ...] = ()) -> Q:
        """The name of a merged double finds the row into which it was merged too."""
        own = super()._matches(needles, also)
        return own | Q(pk__in=self.model.objects.filter(own, merged_into__isnull=False).values("merged_into"))


class PersonQuerySet(MergedQuerySet, InNetworkQuerySet):
    search_order = ("last_name", "first_name", "pk")

    def visible_to(self, user: "AnyUser") -> Self:
        """People of the networks where the user's work needs them; everybody sees oneself."""
        if not user.is_authenticated:
            return self.none()
        staff = user.network_ids(*PEOPLE_KEEPERS)
        return self.kept().filter(Q(network__in=staff) | Q(user=user, network__in=user.network_ids()))


class OrganisationQuerySet(MergedQuerySet, DatedQuerySet, InNetworkQuerySet):
    search_order = ("name", "pk")

    def visible_to(self, user: "AnyUser") -> Self:
        """Those of the user's networks, without doubles."""
        return super().visible_to(user).kept()

    def search_with_place(self, words: str) -> Self:
        """As ``search``, where a word may stand in the name of what it is a part of or of the municipality.

        Of a municipality that has ended, the one of today counts too.
        """
        places = ("parent", "municipality", "municipality__successor")
        return self.search(words, also=tuple(f"{place}__search_text" for place in places))


class RoleQuerySet(DatedQuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """All roles of the networks the user administers; of the rest only one's own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(network__in=user.network_ids(RoleKind.ADMIN)) | Q(user=user))


class AcceptanceQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Those of the networks that the user coordinates; of the rest only one's own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(commitment__network__in=user.network_ids(RoleKind.COORDINATOR)) | Q(user=user))


class PositionQuerySet(DatedQuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Positions in organisations of the user's networks."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__network__in=user.network_ids())


class ImportPreviewQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """A preview is its author's alone, while the author keeps people of the network."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(created_by=user, network__in=user.network_ids(*PEOPLE_KEEPERS))


class MunicipalityQuerySet(FoldedSearchMixin, DatedQuerySet):
    # Of one name, the municipality of today comes before those that ended.
    search_order = (F("valid_to").desc(nulls_first=True), "name_fi", "pk")

    def visible_to(self, _user: "AnyUser") -> Self:
        """Reference data that everybody may see."""
        return self.all()

    def search(self, words: str, *, also: tuple[str, ...] = ()) -> Self:
        """Municipalities, ended ones too, by any part of any of their names, with their successors."""
        return super().search(words, also=also).select_related("successor")

    def of_network(self, network: "Network | int", day: date, *, named: Iterable[int] = ()) -> Self:
        """What a network offers to choose from: its municipalities of the day, or all of the day where it has none.

        ``named`` are the keys of those that were chosen before, which stay to choose from. With successors, as their
        names may need them.
        """
        of_day = self.on(day)
        own = of_day.filter(networks=network)
        all_where_none = Q(pk__in=of_day.values("pk")) & ~Exists(own)
        offered = self.filter(Q(pk__in=own.values("pk")) | all_where_none | Q(pk__in=named))
        return offered.select_related("successor")


class ThemeQuerySet(FoldedSearchMixin, InNetworkQuerySet):
    """Themes of the networks in which the user has a role."""

    search_order = ("name", "pk")

    def in_use(self) -> Self:
        """Themes that can be marked today."""
        return self.filter(retired_on__isnull=True, merged_into__isnull=True)


class GroupMembershipQuerySet(DatedQuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Members of the groups of the user's networks."""
        return self.filter(group__network__in=user.network_ids()) if user.is_authenticated else self.none()


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """One's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def with_secret(self, secret: str) -> Self:
        """The one that this secret opens; that of a closed account opens nothing."""
        return self.filter(secret_hash=sha256(secret.encode()).hexdigest(), user__is_active=True)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """One's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def for_digest(self, before: datetime) -> Self:
        """Unread ones that their owners want in one mail a day, from before a moment, and in none yet."""
        return self.unread().filter(mail=MailTime.DAILY, digest__isnull=True, created_at__lt=before)
