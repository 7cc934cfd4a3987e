"""Invitations as their receivers and coordinators see them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from bank.enums import InvitationState
from bank.models import Invitation, Slot

PAST_SHOWN = 30


def invitation_state(invitation: Invitation, day: date) -> InvitationState:
    """What an invitation is on a day; that it was not answered in time is told by the day."""
    if invitation.end:
        return InvitationState(invitation.end)
    if invitation.answer:
        return InvitationState(invitation.answer)
    if invitation.confirms_id:
        return InvitationState.TO_CONFIRM
    return InvitationState.LATE if invitation.reply_by < day else InvitationState.WAITING


def with_bare_facts(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """With the four facts that may be shown before acceptance: municipality, kind of unit, method and time."""
    return invitations.select_related(
        "order__network", "order__method", "order__municipality", "order__organisation__municipality", "slot",
        "member__person",
    )  # fmt: skip


def my_invitations(invitations: QuerySet[Invitation], day: date) -> dict[str, list[Invitation]]:
    """One facilitator's invitations: ``{"waiting", "accepted", "past"}``; three queries.

    Waiting are those that can still be answered, the next day to reply first; accepted those of open orders. Each
    gets its ``state``, and ``holds``: whether the place is the member's, which opens the order.
    """
    rows = with_bare_facts(invitations)
    waiting = rows.filter(ended_at__isnull=True, answer="", order__outcome="").order_by("reply_by", "pk")
    accepted = rows.filter(ended_at__isnull=True, answer="accepted", order__outcome="").order_by(
        "order__wished_earliest"
    )
    now = [*waiting, *accepted]
    past = rows.exclude(pk__in=[one.pk for one in now]).order_by("-pk")[:PAST_SHOWN]
    found = {
        "waiting": [one for one in now if not one.answer],
        "accepted": [one for one in now if one.answer],
        "past": list(past),
    }
    _mark([*now, *found["past"]], day)
    return found


def _mark(invitations: Iterable[Invitation], day: date) -> None:
    for one in invitations:
        one.state, one.holds = invitation_state(one, day), holds_place(one.slot, one.member_id)


def holds_place(slot: Slot, member_id: int) -> bool:
    return slot.member_id == member_id and slot.removed_at is None
