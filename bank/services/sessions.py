"""Sessions of an order: planned, moved, held, waived, called off. The team stays when a date moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OrderStep, SessionKind, SessionPart
from bank.models import Booking, Member, Order, Session, SessionFacilitator
from bank.services.bookings import book, times_of_session
from bank.services.events import log_step
from bank.services.invitations import ask_team_again
from bank.services.register import place_in_register
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import FuzzyDate
from core.states import lock
from network.models import User


@dataclass(frozen=True)
class Work:
    """What one facilitator did: a member, or a name for somebody outside the bank; times in minutes."""

    name: str
    member: Member | None = None
    part: str = SessionPart.LED
    minutes: int | None = None
    travel_minutes: int | None = None
    kilometres: int | None = None


@transaction.atomic
def plan_session(
    order: Order, *, kind: str = SessionKind.MEETING, date: FuzzyDate | None, place: str = "", actor: User
) -> Session:
    """Plan a session, or give the planned meeting its date; the team is promised for an exact one.

    Raises ``DomainError`` when the order has an outcome (a follow-up may still be planned), when the meeting has been
    held, or when somebody of the team is promised elsewhere at that time.
    """
    order = lock(order)
    if order.outcome and kind != SessionKind.FOLLOW_UP:
        raise TransitionNotAllowed
    session = order.sessions.filter(kind=SessionKind.MEETING, cancelled_at__isnull=True).first()
    if kind != SessionKind.MEETING or session is None:
        session = Session(order=order, kind=kind)
    elif session.is_held:
        raise TransitionNotAllowed
    session.place = place or session.place
    _set_date(session, date)
    log_step(order, OrderStep.SESSION_PLANNED, date=date, actor=actor)
    if kind == SessionKind.MEETING and date is not None:
        _move_order(order, date, actor=actor)
    return session


@transaction.atomic
def move_session(
    session: Session, *, date: FuzzyDate | None, place: str, reason: str = "", version: int, actor: User
) -> Session:
    """Give an open session another date or place; whoever had accepted the meeting is asked to confirm it.

    Raises ``EditConflict`` when somebody saved after ``version``, ``TransitionNotAllowed`` when it is not open any
    more, ``DomainError`` when somebody of the team is promised elsewhere, or for a meeting without a date.
    """
    order = lock(session.order)
    session = lock(session, version=version)
    if not session.is_open:
        raise TransitionNotAllowed
    if session.kind == SessionKind.MEETING and date is None:
        raise DomainError(_("Write the new date. When nobody knows it yet, postpone the order."))
    elsewhere = session.place != place.strip()
    session.place = place.strip()
    _set_date(session, date)
    log_step(order, OrderStep.RESCHEDULED, date=date, reason=reason, actor=actor)
    if session.kind == SessionKind.MEETING:
        _move_order(order, date, elsewhere=elsewhere, actor=actor)
    return session


@transaction.atomic
def hold_session(
    session: Session,
    *,
    held: FuzzyDate,
    participants: Sequence[tuple[str, int]] = (),
    work: Sequence[Work] = (),
    version: int,
    actor: User,
) -> Session:
    """Record that a session was held: when, by whom, with how many of each group, and the hours it took.

    Raises ``EditConflict`` as ``move_session`` does, ``TransitionNotAllowed`` when it was waived or called off, and
    ``DomainError`` for a day in the future.
    """
    order = lock(session.order)
    session = lock(session, version=version)
    if session.waived_at or session.cancelled_at:
        raise TransitionNotAllowed
    check_past(held)
    session.held = held
    session.participants = [{"group": group, "count": count} for group, count in participants]
    _save(session)
    session.facilitators.all().delete()
    for one in work:
        row = SessionFacilitator(
            session=session, member=one.member, name_label=one.name, part=one.part, minutes=one.minutes,
            travel_minutes=one.travel_minutes, kilometres=one.kilometres,
        )  # fmt: skip
        row.full_clean()
        row.save()
    if session.kind == SessionKind.MEETING:
        order.held = held
        _save_order(order)
    log_step(order, OrderStep.SESSION_HELD, date=held, actor=actor, changes={"session": [None, session.kind]})
    return session


@transaction.atomic
def waive_session(session: Session, *, reason: str, actor: User) -> Session:
    """Record that a session is not needed, and why. Raises ``DomainError`` without a reason or when it is not open."""
    order, session = lock(session.order), lock(session)
    if not session.is_open:
        raise TransitionNotAllowed
    if not reason.strip():
        raise DomainError(_("Write why the session is not needed."))
    session.waived_at, session.waived_reason = timezone.now(), reason.strip()
    _save(session)
    session.bookings.all().delete()
    log_step(order, OrderStep.SESSION_WAIVED, reason=reason, actor=actor, changes={"session": [session.kind, None]})
    return session


@transaction.atomic
def cancel_session(session: Session, *, reason: str = "", actor: User) -> Session:
    """Call a pre-meeting or a follow-up off; its members are free again. The meeting itself ends with its order."""
    order, session = lock(session.order), lock(session)
    if not session.is_open or session.kind == SessionKind.MEETING:
        raise TransitionNotAllowed
    cancel_open(session)
    log_step(order, OrderStep.SESSION_CANCELLED, reason=reason, actor=actor, changes={"session": [session.kind, None]})
    return session


def cancel_open(session: Session) -> None:
    """Call an open session off without a word in the history: part of a larger act."""
    session.cancelled_at = timezone.now()
    _save(session)
    session.bookings.all().delete()


def check_past(held: FuzzyDate) -> None:
    """Refuse a day of holding that is still to come."""
    if held.earliest and held.earliest > timezone.localdate():
        raise DomainError(_("The day it was held cannot be in the future."))


def _set_date(session: Session, date: FuzzyDate | None) -> None:
    session.date = date
    session.starts_at, session.ends_at = times_of_session(date)
    _save(session)
    Booking.objects.filter(session=session).delete()
    for slot in session.order.slots.in_team().filter(member__isnull=False).select_related("member__person"):
        book(session, slot.member)


def follow_wished(order: Order, *, actor: User) -> None:
    """The planned meeting takes the date that a locked order has been given, so that the two never differ.

    A postponed order goes on with its new date. Raises ``DomainError`` when somebody of the team is promised
    elsewhere. The caller saves the order.
    """
    session = order.sessions.open().filter(kind=SessionKind.MEETING).first()
    if session is not None and session.date != order.wished:
        _set_date(session, order.wished)
        log_step(order, OrderStep.SESSION_PLANNED, date=order.wished, actor=actor)
    if order.wished is not None:
        order.postponed_at = None
    order.called_together_at = None
    ask_again(order, actor=actor)


def ask_again(order: Order, *, actor: User) -> None:
    """Whoever had accepted another date or place is asked to confirm; until then a place is missing."""
    if ask_team_again(order, actor=actor):
        order.filled_at = None


def _move_order(order: Order, date: FuzzyDate, *, elsewhere: bool = False, actor: User) -> None:
    """The order's date is that of its meeting; who had accepted another date or place is asked again."""
    moved = order.wished != date
    order.wished, order.postponed_at = date, None
    if moved:
        order.called_together_at = None
    if moved or elsewhere:
        ask_again(order, actor=actor)
    _save_order(order)


def _save(session: Session) -> None:
    session.version += 1
    session.full_clean()
    session.save()


def _save_order(order: Order) -> None:
    place_in_register(order)
    order.version += 1
    order.full_clean()
    order.save()
