"""State moves: a row is locked, checked against its table of allowed moves, and set; the service saves it."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from core.errors import DomainError, EditConflict, TransitionNotAllowed

Row = TypeVar("Row", bound=models.Model)


def lock(row: Row, *, version: int | None = None) -> Row:
    """Read the row again under ``SELECT … FOR UPDATE OF self``; must be called inside a transaction.

    Raises ``DomainError`` for a row that has been removed, and with ``version`` (the one the author saw)
    ``EditConflict`` when it has moved on.
    """
    fresh = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if fresh is None:
        raise DomainError(_("Somebody else has removed this. Copy your text before you leave the page."))
    if version is not None and fresh.version != version:
        raise EditConflict(fresh)
    return fresh


def move(row: models.Model, to: str, moves: Mapping[str, set[str]], *, field: str = "state") -> None:
    """Set the row's state, without saving; raises ``TransitionNotAllowed`` for a move the table does not hold."""
    if to not in moves[getattr(row, field)]:
        raise TransitionNotAllowed
    setattr(row, field, to)
