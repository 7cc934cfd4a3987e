"""The life of an order as its page and its report draw it: a line of steps, and the one act that comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bank.enums import OrderKind, OrderStep, Outcome, SessionKind, Status
from bank.models import Order, OrderEvent, Session
from bank.queries.status import printed_word, status_of
from core.fuzzydates import Precision

HELD = {Outcome.CARRIED_OUT, Outcome.OTHERWISE}


@dataclass(frozen=True)
class LifeStep:
    """One step of the line. ``state`` is done, skipped, current or ahead; ``text`` is its date or what is known."""

    code: str
    name: str
    state: str
    text: str


@dataclass(frozen=True)
class NextAct:
    """What comes next: ``page`` is the name of an address of the order, or of the session ``session``."""

    code: str
    label: str
    page: str
    session: Session | None = None
    is_post: bool = False


def life_of(order: Order, events: Iterable[OrderEvent], sessions: Iterable[Session]) -> list[LifeStep]:
    """The steps of an order from received to closed, from its facts; what was passed over says "not recorded".

    Reads nothing: the events and sessions are handed in.
    """
    sessions = list(sessions)
    follow_up = _last(sessions, SessionKind.FOLLOW_UP)
    rows = [
        (OrderStep.LOGGED, _("Received"), _day(order.received_on)),
        (OrderStep.SEARCH_OPENED, _("Search opened"), _day(order.search_opened_at)),
        (OrderStep.FILLED, _("Facilitators found"), _day(order.filled_at)),
        (OrderStep.CALLED_TOGETHER, _("Called together"), _called_on(order, events)),
        (OrderStep.SESSION_HELD, _("Held"), _held(order, sessions)),
        (OrderStep.OUTCOME, _("Outcome"), _outcome(order)),
    ]
    if follow_up is not None:
        rows.append((SessionKind.FOLLOW_UP, _("Follow-up"), _follow_up_done(follow_up)))
    rows.append((OrderStep.CLOSED, _("Closed"), _day(order.closed_at)))
    if order.kind == OrderKind.ENQUIRY:
        rows = [row for row in rows if row[0] in (OrderStep.LOGGED, OrderStep.OUTCOME, OrderStep.CLOSED)]
    last = max((number for number, row in enumerate(rows) if row[2]), default=-1)
    steps = []
    for number, (code, name, text) in enumerate(rows):
        state = "done" if text else "skipped" if number < last else "current" if number == last + 1 else "ahead"
        steps.append(LifeStep(str(code), name, state, text or _open_text(order, str(code), state, sessions)))
    return steps


def next_act(order: Order, sessions: Iterable[Session], *, day: date | None = None) -> NextAct | None:
    """The act of the coordinator that takes the order on. Reads nothing.

    ``None`` when the order is closed, and while everybody waits for the day that they were called together for.
    """
    sessions = list(sessions)
    record = NextAct("outcome", _("Record the outcome"), "order-outcome")
    if order.closed_at:
        return None
    if order.outcome:
        return _after_outcome(sessions)
    status = status_of(order, day)
    if status == Status.OVERDUE or order.kind == OrderKind.ENQUIRY:
        return record
    meeting = _last(sessions, SessionKind.MEETING)
    if meeting is not None and meeting.is_held:
        return record
    if status == Status.POSTPONED:
        return NextAct("plan", _("Give a new date"), "session-create")
    if order.search_opened_at is None:
        return NextAct("search", _("Open the search"), "order-search", is_post=True)
    if order.filled_at is None:
        return NextAct("team", _("Fill the team"), "order-team")
    if meeting is None or meeting.date is None:
        return NextAct("plan", _("Plan the meeting"), "session-create")
    if meeting.date.precision != Precision.DAY:
        return NextAct("plan", _("Agree on the day"), "session-update", meeting)
    if order.called_together_at is None:
        return NextAct("call", _("Mark as called together"), "order-call", is_post=True)
    return record if meeting.date.earliest <= (day or timezone.localdate()) else None


def _after_outcome(sessions: list[Session]) -> NextAct:
    for session in sessions:
        if not session.is_open:
            continue
        if session.kind == SessionKind.FOLLOW_UP and session.date is None:
            return NextAct("follow_up", _("Plan the follow-up meeting"), "session-update", session)
        if session.kind == SessionKind.FOLLOW_UP:
            return NextAct("follow_up", _("Record the follow-up meeting"), "session-hold", session)
        return NextAct("session", _("Record the session"), "session-hold", session)
    return NextAct("close", _("Close the order"), "order-close", is_post=True)


def _last(sessions: list[Session], kind: str) -> Session | None:
    found = [session for session in sessions if session.kind == kind and not session.cancelled_at]
    return found[-1] if found else None


def _day(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    return date_format(timezone.localdate(moment) if isinstance(moment, datetime) else moment, "SHORT_DATE_FORMAT")


def _called_on(order: Order, events: Iterable[OrderEvent]) -> str:
    if order.called_together_at is None:
        return ""
    told = [event.happened_on for event in events if event.step == OrderStep.CALLED_TOGETHER and event.happened_on]
    return _day(told[-1] if told else order.called_together_at)


def _held(order: Order, sessions: list[Session]) -> str:
    meeting = _last(sessions, SessionKind.MEETING)
    return order.held_text or (meeting.held_text if meeting is not None else "")


def _outcome(order: Order) -> str:
    return f"{printed_word(order).label}, {_day(order.outcome_at)}" if order.outcome else ""


def _follow_up_done(session: Session) -> str:
    if session.is_held:
        return session.held_text
    return _("not needed") if session.waived_at else ""


def _open_text(order: Order, code: str, state: str, sessions: list[Session]) -> str:
    """What is said of a step that has no date: of one that was passed over, and of the meeting still to come."""
    if code == OrderStep.SESSION_HELD and order.outcome not in HELD:
        if order.outcome:
            return _("not held")
        if order.postponed_at:
            return _("postponed, no new date")
        return _("planned: %(date)s") % {"date": order.wished_text} if order.wished_text else _("no date yet")
    if code == SessionKind.FOLLOW_UP and state != "skipped":
        date_text = next((s.date_text for s in reversed(sessions) if s.kind == SessionKind.FOLLOW_UP), "")
        return _("planned: %(date)s") % {"date": date_text} if date_text else _("no date yet")
    return _("not recorded") if state == "skipped" else _("not yet")
