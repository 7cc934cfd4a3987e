"""Merging two rows of one person: all that points to the double points to the person, and both names find the person.

The double stays as a row of a name only. Copied labels of old records stay as they were. What a plain change of the
key cannot do, an app does first: it names a mover with ``register_mover``.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.exporting import Part, parts_of
from network.models import GroupMembership, Person, Position, User
from network.services.erasing import PERSON

# Takes the double and the person, moves what is the app's own and returns {name of the rows: how many}; raises
# ``DomainError`` for what shows that the two are not one person.
Mover = Callable[[Person, Person], dict[str, int]]

# Parts of what is held of somebody that do not move: the row itself, and the logs, which never change.
STAY = {"person", "acts_about", "readings_of"}

_movers: list[Mover] = []


def register_mover(mover: Mover) -> None:
    """Name a function that moves what has rules of its own, before everything else is moved."""
    _movers.append(mover)


@dataclass(frozen=True)
class MergePreview:
    """Before merging: what is held of both, and what would move.

    ``parts`` are ``[(title, how many of the person, how many of the double)]``, ``moved`` ``{name: how many rows}``.
    """

    double: Person
    parts: list[tuple[str, int, int]]
    moved: dict[str, int]


@transaction.atomic
def merge_people(double: Person, *, into: Person, actor: User) -> Person:
    """Make ``double`` a further name of ``into``; everything that pointed to it moves.

    What the person lacks of contact data and account comes from the double. Raises ``DomainError`` for the person
    itself, for somebody of another network or merged already, when both have an account, and when something shows
    that they are two.
    """
    into, moved = _merge(double, into)
    record(
        "network.person.merged", into, actor=actor, changes={"double": [key_of(double), None], "moved": [None, moved]}
    )
    return into


def preview_merge(double: Person, *, into: Person) -> MergePreview:
    """What ``merge_people`` would do; nothing is changed. Raises what that raises."""
    with transaction.atomic():
        parts = _side_by_side(into, double)
        _person, moved = _merge(double, into)
        transaction.set_rollback(True)
    return MergePreview(double, parts, moved)


def _merge(double: Person, into: Person) -> tuple[Person, dict[str, int]]:
    # In the order of keys: two who merge the same people into each other wait, and the second is refused.
    locked = {
        row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[double.pk, into.pk]).order_by("pk")
    }
    double, into = locked[double.pk], locked[into.pk]
    _refuse(double, into)
    moved: Counter[str] = Counter()
    for mover in [_move_positions, _move_memberships, *_movers]:
        moved.update(mover(double, into))
    facts = {name: getattr(double, name) for name in ("email", "phone", "user")}
    double.email = double.phone = ""
    double.user, double.merged_into = None, into
    double.version += 1
    double.full_clean()
    double.save()
    for name, value in facts.items():
        setattr(into, name, getattr(into, name) or value)
    into.version += 1
    into.full_clean()
    into.save()
    moved.update(_move_rest(double, into))
    return into, {name: count for name, count in moved.items() if count}


def _refuse(double: Person, into: Person) -> None:
    if double.pk == into.pk:
        raise DomainError(_("Choose the other row of the same person: this is the one that stays."))
    if double.network_id != into.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": double.name})
    if double.merged_into_id or into.merged_into_id:
        raise DomainError(_("One of the two has been merged already."))
    if double.user_id and into.user_id:
        raise DomainError(
            _(
                "Both have an account, and an account is not merged: it is known by its address, and its acts are in "
                "the log. They can be merged when one of the accounts has been erased."
            )
        )


def _move_positions(double: Person, into: Person) -> dict[str, int]:
    moved = 0
    for position in double.positions.order_by("pk"):
        facts = {name: getattr(position, name) for name in ("organisation", "title", "valid_from", "valid_to")}
        if Position.objects.filter(person=into, **facts).exists():
            position.delete()
        else:
            position.person = into
            position.save(update_fields=["person"])
            moved += 1
    return {str(Position._meta.verbose_name): moved}


def _move_memberships(double: Person, into: Person) -> dict[str, int]:
    """A group in which both are at the same time has one member less: the times are joined."""
    moved = 0
    for row in GroupMembership.objects.filter(person=double).order_by("pk"):
        same = GroupMembership.objects.filter(person=into, group=row.group_id, organisation=row.organisation_id)
        other = next((one for one in same if _meet(row, one)), None)
        if other is None:
            row.person = into
            row.save(update_fields=["person"])
        else:
            other.valid_from = (
                None if None in (row.valid_from, other.valid_from) else min(row.valid_from, other.valid_from)
            )
            other.valid_to = None if None in (row.valid_to, other.valid_to) else max(row.valid_to, other.valid_to)
            other.role = other.role or row.role
            other.save()
            row.delete()
        moved += 1
    return {str(GroupMembership._meta.verbose_name): moved}


def _meet(one: GroupMembership, other: GroupMembership) -> bool:
    """Whether their times have a day in common."""
    begins_in_time = one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to
    ends_in_time = one.valid_to is None or other.valid_from is None or one.valid_to >= other.valid_from
    return begins_in_time and ends_in_time


def _move_rest(double: Person, into: Person) -> dict[str, int]:
    """Every relation that no mover has emptied, those of later apps too."""
    moved: Counter[str] = Counter()
    for relation in Person._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: double})
        moved[str(relation.related_model._meta.verbose_name)] += move_rows(rows, relation.field.name, into)
    return dict(moved)


def move_rows(rows: models.QuerySet, field: str, to: models.Model) -> int:
    """Point rows elsewhere. Raises ``DomainError`` when one of them is there already: then the two are not one."""
    try:
        with transaction.atomic():
            return rows.update(**{field: to})
    except IntegrityError:
        raise DomainError(
            _("Both are in the same place at the same time (%(what)s): they look like two people. Mend that first.")
            % {"what": rows.model._meta.verbose_name}
        ) from None


def _side_by_side(into: Person, double: Person) -> list[tuple[str, int, int]]:
    def counts(person: Person) -> list[Part]:
        return parts_of(PERSON, person.pk)

    pairs = zip(counts(into), counts(double), strict=True)
    return [(str(one.title), len(one.rows), len(other.rows)) for one, other in pairs if one.name not in STAY]
