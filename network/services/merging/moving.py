"""How a double becomes a name of the one that stays, for people and organisations alike."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from network.models import DatedModel, Organisation, Person

Row = TypeVar("Row", Person, Organisation)

# Takes the double and the one that stays, moves what is the app's own and returns {name of the rows: how many}; raises
# ``DomainError`` for what shows that the two are not one.
Mover = Callable[[Row, Row], dict[str, int]]

_movers: dict[type, list[Mover]] = {Person: [], Organisation: []}


def register_mover(mover: Mover, *, of: type = Person) -> None:
    """Name a function that moves what has rules of its own, before everything else is moved."""
    _movers[of].append(mover)


@dataclass(frozen=True)
class MergePreview:
    """Before merging: what is held of both, and what would move.

    ``parts`` are ``[(title, how many here, how many of the double)]``, ``moved`` ``{name: how many rows}``.
    """

    double: Person | Organisation
    moved: dict[str, int]
    parts: list[tuple[str, int, int]] = field(default_factory=list)


def merge_rows(
    double: Row,
    into: Row,
    *,
    refuse: Callable[[Row, Row], None],
    movers: Sequence[Mover],
    hand_over: Callable[[Row, Row], None],
) -> tuple[Row, dict[str, int]]:
    """Make ``double`` a further name of ``into``: the one that stays, and ``{name: how many rows}`` that moved.

    Both are locked, then ``refuse`` raises for what speaks against it, and what has rules of its own is moved: by
    ``movers`` first, then by those of the apps. ``hand_over`` says which facts of the double the other gets.
    """
    double, into = _lock_both(double, into)
    refuse(double, into)
    moved: Counter[str] = Counter()
    for mover in [*movers, *_movers[type(into)]]:
        moved.update(mover(double, into))
    hand_over(double, into)
    double.merged_into = into
    # The double first: what only one may have is free then.
    for row in (double, into):
        row.version += 1
        row.full_clean()
        row.save()
    moved.update(move_rest(double, into))
    return into, {name: count for name, count in moved.items() if count}


def _lock_both(double: Row, into: Row) -> tuple[Row, Row]:
    """In the order of keys: two who merge the same rows into each other wait, and the second is refused.

    Raises ``DomainError`` for one of another network and for one that was merged already.
    """
    rows = type(into).objects.select_for_update(of=("self",)).filter(pk__in=[double.pk, into.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    double, into = locked[double.pk], locked[into.pk]
    if double.network_id != into.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": double.name})
    if double.merged_into_id or into.merged_into_id:
        raise DomainError(_("One of the two has been merged already."))
    return double, into


def move_rest(double: models.Model, into: models.Model, *, leave: type[models.Model] | None = None) -> Counter[str]:
    """Every relation that no mover has emptied, those of later apps too; rows of ``leave`` stay."""
    moved: Counter[str] = Counter()
    for relation in type(into)._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if relation.related_model is leave:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: double})
        moved[str(relation.related_model._meta.verbose_name)] += move_rows(rows, relation.field.name, into)
    return moved


def move_rows(rows: models.QuerySet, field: str, to: models.Model) -> int:
    """Point rows elsewhere. Raises ``DomainError`` when one of them is there already: then the two are not one."""
    try:
        with transaction.atomic():
            return rows.update(**{field: to})
    except IntegrityError:
        if isinstance(to, Organisation):
            message = _("Both have the same (%(what)s): they look like two organisations. Mend that first.")
        else:
            message = _("Both are in the same place at the same time (%(what)s): they look like two people. "
                        "Mend that first.")  # fmt: skip
        raise DomainError(message % {"what": rows.model._meta.verbose_name}) from None


def move_dated(
    double: Row, into: Row, model: type[DatedModel], field: str, *, same: tuple[str, ...], take: tuple[str, ...] = ()
) -> dict[str, int]:
    """Rows from one day to another: those that tell the ``same`` at one time become one, with the time of all.

    What the one that stays lacks of the fields to ``take`` comes from the other.
    """
    moved = 0
    for row in model._base_manager.filter(**{field: double}).order_by("pk"):
        alike = model._base_manager.filter(**{field: into}, **{name: getattr(row, name) for name in same})
        if others := [one for one in alike if meet(row, one)]:
            _join(row, others, take)
        else:
            setattr(row, field, into)
            row.save(update_fields=[field])
        moved += 1
    return {str(model._meta.verbose_name): moved}


def meet(one: DatedModel, other: DatedModel) -> bool:
    """Whether their times have a day in common."""
    begins_in_time = one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to
    ends_in_time = one.valid_to is None or other.valid_from is None or one.valid_to >= other.valid_from
    return begins_in_time and ends_in_time


def _join(row: DatedModel, others: list[DatedModel], take: tuple[str, ...]) -> None:
    """The first of the others takes the time from the first day of all to the last; the rest go."""
    kept, *rest = others
    gone = [row, *rest]
    begins, ends = ([getattr(one, name) for one in (kept, *gone)] for name in ("valid_from", "valid_to"))
    kept.valid_from = None if None in begins else min(begins)
    kept.valid_to = None if None in ends else max(ends)
    for name in take:
        setattr(kept, name, next(filter(None, (getattr(one, name) for one in (kept, *gone))), ""))
    # First: two rows from one day on may not both be there.
    for one in gone:
        one.delete()
    kept.save()
