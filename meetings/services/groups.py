"""Groups that meet. Minutes keep the name of their day (``Meeting.group_label``)."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import Group, Network, User


class GroupNameTaken(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The network has a group of this name."""

    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a group called “%(name)s”.") % {"name": name})


@transaction.atomic
def add_group(network: Network, *, name: str, kind: str, actor: User) -> Group:
    """Found a group. Raises ``GroupNameTaken``."""
    network = lock(network)  # two who add the same name at once wait for each other
    _refuse_taken(network, name)
    group = Group(network=network, name=name, kind=kind)
    group.full_clean()
    group.save()
    record("network.group.added", group, actor=actor)
    return group


@transaction.atomic
def edit_group(group: Group, *, name: str, kind: str, actor: User) -> Group:
    """Rename a group or change its kind; minutes written under the old name keep it. Raises ``GroupNameTaken``."""
    network = lock(group.network)
    group = lock(group)
    _refuse_taken(network, name, but=group)
    changes = {"name": [group.name, name], "kind": [group.kind, kind]}
    group.name, group.kind = name, kind
    group.full_clean()
    group.save()
    changes = {field: values for field, values in changes.items() if values[0] != values[1]}
    record("network.group.edited", group, actor=actor, changes=changes)
    return group


def _refuse_taken(network: Network, name: str, but: Group | None = None) -> None:
    others = Group.objects.filter(network=network, name__iexact=name)
    if others.exclude(pk=but.pk if but else None).exists():
        raise GroupNameTaken(name)
