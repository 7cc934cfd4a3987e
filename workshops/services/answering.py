"""What phones send on a workshop day: each line once, however often it is sent, and only while the form is open."""

import uuid
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.fuzzydates import FuzzyDate
from core.states import lock
from network.models import Municipality
from workshops.enums import Answering, Showing
from workshops.models import DayFeedback, FollowUp, Line, Reflection, Workshop, WorkshopDay
from workshops.queries import answering_of
from workshops.services.hosting import check_workshop

# A code lies open in a hall; a flood behind it is nobody's answers. What the host has left out makes room again.
MOST_LINES = 5000
# What was chosen here belongs together already; looking it up again would cost a query each.
_CHOSEN = ["day", "workshop", "municipality", "key"]


class AnsweringNotOpen(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The form takes no answers now; it may later."""


@transaction.atomic
def send_answers(
    day: WorkshopDay,
    *,
    reflections: list[dict[str, Any]],
    follow_up: dict[str, Any] | None,
    feedback: dict[str, Any] | None,
    municipality: Municipality | None,
    name: str,
) -> list[Line]:
    """All that stands on a phone's page, or nothing of it; returns the lines, without the feedback.

    The parts are the arguments of the three functions below, which say what they raise.
    """
    who = {"municipality": municipality, "name": name}
    lines = [send_reflection(day, **one, **who) for one in reflections]
    if follow_up:
        lines.append(send_follow_up(day, **follow_up, **who))
    if feedback:
        send_feedback(day, **feedback)
    return lines


@transaction.atomic
def send_reflection(
    day: WorkshopDay,
    *,
    key: uuid.UUID,
    workshop: Workshop | None,
    kind: str,
    text: str,
    municipality: Municipality | None = None,
    name: str = "",
) -> Reflection:
    """A comment on a workshop, or on all of them (``workshop=None``). The same key again returns the same row.

    Raises ``AnsweringNotOpen``, ``DomainError`` for a workshop of another day and where no more is taken, and
    ``ValidationError`` for a text that is too long or holds an identity code.
    """
    check_workshop(day, workshop)
    return _take(Reflection(workshop=workshop, kind=kind, **_said(day, key, text, municipality, name)))


@transaction.atomic
def send_follow_up(
    day: WorkshopDay,
    *,
    key: uuid.UUID,
    topic: str,
    text: str,
    who: str = "",
    when: FuzzyDate | None = None,
    municipality: Municipality | None = None,
    name: str = "",
) -> FollowUp:
    """A next step of a municipality. Raises as ``send_reflection`` does."""
    return _take(FollowUp(topic=topic, who=who, when=when, **_said(day, key, text, municipality, name)))


@transaction.atomic
def send_feedback(
    day: WorkshopDay,
    *,
    key: uuid.UUID,
    text: str = "",
    content: int | None = None,
    usefulness: int | None = None,
    arrangements: int | None = None,
) -> DayFeedback:
    """What somebody thought of the day. Raises as ``send_reflection`` does, and when nothing was said.

    Nobody acts, and nothing is logged: a time of day would lead to a person who was seen writing.
    """
    scales = {"content": content, "usefulness": usefulness, "arrangements": arrangements}
    return _take(DayFeedback(day=day, key=key, text=text.strip(), **scales))


@transaction.atomic
def withdraw_line(day: WorkshopDay, *, key: uuid.UUID | None) -> Line:
    """Leave out a line that was sent with this key; one that is left out already stays so.

    Raises ``AnsweringNotOpen``, and ``DomainError`` when the day has no such line.
    """
    _refuse_unless_open(day)
    for rows in (day.reflections, day.follow_ups):
        found = rows.filter(key=key).first() if key else None
        if found is not None:
            return _leave_out(lock(found))
    raise DomainError(_("This line is not there any more. Load the page again."))


def _leave_out(line: Line) -> Line:
    if line.showing == Showing.HIDDEN:
        return line
    line.showing = Showing.HIDDEN
    line.version += 1
    line.save(update_fields=["showing", "version"])
    record("workshops.line.withdrawn", line, actor=None)
    return line


def _said(day: WorkshopDay, key: uuid.UUID, text: str, municipality: Municipality | None, name: str) -> dict[str, Any]:
    """What every line has."""
    return {
        "day": day,
        "key": key,
        "text": text.strip(),
        "municipality": municipality,
        "municipality_label": day.name_of(municipality),
        "name_label": name,
        "showing": Showing.SHOWN if day.shown_at_once else Showing.WAITING,
    }


def _take(row: models.Model) -> models.Model:
    """Store the row once. What was stored already is given back, also after the form was closed."""
    rows = type(row).objects.filter(day=row.day_id, key=row.key)
    found = rows.first()
    if found is not None:
        return found
    _refuse_unless_open(row.day)
    taken = type(row).objects.filter(day=row.day_id)
    if isinstance(row, Line):
        taken = taken.exclude(showing=Showing.HIDDEN)
    if taken.count() >= MOST_LINES:
        raise DomainError(_("So much has been sent on this day that no more is taken. Tell the host."))
    row.full_clean(exclude=_CHOSEN)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The same was sent twice at once, and the other was first.
        return rows.get()
    if isinstance(row, Line):
        record("workshops.line.sent", row, actor=None)
    return row


def _refuse_unless_open(day: WorkshopDay) -> None:
    answering = answering_of(WorkshopDay.objects.select_related("meeting").get(pk=day.pk))
    if answering == Answering.PLANNED:
        raise AnsweringNotOpen(_("The form is not open yet. The host opens it during the day: try again then."))
    if answering == Answering.CLOSED:
        raise AnsweringNotOpen(_("The form is closed. Ask the host to open it again, or tell this to the secretary."))
