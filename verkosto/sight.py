"""Who can see what: for one person, what each role opens, made from the access table."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import F

from bank.queries import OrdersSeen, orders_seen_by_place
from core.privacy import DataClass
from network.enums import RoleKind
from network.models import GroupMembership, Person, Role
from verkosto.access import ACCESS, InNetwork, Which
from verkosto.access.words import Subject, changes, subject_of


@dataclass(frozen=True)
class Sight:
    """What a role opens of one kind of thing. ``reach`` is "all", "own", or "" where there is a page and no things."""

    label: str
    reach: str
    changes: bool
    committed: bool
    holds: list[str]


def sight_of(kind: str) -> list[Sight]:
    """What a role opens in its network, by name; reads the access table and no database."""
    rows: dict[str, list] = {}
    subjects: dict[str, Subject] = {}
    for access in ACCESS:
        if not isinstance(access.who, InNetwork) or kind not in access.who.may or not access.who.sees.get(kind):
            continue
        subject = subject_of(access)
        subjects[str(subject.label)] = subject
        rows.setdefault(str(subject.label), []).append(access)
    # A list shows each what that one sees: without any of its things there is nothing on it.
    things = {str(subject_of(access).label) for access in ACCESS if isinstance(access.who, InNetwork) and access.of}
    found = [_sight(label, kind, rows[label], subjects[label]) for label in sorted(rows, key=str.casefold)]
    return [sight for sight in found if sight.reach or sight.label not in things]


def _sight(label: str, kind: str, rows: list, subject: Subject) -> Sight:
    of_things = [access.who.sees[kind] for access in rows if access.of]
    reach = ""
    if of_things:
        reach = "all" if Which.ALL in of_things else "own"
    return Sight(
        label=label,
        reach=reach,
        changes=any(changes(access) for access in rows),
        committed=any(kind in access.committed for access in rows),
        holds=data_classes(subject),
    )


def data_classes(subject: Subject) -> list[str]:
    """The kinds of data that the models of a subject hold, from the widest to the narrowest, in words."""
    held = {
        field.holds
        for name in subject.models
        for field in apps.get_model(name)._meta.get_fields()
        if getattr(field, "holds", None)
    }
    return [str(one.label) for one in DataClass if one in held]


@dataclass(frozen=True)
class PersonSight:
    """All of one person: roles over time, what those of today open, and what groups and orders add."""

    roles: list[Role]
    opened: list[tuple[str, list[Sight]]]
    memberships: list[GroupMembership]
    orders: OrdersSeen


def person_sight(person: Person, day: date) -> PersonSight:
    """What the person can see in the network, on a day. Three queries."""
    roles = []
    if person.user_id:
        rows = Role.objects.filter(user=person.user_id, network=person.network_id).select_related(
            "organisation", "group"
        )
        roles = list(rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "pk"))
    for role in roles:
        role.is_held = (role.valid_from or day) <= day <= (role.valid_to or day)
        role.is_coming = role.valid_from is not None and role.valid_from > day
    held = [kind for kind in RoleKind if any(role.is_held and role.kind == kind for role in roles)]
    memberships = GroupMembership.objects.filter(person=person).on(day).select_related("group")
    return PersonSight(
        roles=roles,
        opened=[(str(kind.label), sight_of(kind)) for kind in held],
        memberships=list(memberships.order_by("group__name", "pk")),
        orders=orders_seen_by_place(person),
    )
