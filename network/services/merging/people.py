"""Two rows of one person become one."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import key_of, record
from core.errors import DomainError
from core.exporting import Part, parts_of
from network.models import GroupMembership, Person, Position, User
from network.services.erasing import PERSON
from network.services.merging.moving import MergePreview, merge_rows, move_dated

# Parts of what is held of somebody that do not move: the row itself, and the logs, which never change.
STAY = {"person", "acts_about", "readings_of"}


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
    return MergePreview(double, moved, parts)


def _merge(double: Person, into: Person) -> tuple[Person, dict[str, int]]:
    movers = [_move_positions, _move_memberships]
    return merge_rows(double, into, refuse=_refuse, movers=movers, hand_over=_hand_over)


def _refuse(double: Person, into: Person) -> None:
    if double.pk == into.pk:
        raise DomainError(_("Choose the other row of the same person: this is the one that stays."))
    if double.user_id and into.user_id:
        raise DomainError(
            _(
                "Both have an account, and an account is not merged: it is known by its address, and its acts are in "
                "the log. They can be merged when one of the accounts has been erased."
            )
        )


def _hand_over(double: Person, into: Person) -> None:
    facts = {name: getattr(double, name) for name in ("email", "phone", "user")}
    double.email, double.phone, double.user = "", "", None
    for name, value in facts.items():
        setattr(into, name, getattr(into, name) or value)


def _move_positions(double: Person, into: Person) -> dict[str, int]:
    return move_dated(double, into, Position, "person", same=("organisation", "title"))


def _move_memberships(double: Person, into: Person) -> dict[str, int]:
    """A group in which both are at the same time has one member less."""
    return move_dated(double, into, GroupMembership, "person", same=("group", "organisation"), take=("role",))


def _side_by_side(into: Person, double: Person) -> list[tuple[str, int, int]]:
    def counts(person: Person) -> list[Part]:
        return parts_of(PERSON, person.pk)

    pairs = zip(counts(into), counts(double), strict=True)
    return [(str(one.title), len(one.rows), len(other.rows)) for one, other in pairs if one.name not in STAY]
