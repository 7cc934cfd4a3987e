"""The structure of a day as plain values: what the figure, the list, the document and other parts read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from network.enums import GroupRole
from network.models import Group, GroupMembership, Network, Organisation, Position
from network.queries import group_name_on
from structure.enums import Answer, PartKind
from structure.models import GroupPlace, Part, PartContact, PartVersion, ThemeDecision
from structure.queries.calls import standing_on
from structure.queries.names import name_of_member

GROUP, MEMBER = "group", "member"


@dataclass(frozen=True)
class Node:
    """One thing of the structure on a day. ``kind``: of ``PartKind``, or "group", or "member".

    A member is a municipality, or an organisation without one; its ``pk`` is the organisation's. ``people`` are
    ``(name, task)`` of those who lead it. Children of an area are its themes and groups, of a strand groups, of a
    theme groups and the members that have joined it, of a group members.
    """

    kind: str
    pk: int
    name: str
    url: str
    number: int | None = None
    children: tuple["Node", ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        return f"{self.number}. {self.name}" if self.number else self.name

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Structure:
    """The structure of a network on a day. ``groups`` are those that work for the whole network."""

    network_name: str
    day: date
    areas: tuple[Node, ...]
    strands: tuple[Node, ...]
    groups: tuple[Node, ...]

    @property
    def roots(self) -> tuple[Node, ...]:
        return (*self.areas, *self.strands, *self.groups)

    def of_kind(self, kind: str) -> list[Node]:
        """Each once, in the order of the structure: a group may stand in several places."""
        found = {node.pk: node for root in self.roots for node in root.walk() if node.kind == kind}
        return list(found.values())

    @property
    def themes(self) -> list[Node]:
        """The numbered themes by their numbers."""
        return sorted(self.of_kind(PartKind.THEME), key=lambda node: (node.number or 0, node.pk))


def structure_on(network: Network, day: date) -> Structure:
    """The network's areas, themes, strands and groups of a day, with members and leaders. Eleven queries at most.

    Names are those of the day. A theme whose area has ended stands under no area and is left out.
    """
    parts = list(Part.objects.filter(network=network).on(day).prefetch_related("versions"))
    groups = _groups(network, day)
    joined = _joined(network, day)
    people: dict[int, list[tuple[str, str]]] = {}
    for contact in contacts_on(network, day):
        people.setdefault(contact.part_id, []).append((contact.person.name, contact.get_role_display()))

    def node(part: Part, themes: tuple[Node, ...] = ()) -> Node:
        version = part.version_on(day)
        return Node(
            kind=part.kind,
            pk=part.pk,
            name=version.name,
            url=reverse("structure:part-detail", args=[network.slug, part.pk]),
            number=version.number,
            children=(*themes, *groups.get(part.pk, ()), *joined.get(part.pk, ())),
            people=tuple(people.get(part.pk, ())),
        )

    themes: dict[int | None, list[Node]] = {}
    for part in parts:
        if part.is_theme:
            themes.setdefault(part.version_on(day).area_id, []).append(node(part))
    areas = [
        node(part, tuple(sorted(themes.get(part.pk, ()), key=lambda one: (one.number or 0, one.pk))))
        for part in parts
        if part.kind == PartKind.AREA
    ]
    # In the order of their themes, as the numbers run through the areas.
    areas.sort(key=lambda area: (next((one.number or 0 for one in area.children if one.number), 999), area.pk))
    return Structure(
        network_name=str(network),
        day=day,
        areas=tuple(areas),
        strands=tuple(node(part) for part in parts if part.kind == PartKind.STRAND),
        groups=tuple(groups.get(None, ())),
    )


def contacts_on(network: Network, day: date) -> QuerySet[PartContact]:
    """Who leads the parts on a day, with the people; one query."""
    contacts = PartContact.objects.filter(part__network=network).on(day)
    return contacts.select_related("person").order_by("person__last_name", "person__first_name", "pk")


def days_of_change(network: Network) -> list[date]:
    """The days from which the figure looks different, the latest first. Six queries."""
    places = GroupPlace.objects.filter(group__network=network)
    parts = Part.objects.filter(network=network)
    firsts = [
        parts.values_list("valid_from", flat=True),
        PartVersion.objects.filter(part__network=network).values_list("valid_from", flat=True),
        places.values_list("valid_from", flat=True),
        ThemeDecision.objects.filter(asked__call__network=network).values_list("decided_on", flat=True),
    ]
    lasts = [parts.values_list("valid_to", flat=True), places.values_list("valid_to", flat=True)]
    days = {day for rows in firsts for day in rows if day}
    days |= {day + timedelta(days=1) for rows in lasts for day in rows if day}
    return sorted(days, reverse=True)


def _groups(network: Network, day: date) -> dict[int | None, list[Node]]:
    """Nodes of the groups by the part in which they stand."""
    with_place = ("organisation__municipality", "organisation__parent__municipality")
    memberships = GroupMembership.objects.on(day).select_related("person", *with_place).order_by("pk")
    positions = Position.objects.on(day).select_related(*with_place).order_by("-valid_from", "pk")
    places = (
        GroupPlace.objects.filter(group__network=network)
        .on(day)
        .exclude(group__ended_on__lt=day)
        .select_related("group")
        .prefetch_related(
            "group__names",
            Prefetch(
                "group__memberships",
                queryset=memberships.prefetch_related(
                    Prefetch("person__positions", queryset=positions, to_attr="positions_then")
                ),
                to_attr="members_then",
            ),
        )
    )
    found: dict[int | None, list[Node]] = {}
    for place in places:
        found.setdefault(place.part_id, []).append(_group(network, place.group, day))
    return {part: sorted(nodes, key=lambda one: one.name.casefold()) for part, nodes in found.items()}


def _joined(network: Network, day: date) -> dict[int, list[Node]]:
    """Nodes of the members that have joined a theme, by its key."""
    found: dict[int, dict[str, Node]] = {}
    for organisation, told in standing_on(network, day).items():
        for part in (key for key, answer in told.items() if answer == Answer.JOINS):
            node = _member(network, organisation)
            found.setdefault(part, {}).setdefault(node.name, node)
    return {part: sorted(nodes.values(), key=lambda one: one.name.casefold()) for part, nodes in found.items()}


def _member(network: Network, organisation: Organisation) -> Node:
    url = reverse("network:organisation-detail", args=[network.slug, organisation.pk])
    return Node(MEMBER, organisation.pk, name_of_member(organisation), url)


def _group(network: Network, group: Group, day: date) -> Node:
    members: dict[str, Node] = {}
    for membership in group.members_then:
        for organisation in _represented(membership):
            node = _member(network, organisation)
            members.setdefault(node.name, node)
    leaders = [
        (str(member.person or member.organisation), member.get_role_display())
        for member in group.members_then
        if member.role in (GroupRole.CHAIR, GroupRole.REPRESENTATIVE)
    ]
    return Node(
        kind=GROUP,
        pk=group.pk,
        name=group_name_on(group, day),
        url=reverse("network:group-detail", args=[network.slug, group.pk]),
        children=tuple(sorted(members.values(), key=lambda one: one.name.casefold())),
        people=tuple(leaders),
    )


def _represented(membership: GroupMembership) -> list[Organisation]:
    """The organisation that is represented; when none is named, those in which the person worked that day."""
    if membership.organisation:
        return [membership.organisation]
    return [position.organisation for position in membership.person.positions_then]
