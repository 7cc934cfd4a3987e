"""Who does the next steps of a municipality: its organisation in the network, and its working groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from network.enums import GroupKind, GroupRole, OrganisationKind
from network.models import Group, GroupMembership, Municipality, Organisation, Person, Position

LEADS = (GroupRole.CHAIR, GroupRole.SECRETARY)


@dataclass
class Doers:
    """``groups`` are the municipal working groups in which the organisation, or a unit of it, is a member."""

    organisation: Organisation | None = None
    groups: list[Group] = field(default_factory=list)

    @property
    def usual(self) -> Organisation | Group | None:
        """Who does it unless the host says otherwise: the working group where there is exactly one."""
        return self.groups[0] if len(self.groups) == 1 else self.organisation


def doers_of(network: int, municipalities: Iterable[Municipality], day: date) -> dict[int, Doers]:
    """The doers of a day in the network of this key, by the key of the municipality; two queries.

    What a municipality that has ended promised is done by the one that follows it. Reads ``successor_id`` only.
    """
    todays = {one.pk: [one.pk, one.successor_id] for one in municipalities}
    found = {one: Doers() for one in todays}
    wanted = {place for places in todays.values() for place in places if place}
    rows = Organisation.objects.on(day).filter(
        network=network, kind=OrganisationKind.MUNICIPALITY, parent=None, municipality__in=wanted
    )
    organisations: dict[int, Organisation] = {}
    for row in rows.order_by("name", "pk"):
        organisations.setdefault(row.municipality_id, row)
    groups = _groups_of(network, [one.pk for one in organisations.values()], day)
    for municipality, places in todays.items():
        organisation = next((organisations[place] for place in places if place in organisations), None)
        if organisation is not None:
            found[municipality] = Doers(organisation, groups[organisation.pk])
    return found


def representatives_of(doers: Doers, *, group: int | None, day: date) -> list[Person]:
    """Who speaks for the municipality, each once: those who can be asked what came of its steps.

    Chair and secretary of its working groups, and its representatives in the group with the key ``group``, whose day
    it was. Where there is nobody of these, those who have a position in the organisation. Two queries at most.
    """
    ours = Q(group__in=doers.groups, role__in=LEADS)
    if doers.organisation is not None:
        ours |= Q(group=group, organisation=doers.organisation)
    members = GroupMembership.objects.on(day).filter(ours, person__isnull=False)
    people = _reachable(members.values("person"))
    if not people and doers.organisation is not None:
        people = _reachable(Position.objects.on(day).filter(organisation=doers.organisation).values("person"))
    return people


def _reachable(keys: object) -> list[Person]:
    known = ~Q(email="") | Q(user__is_active=True)
    return list(Person.objects.kept().filter(known, pk__in=keys).select_related("user", "network").order_by("pk"))


def _groups_of(network: int, organisations: list[int], day: date) -> dict[int, list[Group]]:
    members = GroupMembership.objects.on(day).filter(
        Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=day),
        Q(organisation__in=organisations) | Q(organisation__parent__in=organisations),
        group__network=network,
        group__kind=GroupKind.MUNICIPAL_GROUP,
    )
    found: dict[int, list[Group]] = defaultdict(list)
    for member in members.select_related("group", "organisation").order_by("group__name", "group"):
        organisation = member.organisation
        owner = organisation.pk if organisation.pk in organisations else organisation.parent_id
        if member.group not in found[owner]:
            found[owner].append(member.group)
    return found
