"""Sessions of an order as its page shows them, and other engagements that an inexact date may meet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import LEADING, ParticipantGroup
from bank.models import Booking, Order, Session, SessionFacilitator, Slot
from core.fuzzydates.db import overlapping


@dataclass(frozen=True)
class SessionRow:
    """One session: its state as ``tone``, ``icon`` and ``word``, and lines on what happened."""

    session: Session
    tone: str
    icon: str
    word: str
    people: list[str]  # "Maija Esimerkki, led, 3 h and 1 h of travel, 40 km"
    participants: str


def sessions_of(order: Order) -> list[Session]:
    """The sessions of an order that were not called off, as they come; two queries."""
    return list(order.sessions.filter(cancelled_at__isnull=True).prefetch_related("facilitators").order_by("pk"))


def session_rows(sessions: list[Session], *, with_hours: bool) -> list[SessionRow]:
    """The sessions for a page; hours and travel are for the coordinator and whoever led. Reads nothing."""
    rows = []
    for session in sessions:
        tone, icon, word = _state(session)
        people = [_worker(one, with_hours=with_hours) for one in session.facilitators.all()]
        rows.append(SessionRow(session, tone, icon, word, people, participants_words(session)))
    return rows


def participants_words(session: Session) -> str:
    """Who took part, as counts: "Workers 6, children and young people 2"."""
    labels = dict(ParticipantGroup.choices)
    return ", ".join(f"{labels.get(one['group'], one['group'])} {one['count']}" for one in session.participants)


def duration_words(minutes: int) -> str:
    """Minutes as one says them: "2 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(count)d h") % {"count": hours}] if hours else []
    if rest or not hours:
        parts.append(_("%(count)d min") % {"count": rest})
    return " ".join(parts)


def possible_overlaps(session: Session) -> list[str]:
    """Who of the team may be engaged elsewhere on the days of a session: who and when, nothing of the other order.

    Two exact times cannot meet (the database refuses that), so one of the two is inexact. One query.
    """
    date = session.date
    if date is None or not date.is_dated:
        return []
    members = Slot.objects.in_team().filter(order=session.order_id, member__isnull=False).values("member")
    engaged = (
        Slot.objects.in_team()
        .filter(
            overlapping("order__wished", date.earliest, date.latest),
            member__in=members,
            role__in=LEADING,
            order__outcome="",
            order__postponed_at__isnull=True,
        )
        .exclude(order=session.order_id)
        .select_related("member__person", "order")
        .order_by("order__wished_earliest", "pk")
    )
    if session.starts_at is not None:
        # What is promised for an exact time does not meet this one: the database has looked.
        promised = Booking.objects.filter(session__order=OuterRef("order"), member=OuterRef("member"))
        engaged = engaged.exclude(Exists(promised))
    return [
        _("%(name)s may be engaged elsewhere: %(when)s.")
        % {"name": slot.member.person.name, "when": slot.order.wished_text}
        for slot in engaged
    ]


def _state(session: Session) -> tuple[str, str, str]:
    if session.is_held:
        return "success", "check", _("Held")
    if session.waived_at:
        return "neutral", "cross", _("Not needed")
    if session.date is None:
        return "warning", "waiting", _("No date yet")
    if session.date.expired(timezone.localdate()):
        return "warning", "waiting", _("Held? Not recorded yet")
    return "info", "clock", _("Planned")


def _worker(one: SessionFacilitator, *, with_hours: bool) -> str:
    parts = [one.name_label, str(one.get_part_display()).lower()]
    if with_hours:
        if one.minutes:
            parts.append(duration_words(one.minutes))
        if one.travel_minutes:
            parts.append(_("travel %(time)s") % {"time": duration_words(one.travel_minutes)})
        if one.kilometres:
            parts.append(_("%(count)d km") % {"count": one.kilometres})
    return ", ".join(parts)
