"""Where the groups stand in the structure, from day to day."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.audit import record
from core.states import lock
from network.models import Group, User
from structure.models import GroupPlace, Part
from structure.services.parts import PartRefused, end_row, refuse_outside


@transaction.atomic
def place_group(group: Group, *, part: Part | None, valid_from: date, actor: User | None) -> GroupPlace:
    """Put the group under a part, or without one beside the areas, from a day on. It may stand in several places.

    Raises ``PartRefused`` for a part of another network or one that does not exist on that day, for a group that has
    ended, and for a place where it stands already or will.
    """
    group = lock(group)
    if part is not None:
        if part.network_id != group.network_id:
            raise PartRefused("group", _("%(name)s is not in this network.") % {"name": group.name})
        refuse_outside(part, valid_from)
    if group.ended_on and group.ended_on < valid_from:
        raise PartRefused("group", _("The group has ended by then. Choose another one."))
    if group.places.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from), part=part).exists():
        raise PartRefused("group", _("The group stands here already."))
    place = GroupPlace(group=group, part=part, valid_from=valid_from, valid_to=part.valid_to if part else None)
    place.full_clean()
    place.save()
    _record("structure.group.placed", place, actor=actor, changes={"group": [None, group.name]})
    return place


@transaction.atomic
def end_place(place: GroupPlace, *, last_day: date, actor: User) -> GroupPlace:
    """The group stands here until a day, that day included. Raises ``DomainError`` when it has an end already."""
    place = lock(place)
    end_row(place, last_day)
    _record("structure.group.left", place, actor=actor, changes={"group": [place.group.name, last_day.isoformat()]})
    return place


def _record(action: str, place: GroupPlace, *, actor: User | None, changes: dict) -> None:
    """In the history of the part, or of the group that stands under none."""
    record(action, place.part or place.group, actor=actor, changes=changes)
