"""Sessions and trainings for a calendar: all of the network see that there is one, those whom it is for see which."""

from datetime import date
from typing import Any

from django.db.models import Prefetch

from bank.enums import Counting, Outcome, SessionKind
from bank.models import Session, Slot, Training
from bank.queries.status import facilitators_of
from core.calendars import Entry
from core.fuzzydates import Precision
from core.fuzzydates.db import overlapping
from network.models import Network, User

# What is on these days and no others.
EXACT = (Precision.DAY, Precision.RANGE)


def session_entries(
    user: User, *, networks: list[Network], first: date, last: date, seen_only: bool = False
) -> list[Entry]:
    """Sessions of these networks between two days, but those waived or called off. Two queries.

    Of a session that the user does not see there is the time alone; ``seen_only`` leaves those out.
    """
    sessions = (
        Session.objects.in_calendar_of(user)
        .filter(overlapping("date", first, last), order__network__in=networks, order__postponed_at__isnull=True)
        .filter(cancelled_at__isnull=True, waived_at__isnull=True)
        .exclude(order__outcome=Outcome.CANCELLED)
        .select_related("order")
        .prefetch_related(Prefetch("order__slots", Slot.objects.in_team()))
        .order_by("date_earliest", "pk")
    )
    if seen_only:
        sessions = sessions.filter(is_seen=True)
    return [_session(session, networks) for session in sessions]


def training_entries(
    user: User, *, networks: list[Network], first: date, last: date, seen_only: bool = False
) -> list[Entry]:
    """Trainings of these networks between two days, but rows that only total or tell of others. One query.

    Whoever takes part in a training reads what it is and where, and only who sees it opens its page. Of the others
    there is the time alone; ``seen_only`` leaves those out.
    """
    trainings = Training.objects.in_calendar_of(user).filter(
        overlapping("date", first, last), network__in=networks, counting=Counting.COUNTED
    )
    if seen_only:
        trainings = trainings.filter(is_known=True)
    return [_training(training, networks) for training in trainings.order_by("date_earliest", "pk")]


def _session(session: Session, networks: list[Network]) -> Entry:
    order = session.order
    order.network = _of(order.network_id, networks)
    more = {}
    title = f"{order} {order.summary}"
    if session.kind != SessionKind.MEETING:
        title = f"{session.get_kind_display()}, {title}"
    if session.is_seen:
        more = {
            "title": title,
            "place": session.place,
            "people": ", ".join(slot.name_label for slot in facilitators_of(order)),
            "url": order.get_absolute_url(),
        }
    return Entry(
        uid=f"session-{session.pk}",
        kind="session",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        **_when(session),
        **more,
    )


def _training(training: Training, networks: list[Network]) -> Entry:
    training.network = _of(training.network_id, networks)
    more = {"title": training.name, "place": training.place} if training.is_known else {}
    if training.is_open:
        more["url"] = training.get_absolute_url()
    return Entry(uid=f"training-{training.pk}", kind="training", **_when(training), **more)


def _when(row: Session | Training) -> dict[str, Any]:
    when = row.date
    return {
        "first": when.earliest,
        "last": when.latest,
        "when": when.text,
        "is_exact": when.precision in EXACT,
        "changed_at": row.updated_at,
    }


def _of(network_id: int, networks: list[Network]) -> Network:
    return next(network for network in networks if network.pk == network_id)
