"""Asking several people at once for the places of a team, or logging that they have agreed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from bank.models import Invitation, Member, Order, Slot
from bank.services.invitations import assign_facilitator, invite
from network.models import User

People = Sequence[tuple[Slot, Member]]


@transaction.atomic
def invite_team(
    order: Order, *, people: People, reply_by: date | None = None, exception: str = "", actor: User
) -> list[Invitation]:
    """Ask each member for a place; all or, when one is refused, nobody. Raises as ``invite`` does."""
    return [
        invite(order, slot=slot, member=member, reply_by=reply_by, exception=exception, actor=actor)
        for slot, member in people
    ]


@transaction.atomic
def agree_by_phone(order: Order, *, people: People, exception: str = "", actor: User) -> list[Slot]:
    """Log that each member has agreed by phone, declaring to be an outsider. Raises as ``assign_facilitator`` does."""
    return [
        assign_facilitator(order, member=member, role=slot.role, slot=slot, exception=exception, actor=actor)
        for slot, member in people
    ]
