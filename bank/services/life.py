"""The life of an order after it was logged: searched for, called together, postponed, ended, closed, reopened."""

from datetime import date as day_type
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import (
    LEADING,
    OUTCOMES_WITH_INSTEAD,
    OUTCOMES_WITH_REASON,
    InvitationEnd,
    OrderKind,
    OrderStep,
    Outcome,
    OutcomeReason,
    SessionKind,
)
from bank.models import Order, Session
from bank.services.concerns import wipe_concern
from bank.services.events import log_step
from bank.services.register import place_in_register
from bank.services.sessions import cancel_open, check_past, plan_session
from bank.services.slots import refresh_filled
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import FuzzyDate
from core.states import lock
from methods.models import Method, MethodVersion
from methods.queries import current_version
from network.models import User


@transaction.atomic
def open_search(order: Order, *, actor: User) -> Order:
    """Begin to look for facilitators. Raises ``TransitionNotAllowed`` when that has begun or the order has ended."""
    order = lock(order)
    if order.outcome or order.search_opened_at:
        raise TransitionNotAllowed
    order.search_opened_at = timezone.now()
    return _save(order, OrderStep.SEARCH_OPENED, actor)


@transaction.atomic
def call_together(order: Order, *, happened_on: day_type | None = None, actor: User) -> Order:
    """Record that the participants were called together.

    Raises ``TransitionNotAllowed`` when that is recorded, the order is postponed or has ended; ``DomainError`` while a
    facilitator or the date is missing.
    """
    order = lock(order)
    if order.outcome or order.postponed_at or order.called_together_at:
        raise TransitionNotAllowed
    if order.filled_at is None:
        raise DomainError(_("A facilitator is still missing or has not confirmed. Fill the team first."))
    if order.wished_earliest is None:
        raise DomainError(_("The date is missing. Plan the meeting first."))
    order.called_together_at = timezone.now()
    return _save(order, OrderStep.CALLED_TOGETHER, actor, happened_on=happened_on)


@transaction.atomic
def postpone_order(order: Order, *, reason: str = "", version: int, actor: User) -> Order:
    """The meeting is held later, and nobody knows yet when; the team stays.

    Raises ``TransitionNotAllowed`` when the order is postponed or has ended, ``EditConflict`` when somebody saved
    after ``version``.
    """
    order = lock(order, version=version)
    if order.outcome or order.postponed_at:
        raise TransitionNotAllowed
    order.postponed_at, order.called_together_at = timezone.now(), None
    meeting = _meeting(order)
    if meeting is not None and meeting.is_open:
        meeting.bookings.all().delete()
        meeting.date = meeting.starts_at = meeting.ends_at = None
        meeting.version += 1
        meeting.save()
    return _save(order, OrderStep.POSTPONED, actor, reason=reason)


@transaction.atomic
def reschedule_order(order: Order, *, wished: FuzzyDate, reason: str = "", version: int, actor: User) -> Order:
    """Give an open or postponed order a new date; the team stays and is asked to confirm it.

    Raises ``TransitionNotAllowed`` when the order has an outcome, ``EditConflict`` as ``postpone_order`` does,
    ``DomainError`` when somebody of the team is promised elsewhere at that time.
    """
    order = lock(order, version=version)
    if order.outcome:
        raise TransitionNotAllowed
    before = order.wished_text
    plan_session(order, date=wished, actor=actor)
    order.refresh_from_db()
    log_step(order, OrderStep.RESCHEDULED, date=wished, reason=reason, actor=actor,
             changes={"wished": [before, wished.text]})  # fmt: skip
    return order


@transaction.atomic
def record_outcome(
    order: Order,
    *,
    outcome: str,
    reason: str = "",
    note: str = "",
    held: FuzzyDate | None = None,
    delivered_method: Method | None = None,
    version: int,
    actor: User,
) -> Order:
    """Record how an order ended; what was held may be another method than the one ordered.

    A cancelled order, and one that was not carried out, is closed with it; the concern of a cancelled one is wiped
    for good. Raises ``TransitionNotAllowed`` when it has an outcome, ``EditConflict`` when somebody saved after
    ``version``, ``DomainError`` when a reason, what happened instead, the day or the facilitators are missing.
    """
    order = lock(order, version=version)
    if order.outcome:
        raise TransitionNotAllowed
    _check_outcome(order, outcome, reason, note.strip(), held)
    order.outcome, order.outcome_at, order.postponed_at = outcome, timezone.now(), None
    order.outcome_reason = reason if outcome in OUTCOMES_WITH_REASON else ""
    order.outcome_note = note.strip()
    was_held = outcome in (Outcome.CARRIED_OUT, Outcome.OTHERWISE)
    order.held = held if was_held else None
    order.delivered_method = (delivered_method or order.method) if outcome == Outcome.CARRIED_OUT else delivered_method
    order.delivered_version = _version_of(order, order.delivered_method)
    order.delivered_label = order.delivered_method.name_fi if order.delivered_method else ""
    _end_meeting(order, held if was_held else None, actor=actor)
    for invitation in order.invitations.filter(ended_at__isnull=True, answer=""):
        invitation.end, invitation.ended_at = InvitationEnd.EXPIRED, timezone.now()
        invitation.save(update_fields=["end", "ended_at"])
    order = _save(order, OrderStep.OUTCOME, actor, date=order.held, reason=order.outcome_note,
                  changes={"outcome": ["", outcome], "outcome_reason": ["", order.outcome_reason]})  # fmt: skip
    if outcome == Outcome.CANCELLED:
        wipe_concern(order, because="cancelled", actor=actor)
    if not was_held:
        return _close(order, actor=actor)
    if outcome == Outcome.CARRIED_OUT and needs_follow_up(order) and not _follow_ups(order).exists():
        Session.objects.create(order=order, kind=SessionKind.FOLLOW_UP)
    return order


