"""The structure of a day as plain values: what the figure, the list, the document and other parts read."""

from collections.abc import Iterable, Iterator, Sequence
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
    around = _around(network, day)
    themes: dict[int | None, list[Part]] = {}
    for part in parts:
        if part.is_theme:
            themes.setdefault(part.version_on(day).area_id, []).append(part)
    areas = [around.node(part, themes.get(part.pk, ())) for part in parts if part.kind == PartKind.AREA]
    # In the order of their themes, as the numbers run through the areas.
    areas.sort(key=lambda area: (next((one.number or 0 for one in area.children if one.number), 999), area.pk))
    return Structure(
        network_name=str(network),
        day=day,
        areas=tuple(areas),
        strands=tuple(around.node(part) for part in parts if part.kind == PartKind.STRAND),
        groups=tuple(around.groups.get(None, ())),
    )


def belongings_on(part: Part, day: date) -> tuple[Node, ...]:
    """What belongs to one part on a day: of an area its themes, then groups and members. Nine queries at most.

    Reads ``network`` and ``versions``; nothing of the other parts. Empty on a day on which the part is not there.
    """
    if part.valid_from > day or (part.valid_to and part.valid_to < day):
        return ()
    themes = []
    if part.kind == PartKind.AREA:
        placed = Part.objects.filter(pk__in=PartVersion.objects.filter(area=part).values("part"))
        rows = placed.on(day).prefetch_related("versions")
        themes = [theme for theme in rows if theme.version_on(day).area_id == part.pk]
    return _around(part.network, day, [part, *themes]).node(part, themes).children


@dataclass(frozen=True)
class _Around:
    """What stands around the parts on a day, by their keys."""

    network: Network
    day: date
    groups: dict[int | None, list[Node]]
    joined: dict[int, list[Node]]
    people: dict[int, list[tuple[str, str]]]

    def node(self, part: Part, themes: Iterable[Part] = ()) -> Node:
        version = part.version_on(self.day)
        below = sorted((self.node(theme) for theme in themes), key=lambda one: (one.number or 0, one.pk))
        return Node(
            kind=part.kind,
            pk=part.pk,
            name=version.name,
            url=reverse("structure:part-detail", args=[self.network.slug, part.pk]),
            number=version.number,
            children=(*below, *self.groups.get(part.pk, ()), *self.joined.get(part.pk, ())),
            people=tuple(self.people.get(part.pk, ())),
        )


def _around(network: Network, day: date, parts: Sequence[Part] | None = None) -> _Around:
    """Groups, members and leaders of the parts, or of the whole network."""
    contacts = contacts_on(network, day)
    people: dict[int, list[tuple[str, str]]] = {}
    for contact in contacts if parts is None else contacts.filter(part__in=parts):
        people.setdefault(contact.part_id, []).append((contact.person.name, contact.get_role_display()))
    return _Around(network, day, _groups(network, day, parts), _joined(network, day, parts), people)


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


def _groups(network: Network, day: date, parts: Sequence[Part] | None) -> dict[int | None, list[Node]]:
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
    for place in places if parts is None else places.filter(part__in=parts):
        found.setdefault(place.part_id, []).append(_group(network, place.group, day))
    return {part: sorted(nodes, key=lambda one: one.name.casefold()) for part, nodes in found.items()}


def _joined(network: Network, day: date, parts: Sequence[Part] | None) -> dict[int, list[Node]]:
    """Nodes of the members that have joined a theme, by its key."""
    found: dict[int, dict[str, Node]] = {}
    for organisation, told in standing_on(network, day, parts).items():
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
        for organisation in _represented(membership, day):
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


def _represented(membership: GroupMembership, day: date) -> list[Organisation]:
    """The organisation that is represented; when none is named, those in which the person worked that day.

    One that had ended by then is not a member any more, also where nobody has ended its membership.
    """
    found = [membership.organisation] if membership.organisation else []
    found = found or [position.organisation for position in membership.person.positions_then]
    return [organisation for organisation in found if organisation.valid_to is None or organisation.valid_to >= day]
