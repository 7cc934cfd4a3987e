"""Two rows of one organisation become one."""

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from network.models import GroupMembership, Organisation, Position, Role, User
from network.services.merging.moving import MergePreview, merge_rows, move_dated


@transaction.atomic
def merge_organisations(double: Organisation, *, into: Organisation, actor: User) -> Organisation:
    """Make ``double`` a further name of ``into``; everything that pointed to it moves, its units too.

    The municipality of the double is taken where the other has none. Raises ``DomainError`` for the organisation
    itself, for one of another network or merged already, when one is a part of the other, when both have a unit of
    one name, and when something shows that they are two.
    """
    into, moved = _merge(double, into)
    changes = {"double": [double.name, None], "moved": [None, moved]}
    record("network.organisation.merged", into, actor=actor, changes=changes)
    return into


def preview_organisation_merge(double: Organisation, *, into: Organisation) -> MergePreview:
    """What ``merge_organisations`` would do; nothing is changed. Raises what that raises."""
    with transaction.atomic():
        _organisation, moved = _merge(double, into)
        transaction.set_rollback(True)
    return MergePreview(double, moved)


def _merge(double: Organisation, into: Organisation) -> tuple[Organisation, dict[str, int]]:
    movers = [_move_units, _move_positions, _move_memberships, _move_roles]
    return merge_rows(double, into, refuse=_refuse, movers=movers, hand_over=_hand_over)


def _refuse(double: Organisation, into: Organisation) -> None:
    """Where one is a part of the other there are two."""
    if double.pk == into.pk:
        raise DomainError(_("Choose the other row of the same organisation: this is the one that stays."))
    for unit, whole in ((double, into), (into, double)):
        above = unit.parent_id
        while above is not None:
            if above == whole.pk:
                names = {"unit": unit.name, "whole": whole.name}
                raise DomainError(_("%(unit)s is a part of %(whole)s: they are two organisations.") % names)
            above = Organisation.objects.values_list("parent", flat=True).get(pk=above)


def _hand_over(double: Organisation, into: Organisation) -> None:
    into.municipality = into.municipality or double.municipality
    double.parent = double.municipality = None


def _move_units(double: Organisation, into: Organisation) -> dict[str, int]:
    going_on = into.units.filter(valid_to__isnull=True).annotate(plain=Lower("name")).values("plain")
    both = double.units.filter(valid_to__isnull=True).annotate(plain=Lower("name")).filter(plain__in=going_on)
    if unit := both.order_by("name").first():
        raise DomainError(_("Both have a unit “%(name)s”. Merge these two units first.") % {"name": unit.name})
    return {_("Units"): double.units.update(parent=into)}


def _move_positions(double: Organisation, into: Organisation) -> dict[str, int]:
    return move_dated(double, into, Position, "organisation", same=("person", "title"))


def _move_memberships(double: Organisation, into: Organisation) -> dict[str, int]:
    return move_dated(double, into, GroupMembership, "organisation", same=("group", "person"), take=("role",))


def _move_roles(double: Organisation, into: Organisation) -> dict[str, int]:
    return move_dated(double, into, Role, "organisation", same=("user", "network", "kind", "group"))