@transaction.atomic
def close_order(order: Order, *, actor: User) -> Order:
    """Close an order that has its outcome: nothing of it waits any more.

    Raises ``TransitionNotAllowed`` without an outcome or when it is closed, ``DomainError`` while a session is still
    to be held, called off or waived. A method whose follow-up belongs to it asks for one that was held or waived.
    """
    order = lock(order)
    if not order.outcome or order.closed_at:
        raise TransitionNotAllowed
    if order.outcome == Outcome.CARRIED_OUT and needs_follow_up(order):
        done = _follow_ups(order).exclude(held_precision="", waived_at__isnull=True)
        if not done.exists():
            raise DomainError(
                _("The follow-up meeting belongs to this method: record that it was held, or why it is not needed.")
            )
    if order.sessions.open().exists():
        raise DomainError(_("A session is still open: record that it was held, or call it off."))
    return _close(order, actor=actor)


@transaction.atomic
def reopen_order(order: Order, *, reason: str, actor: User) -> Order:
    """Take an outcome back; what was recorded stays in the history.

    Raises ``TransitionNotAllowed`` when there is no outcome, ``DomainError`` without a reason.
    """
    order = lock(order)
    if not order.outcome:
        raise TransitionNotAllowed
    if not reason.strip():
        raise DomainError(_("Write why the outcome is taken back."))
    changes = {name: [getattr(order, name), ""] for name in ("outcome", "outcome_reason", "outcome_note", "held_text")}
    order.outcome = order.outcome_reason = order.outcome_note = order.delivered_label = ""
    order.outcome_at = order.closed_at = order.held = order.delivered_method = order.delivered_version = None
    for session in order.sessions.filter(kind=SessionKind.FOLLOW_UP).open():
        cancel_open(session)
    meeting = _meeting(order)
    if meeting is not None and meeting.is_held:
        meeting.held = None
        meeting.version += 1
        meeting.save()
    # Who led may have been written down with the outcome alone.
    refresh_filled(order, actor=actor)
    return _save(order, OrderStep.REOPENED, actor, reason=reason, changes=changes)


def needs_follow_up(order: Order) -> bool:
    """Whether a follow-up meeting belongs to the method that was held."""
    version = order.delivered_version or order.method_version
    return bool(version and version.needs_follow_up)


def _version_of(order: Order, method: Method | None) -> MethodVersion | None:
    """The version of a method that was held: the one that was ordered, or today's of another method."""
    if method is None:
        return None
    return order.method_version if method == order.method and order.method_version else current_version(method)


def _follow_ups(order: Order) -> Any:
    return order.sessions.filter(kind=SessionKind.FOLLOW_UP, cancelled_at__isnull=True)


def _meeting(order: Order) -> Session | None:
    return order.sessions.filter(kind=SessionKind.MEETING, cancelled_at__isnull=True).first()


def _end_meeting(order: Order, held: FuzzyDate | None, *, actor: User) -> None:
    """The order's meeting was held with it, or is called off with it and everything else that was planned.

    A meeting that somebody had recorded as held was not, when the outcome says so; the history has both.
    """
    meeting = _meeting(order)
    if held is not None and order.kind != OrderKind.ENQUIRY:
        meeting = meeting or Session(order=order, kind=SessionKind.MEETING, place=order.place, date=order.wished)
        if meeting.held != held:
            meeting.held = held
            meeting.version += 1
            meeting.full_clean()
            meeting.save()
            log_step(order, OrderStep.SESSION_HELD, date=held, actor=actor)
        return
    if meeting is not None and meeting.is_held:
        meeting.held = None
        cancel_open(meeting)
    for session in order.sessions.open():
        cancel_open(session)


def _check_outcome(order: Order, outcome: str, reason: str, note: str, held: FuzzyDate | None) -> None:
    if outcome not in Outcome.values:
        raise DomainError(_("Choose how the order ended."))
    if outcome in OUTCOMES_WITH_REASON and reason in ("", OutcomeReason.NOT_RECORDED):
        raise DomainError(_("Choose a reason: the register shows why the order did not happen as ordered."))
    if outcome in OUTCOMES_WITH_INSTEAD and not note:
        raise DomainError(_("Write what happened instead."))
    if reason == OutcomeReason.OTHER and not note:
        raise DomainError(_("Write what the other reason was."))
    if outcome == Outcome.CARRIED_OUT:
        leads = order.slots.in_team().filter(role__in=LEADING).exclude(name_label="")
        if order.kind != OrderKind.ENQUIRY and not leads.exists():
            raise DomainError(_("Pick the facilitators first: the register shows who led."))
        if held is None:
            raise DomainError(_("Write when it was held."))
    if held is not None:
        check_past(held)


def _close(order: Order, *, actor: User) -> Order:
    order.closed_at = timezone.now()
    return _save(order, OrderStep.CLOSED, actor)


def _save(
    order: Order,
    step: OrderStep,
    actor: User,
    *,
    reason: str = "",
    date: FuzzyDate | None = None,
    happened_on: day_type | None = None,
    changes: dict[str, Any] | None = None,
) -> Order:
    place_in_register(order)
    order.version += 1
    order.full_clean()
    order.save()
    log_step(order, step, actor=actor, reason=reason, date=date, happened_on=happened_on, changes=changes)
    return order
