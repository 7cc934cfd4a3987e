"""Groups that meet: their facts, their names over time, and their members from day to day."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.guard import one_line
from core.states import lock
from network.enums import GroupRole
from network.models import Group, GroupMembership, GroupName, Network, Organisation, Person, Theme, User
from network.queries import group_name_on

# What a form may set; the name changes by ``rename_group`` only.
FACTS = ("kind", "parent", "theme", "has_chair", "minutes_are_approved", "ended_on")


@transaction.atomic
def add_group(network: Network, *, name: str, kind: str, actor: User | None, **facts: Any) -> Group:
    """Found a group with its first name. ``facts`` are the other values of ``FACTS``.

    Raises ``DomainError`` for a parent or theme of another network.
    """
    group = Group(network=network, name=one_line(name))
    _set_facts(group, {"kind": kind, **facts})
    group.full_clean()
    group.save()
    GroupName.objects.create(group=group, name=group.name)
    record("network.group.added", group, actor=actor, changes={"name": [None, group.name]})
    return group


@transaction.atomic
def edit_group(group: Group, *, version: int | None = None, actor: User, **facts: Any) -> Group:
    """Change the facts that are given.

    Raises ``EditConflict`` when somebody saved after ``version``; ``DomainError`` for a parent that is the group
    itself, below it or of another network, for a theme that is no longer used, for giving up the chair while there
    is one, and for an end while the group has subgroups that go on.
    """
    # The network's row is the lock of its tree of groups: two moves at once could otherwise close a circle.
    lock(group.network)
    group = lock(group, version=version)
    before = {name: _plain(getattr(group, name)) for name in FACTS}
    _set_facts(group, facts)
    group.version += 1
    group.full_clean()
    group.save()
    after = {name: _plain(getattr(group, name)) for name in FACTS}
    changes = {name: [before[name], after[name]] for name in FACTS if before[name] != after[name]}
    record("network.group.edited", group, actor=actor, changes=changes)
    return group


@transaction.atomic
def rename_group(group: Group, *, name: str, valid_from: date, actor: User) -> Group:
    """Give the group another name from a day on; what was recorded before that day keeps the old one.

    A name for a day to come is shown from that day (``follow_group_names``). Raises ``DomainError`` for the name that
    the group has on that day already, and for a second name from the same day.
    """
    group = lock(group)
    name = one_line(name)
    if group_name_on(group, valid_from) == name:
        raise DomainError(_("The group already has this name."))
    if group.names.filter(valid_from=valid_from).exists():
        raise DomainError(_("The group already gets a name on this day. Choose another day."))
    before = group.name
    if not group.names.exists():
        # A group that is older than the history of names.
        GroupName.objects.create(group=group, name=group.name)
    row = GroupName(group=group, name=name, valid_from=valid_from)
    row.full_clean()
    row.save()
    group.name = group_name_on(group, timezone.localdate())
    group.version += 1
    group.full_clean()
    group.save()
    changes = {"name": [before, name], "from": [None, valid_from.isoformat()]}
    record("network.group.renamed", group, actor=actor, changes=changes)
    return group


def follow_group_names(day: date) -> int:
    """Show the names whose day has come; returns how many groups got a new one. Safe to run twice."""
    due = Group.objects.filter(names__valid_from__lte=day, names__valid_from__isnull=False).distinct()
    followed = 0
    for group in due.order_by("pk").prefetch_related("names"):
        name = group_name_on(group, day)
        if name != group.name:
            followed += Group.objects.filter(pk=group.pk, name=group.name).update(name=name)
    return followed


@transaction.atomic
def add_group_member(
    group: Group,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    role: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: User | None,
) -> GroupMembership:
    """Add a person, an organisation's representative (both given), or an organisation whose person is not known yet.

    Raises ``DomainError`` with the field it is about: for nobody, for somebody of another network, for a group that
    has ended, for somebody who is a member at that time, for a chair where the group has none, and for a second chair
    at the same time.
    """
    group = lock(group)
    if person is None and organisation is None:
        raise MemberRefused("person", _("Choose a person, or the organisation that is represented."))
    for field, one in (("person", person), ("organisation", organisation)):
        if one is not None and one.network_id != group.network_id:
            raise MemberRefused(field, _("%(name)s is not in this network.") % {"name": one})
    if group.ended_on and (valid_to is None or valid_to > group.ended_on):
        raise MemberRefused("valid_from", _("The group has ended. Its members cannot go on after that day."))
    membership = GroupMembership(
        group=group, person=person, organisation=organisation, role=role, valid_from=valid_from, valid_to=valid_to
    )
    membership.full_clean()
    same_time = group.memberships.filter(_overlaps(valid_from, valid_to))
    same = same_time.filter(person=person) if person else same_time.filter(person=None, organisation=organisation)
    if same.exists():
        raise MemberRefused(
            "person" if person else "organisation", _("Is already a member of the group at that time.")
        )
    if role == GroupRole.CHAIR:
        _check_chair(group, same_time)
    membership.save()
    record("network.group.member_added", group, actor=actor, changes={"member": [None, _words(membership)]})
    return membership


@transaction.atomic
def end_group_membership(membership: GroupMembership, *, last_day: date, actor: User) -> GroupMembership:
    """End a membership on a day, that day included; the row stays as history.

    Raises ``DomainError`` when the day is before the first, and when the membership has an end already.
    """
    group = lock(membership.group)
    membership = lock(membership)
    if membership.valid_to is not None:
        raise DomainError(_("This membership has an end already."))
    if membership.valid_from and last_day < membership.valid_from:
        raise DomainError(_("The last day must not be before the first."))
    before = _words(membership)
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    record("network.group.member_ended", group, actor=actor, changes={"member": [before, last_day.isoformat()]})
    return membership


class MemberRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A member that the group does not take; ``field`` is what must be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _set_facts(group: Group, facts: dict[str, Any]) -> None:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"Not a fact of a group: {', '.join(sorted(unknown))}")
    old_theme = group.theme_id
    for name, value in facts.items():
        setattr(group, name, value)
    _check_parent(group)
    _check_theme(group.theme, group, changed=group.theme_id != old_theme)
    if group.pk and not group.has_chair and _current(group).filter(role=GroupRole.CHAIR).exists():
        raise GroupRefused("has_chair", _("The group has a chair today. End that membership first."))
    if group.pk and group.ended_on and group.subgroups.filter(ended_on__isnull=True).exists():
        raise GroupRefused("ended_on", _("The group has subgroups that go on. End or move them first."))


class GroupRefused(DomainError):  # noqa: N818 -- as above
    """A fact that a group cannot have; ``field`` is what must be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _check_parent(group: Group) -> None:
    seen, above = {group.pk} if group.pk else set(), group.parent
    if above is not None and above.network_id != group.network_id:
        raise GroupRefused("parent", _("The group is not in this network."))
    while above is not None:
        if above.pk in seen:
            raise GroupRefused("parent", _("A group cannot be a part of itself or of a group below it."))
        seen.add(above.pk)
        above = above.parent


