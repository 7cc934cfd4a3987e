"""Asking facilitators: invitations, their answers, and what an answer makes of the team.

Every act locks the order first, so that two answers to the last place come one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank import mail
from bank.enums import LEADING, Answer, DeclineReason, InvitationEnd, OrderStep, SlotRole
from bank.matching import Verdict, exceptions, refusals, verdicts
from bank.models import Booking, Declaration, Invitation, Member, Order, Slot
from bank.queries.matching import member_facts, order_facts
from bank.services.bookings import book
from bank.services.events import facilitator_key, log_step
from bank.services.slots import open_slot_for, refresh_filled, refuse_ended, touch
from core.audit import key_of
from core.errors import DomainError, TransitionNotAllowed
from core.states import lock
from network.models import User

DAYS_TO_REPLY = 7


@dataclass(frozen=True)
class OutsiderWord:
    """What a member declares before accepting."""

    case: bool
    matter: bool
    unit: bool


OUTSIDER = OutsiderWord(case=True, matter=True, unit=True)


@transaction.atomic
def invite(
    order: Order, *, slot: Slot, member: Member, reply_by: date | None = None, exception: str = "", actor: User
) -> Invitation:
    """Ask a member for an open place; a mail says that something waits.

    Raises ``DomainError`` when the place is held, when the member may never facilitate this order, or when a rule
    speaks against it and ``exception`` gives no reason, and for a day to reply by that has passed.
    """
    order = lock(order)
    invitation = _ask(order, slot, member, reply_by=reply_by, exception=exception, actor=actor)
    touch(order)
    mail.send_invitation(invitation, actor=actor)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, word: OutsiderWord, actor: User) -> Invitation:
    """The member takes the place, after declaring to be an outsider; a "no" in the declaration declines instead.

    Everything is looked at again: a place that was filled meanwhile, a rule that speaks against the member since, a
    promise to another order at the same time. Raises ``DomainError`` for each, ``TransitionNotAllowed`` when the
    invitation has been answered or has ended.
    """
    order, invitation = _locked(invitation)
    declaration = Declaration.objects.create(
        order=order, member=invitation.member, declared_by=actor,
        outside_case=word.case, outside_matter=word.matter, outside_unit=word.unit,
    )  # fmt: skip
    if not declaration.is_outside:
        return _decline(order, invitation, DeclineReason.INVOLVED, "", None, actor)
    slot = Slot.objects.get(pk=invitation.slot_id)
    if slot.removed_at or (slot.name_label and slot.member_id != invitation.member_id):
        raise DomainError(_("The place has been filled meanwhile. Thank you for answering."))
    _check(order, slot, invitation.member, again=True)
    _answer(invitation, Answer.ACCEPTED, actor)
    is_replacement = invitation.confirms_id is None and _was_held_before(slot)
    _hold(order, slot, invitation.member)
    _end_others(order, slot, invitation, actor)
    log_step(order, OrderStep.ACCEPTED, actor=actor, changes={"facilitator": [None, facilitator_key(slot)]})
    if is_replacement and slot.role in LEADING:
        _ask_to_confirm(order, order.slots.leading().exclude(pk=slot.pk), actor=actor)
    refresh_filled(order, actor=actor)
    if order.filled_at:
        _check_team(order)
    touch(order)
    return invitation


@transaction.atomic
def decline_invitation(
    invitation: Invitation, *, reason: str = "", note: str = "", ask_again_on: date | None = None, actor: User
) -> Invitation:
    """The member says no; why is optional and for the coordinator. Whoever held the place gives it back.

    Raises ``TransitionNotAllowed`` when the invitation has been answered or has ended.
    """
    order, invitation = _locked(invitation)
    return _decline(order, invitation, reason, note.strip(), ask_again_on, actor)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, reason: str = "", actor: User) -> Invitation:
    """The coordinator takes an unanswered question back; the member is told.

    Raises ``TransitionNotAllowed`` when it has been answered or has ended.
    """
    order, invitation = _locked(invitation)
    _end(invitation, InvitationEnd.WITHDRAWN)
    slot = Slot.objects.get(pk=invitation.slot_id)
    if invitation.confirms_id and slot.member_id == invitation.member_id:
        _free(order, slot)
        refresh_filled(order, actor=actor)
    touch(order)
    log_step(order, OrderStep.WITHDRAWN, reason=reason, actor=actor)
    mail.send_withdrawal(invitation, actor=actor)
    return invitation


@transaction.atomic
def assign_facilitator(
    order: Order, *, member: Member, role: str = SlotRole.LEAD, slot: Slot | None = None, exception: str = "",
    actor: User,
) -> Slot:  # fmt: skip
    """Log that a member has agreed by phone and declared to be an outsider: asked and accepted in one act.

    Takes an open place of the role, or makes one. Raises ``DomainError`` as ``invite`` and ``accept_invitation`` do.
    """
    order = lock(order)
    refuse_ended(order)
    category = _category_for(order, member, role)
    slot = slot or open_slot_for(order, role, category)
    invitation = _ask(order, slot, member, reply_by=None, exception=exception, actor=actor)
    touch(order)  # accepting reads the order anew
    invitation = accept_invitation(invitation, word=OUTSIDER, actor=actor)
    mail.tell_assigned(invitation, actor=actor)
    return invitation.slot


@transaction.atomic
def release_facilitator(order: Order, *, slot: Slot, reason: str = "", actor: User) -> Order:
    """Take a member off a place, which is open again; who held it stays in the history.

    Raises ``DomainError`` when the order has an outcome.
    """
    order = lock(order)
    refuse_ended(order)
    slot = order.slots.in_team().filter(pk=slot.pk).first()
    if slot is None or not slot.name_label:
        return order
    held_by = facilitator_key(slot)
    for invitation in slot.invitations.filter(ended_at__isnull=True):
        _end(invitation, InvitationEnd.WITHDRAWN)
    _free(order, slot)
    refresh_filled(order, actor=actor)
    touch(order)
    log_step(order, OrderStep.RELEASED, reason=reason, actor=actor, changes={"facilitator": [held_by, None]})
    return order


@transaction.atomic
def substitute(order: Order, *, slot: Slot, reserve: Slot, reason: str, actor: User) -> Order:
    """The member in reserve steps into a leading place; whoever held it goes, and the history keeps both.

    Raises ``DomainError`` when ``reserve`` is no held place in reserve of this order, or a rule speaks against it.
    """
    order = lock(order)
    refuse_ended(order)
    slot = order.slots.leading().filter(pk=slot.pk).first()
    reserve = order.slots.in_team().filter(pk=reserve.pk, role=SlotRole.RESERVE, member__isnull=False).first()
    if slot is None or reserve is None:
        raise DomainError(_("Choose who stands in reserve, and for whom."))
    before, member = facilitator_key(slot), reserve.member
    for invitation in Invitation.objects.filter(slot__in=[slot, reserve], ended_at__isnull=True):
        _end(invitation, InvitationEnd.REPLACED if invitation.slot_id == reserve.pk else InvitationEnd.WITHDRAWN)
    _free(order, slot)
    _free(order, reserve)
    invitation = _ask(order, slot, member, reply_by=None, exception=reason, actor=actor)
    _answer(invitation, Answer.ACCEPTED, actor)
    _hold(order, slot, member)
    _ask_to_confirm(order, order.slots.leading().exclude(pk=slot.pk), actor=actor)
    refresh_filled(order, actor=actor)
    touch(order)
    changes = {"facilitator": [before, facilitator_key(slot)]}
    log_step(order, OrderStep.SUBSTITUTED, reason=reason, actor=actor, changes=changes)
    return order


def ask_team_again(order: Order, *, actor: User) -> list[Invitation]:
    """Ask everybody who has accepted to confirm the new date or place; the order is locked by the caller."""
    return _ask_to_confirm(order, order.slots.in_team(), actor=actor)


def _locked(invitation: Invitation) -> tuple[Order, Invitation]:
    order = lock(invitation.order)
    invitation = lock(invitation)
    invitation.order = order
    if invitation.answer or invitation.ended_at:
        raise TransitionNotAllowed(_("This invitation has already been answered or is no longer open."))
    refuse_ended(order)
    return order, invitation


def _ask(
    order: Order, slot: Slot, member: Member, *, reply_by: date | None, exception: str, actor: User
) -> Invitation:
    refuse_ended(order)
    slot = order.slots.in_team().filter(pk=slot.pk).first()
    if slot is None or slot.name_label:
        raise DomainError(_("The place is not open."))
    today = timezone.localdate()
    reply_by = reply_by or today + timedelta(days=DAYS_TO_REPLY)
    if reply_by < today:
        raise DomainError(_("The day to reply by has passed."))
    for old in Invitation.objects.expired(today).filter(order=order, member=member):
        _end(old, InvitationEnd.EXPIRED)
    found = _check(order, slot, member, exception=exception)
    invitation = Invitation(
        order=order, slot=slot, member=member, sent_by=actor, reply_by=reply_by, asked=order.wished,
        exception=exception.strip() if exceptions(found) else "",
    )  # fmt: skip
    invitation.full_clean()
    invitation.save()
    if order.search_opened_at is None:
        order.search_opened_at = timezone.now()
        log_step(order, OrderStep.SEARCH_OPENED, actor=actor)
    why = "; ".join(one.text for one in exceptions(found))
    log_step(order, OrderStep.INVITED, actor=actor, reason=f"{why}: {exception.strip()}" if why else "",
             changes={"facilitator": [None, key_of(member)]})  # fmt: skip
    return invitation


def _check(order: Order, slot: Slot, member: Member, *, exception: str = "", again: bool = False) -> list[Verdict]:
    """Refuse whom a rule forbids, or forbids without a reason.

    With ``again`` somebody who was asked answers: the own place does not count, and what needs a reason was weighed
    by whoever asked.
    """
    if member.network_id != order.network_id:
        raise DomainError(_("%(name)s is not in the bank.") % {"name": member.person.name})
    facts = order_facts(order, without_slot=slot.pk if again else None)
    found = verdicts(member_facts([member], order)[0], facts, role=slot.role, category=slot.category)
    if never := refusals(found):
        raise DomainError(_sentence(member, never))
    if (needs := exceptions(found)) and not exception.strip() and not again:
        raise ReasonNeeded(_sentence(member, needs) + " " + _("Write why this is right all the same."))
    return found


class ReasonNeeded(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """A rule speaks against the member; with a reason it is allowed."""

    field = "exception"


def _sentence(member: Member, found: Sequence[Verdict]) -> str:
    return f"{member.person.name}: {'; '.join(one.text for one in found)}."


def _check_team(order: Order) -> None:
    """Everybody once more when the last place is filled: what was right when one accepted may not be any more."""
    for slot in order.slots.leading().filter(member__isnull=False).select_related("member__person"):
        _check(order, slot, slot.member, again=True)


def _category_for(order: Order, member: Member, role: str) -> str:
    """The category of the place a member takes: one the order still asks for and the member has."""
    if role != SlotRole.LEAD:
        return ""
    wanted = [slot.category for slot in order.slots.leading() if slot.is_open and slot.category]
    own = set(member.qualifications.on(timezone.localdate()).values_list("category", flat=True))
    return next((category for category in wanted if category in own), "")


def _answer(invitation: Invitation, answer: str, actor: User | None) -> None:
    invitation.answer, invitation.answered_at, invitation.answered_by = answer, timezone.now(), actor
    invitation.save(update_fields=["answer", "answered_at", "answered_by", "decline_reason", "decline_note",
                                   "ask_again_on"])  # fmt: skip


def _end(invitation: Invitation, end: str) -> None:
    invitation.end, invitation.ended_at = end, timezone.now()
    invitation.save(update_fields=["end", "ended_at"])


def _decline(
    order: Order, invitation: Invitation, reason: str, note: str, ask_again_on: date | None, actor: User | None
) -> Invitation:
    invitation.decline_reason, invitation.decline_note, invitation.ask_again_on = reason, note, ask_again_on
    # Nobody in person asks to confirm again when the orderer changes the date.
    invitation.full_clean(exclude=["order", "slot", "member", "sent_by"])
    _answer(invitation, Answer.DECLINED, actor)
    slot = Slot.objects.get(pk=invitation.slot_id)
    if slot.member_id == invitation.member_id:
        _free(order, slot)
    refresh_filled(order, actor=actor)
    touch(order)
    log_step(order, OrderStep.DECLINED, actor=actor)
    return invitation


def _hold(order: Order, slot: Slot, member: Member) -> None:
    slot.member, slot.name_label, slot.assigned_at = member, member.person.name, timezone.now()
    slot.full_clean()
    slot.save()
    for session in order.sessions.open():
        book(session, member)


def _free(order: Order, slot: Slot) -> None:
    Booking.objects.filter(session__order=order, session__held_precision="", member=slot.member_id).delete()
    slot.member, slot.name_label, slot.assigned_at = None, "", None
    slot.save()


def _was_held_before(slot: Slot) -> bool:
    return slot.invitations.filter(answer=Answer.ACCEPTED, end=InvitationEnd.WITHDRAWN).exists()


def _end_others(order: Order, slot: Slot, accepted: Invitation, actor: User | None) -> None:
    """Tell the others who were asked for the same place that it is filled."""
    for other in slot.invitations.live().exclude(pk=accepted.pk):
        _end(other, InvitationEnd.REPLACED)
        if other.member_id != accepted.member_id:
            mail.send_withdrawal(other, actor=actor)


def _ask_to_confirm(order: Order, slots: object, *, actor: User | None) -> list[Invitation]:
    asked = []
    today = timezone.localdate()
    for slot in slots.filter(member__isnull=False):
        before = slot.invitations.filter(ended_at__isnull=True, member=slot.member_id).first()
        if before is None:
            continue  # of an imported order: nobody was asked
        _end(before, InvitationEnd.REPLACED)
        invitation = Invitation.objects.create(
            order=order, slot=slot, member=slot.member, sent_by=actor, asked=order.wished,
            reply_by=today + timedelta(days=DAYS_TO_REPLY), exception=before.exception, confirms=before,
        )  # fmt: skip
        log_step(order, OrderStep.RECONFIRM, actor=actor, changes={"facilitator": [None, facilitator_key(slot)]})
        mail.send_invitation(invitation, actor=actor)
        asked.append(invitation)
    return asked
