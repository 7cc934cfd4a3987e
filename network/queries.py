"""Reads that serve one page or one picker of the network app."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from network.enums import GroupRole
from network.models import Group, GroupMembership, Person, Position


def people_with_positions(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """The people, each with ``positions_today``: what they do on a day, with organisations. One query more."""
    positions = Position.objects.on(day).select_related("organisation").order_by("-valid_from", "pk")
    return people.prefetch_related(Prefetch("positions", queryset=positions, to_attr="positions_today"))


def group_name_on(group: Group, day: date) -> str:
    """What the group was or will be called on a day; reads ``names``."""
    names = sorted(
        (row for row in group.names.all() if row.valid_from is None or row.valid_from <= day),
        key=lambda row: row.valid_from or date.min,
    )
    return names[-1].name if names else group.name


def members_on(group: Group, day: date) -> list[GroupMembership]:
    """Who belongs to the group on a day: chair, secretary, then the others by surname. One query."""
    rows = group.memberships.on(day).select_related("person", "organisation")
    return sorted(rows, key=_member_order)


def members_before(group: Group, day: date) -> list[GroupMembership]:
    """Who belonged to the group and no longer does on a day, the last to leave first. One query."""
    rows = group.memberships.filter(valid_to__lt=day).select_related("person", "organisation")
    return list(rows.order_by("-valid_to", "-pk"))


def members_after(group: Group, day: date) -> list[GroupMembership]:
    """Who will belong to the group after a day. One query."""
    rows = group.memberships.filter(valid_from__gt=day).select_related("person", "organisation")
    return list(rows.order_by("valid_from", "pk"))


def _member_order(membership: GroupMembership) -> tuple[int, str, int]:
    ranks = {GroupRole.CHAIR: 0, GroupRole.SECRETARY: 1}
    name = membership.person.sort_name if membership.person else str(membership.organisation)
    return ranks.get(membership.role, 2), name.casefold(), membership.pk