def _check_theme(theme: Theme | None, group: Group, *, changed: bool) -> None:
    if theme is None:
        return
    if theme.network_id != group.network_id:
        raise GroupRefused("theme", _("The theme is not in this network."))
    if changed and (theme.retired_on or theme.merged_into_id):
        raise GroupRefused("theme", _("The theme is no longer used. Choose another one."))


def _check_chair(group: Group, same_time: Any) -> None:
    if not group.has_chair:
        raise MemberRefused("role", _("This group has decided to have no chair."))
    chair = same_time.filter(role=GroupRole.CHAIR).select_related("person", "organisation").first()
    if chair:
        name = str(chair.person or chair.organisation)
        raise MemberRefused(
            "role", _("%(name)s is the chair at that time. End that membership first.") % {"name": name}
        )


def _current(group: Group) -> Any:
    return group.memberships.on(timezone.localdate())


def _overlaps(first: date | None, last: date | None) -> Q:
    """Rows that share a day with the span; an open end never ends."""
    rows = Q()
    if first is not None:
        rows &= Q(valid_to__isnull=True) | Q(valid_to__gte=first)
    if last is not None:
        rows &= Q(valid_from__isnull=True) | Q(valid_from__lte=last)
    return rows


def _words(membership: GroupMembership) -> str:
    """A membership for the log, which names no person."""
    person = key_of(membership.person) if membership.person else ""
    organisation = str(membership.organisation) if membership.organisation else ""
    return " · ".join(filter(None, [person, organisation, membership.role]))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
