"""Groups that meet."""

from django.db import transaction

from core.audit import record
from core.states import lock
from network.models import Group, Network, User


@transaction.atomic
def add_group(network: Network, *, name: str, kind: str, actor: User | None) -> Group:
    group = Group(network=network, name=name, kind=kind)
    group.full_clean()
    group.save()
    record("network.group.added", group, actor=actor, changes={"name": [None, group.name]})
    return group


@transaction.atomic
def edit_group(group: Group, *, name: str, kind: str, actor: User) -> Group:
    """Change a group; minutes keep the name of their day."""
    group = lock(group)
    before = group.name
    group.name, group.kind = name, kind
    group.full_clean()
    group.save()
    record("network.group.edited", group, actor=actor, changes={"name": [before, group.name]})
    return group
