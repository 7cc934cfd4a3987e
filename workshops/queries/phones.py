"""What a phone shows of a workshop day: the lines of its municipality's group, and how many have answered."""

from datetime import timedelta
from itertools import chain
from operator import attrgetter
from uuid import UUID

from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import pgettext

from core.fingerprints import fingerprint
from core.fuzzydates import understood
from workshops.enums import Answering, Showing
from workshops.models import FollowUp, Line, WorkshopDay

# The newest of a municipality's lines; whoever floods a hall must not make each of its phones load all of it.
MOST_LINES = 300
# The code stands on a screen, and in pictures of it; so many days after the day it opens nothing of other people.
READ_DAYS = 3


def is_long_over(day: WorkshopDay) -> bool:
    """Whether ``READ_DAYS`` have passed since the last day on which it may have been held. Reads ``meeting``."""
    latest = timezone.localdate() - timedelta(days=READ_DAYS)
    meeting = day.meeting
    if meeting.inexact is not None:
        return meeting.inexact.expired(latest)
    return timezone.localdate(meeting.ends_at or meeting.starts_at) < latest


def answering_of(day: WorkshopDay) -> str:
    """Whether phones may answer now: what the host has chosen, until the day is long over. Reads ``meeting``."""
    return Answering.CLOSED if is_long_over(day) else day.answering


def shows_others(day: WorkshopDay) -> bool:
    """Whether the code gives the lines of a municipality: from the first opening of the form on. Reads ``meeting``."""
    return day.answering != Answering.PLANNED and not is_long_over(day)


def lines_on_phone(
    day: WorkshopDay, municipality_id: int | None, *, language: str, own: tuple[UUID, ...] = ()
) -> list[dict]:
    """What the municipality's people have sent, from whichever phone, newest first; and what has one of the own keys.
    ``MOST_LINES`` at most.

    ``[{"id", "about", "text", "more", "sent": "14.32", "waits": whether the host has not looked at it yet, "key":
    only of own ones}]``. Lines that were left out are not there. Two queries.
    """
    mine = Q(key__in=own)
    if municipality_id is not None:
        mine |= Q(municipality=municipality_id)
    rows = [
        rows.filter(mine).exclude(showing=Showing.HIDDEN).order_by("-sent_at", "-pk")[:MOST_LINES]
        for rows in (day.reflections.select_related("workshop"), day.follow_ups)
    ]
    newest = sorted(chain(*rows), key=attrgetter("sent_at"), reverse=True)[:MOST_LINES]
    return [_line(one, language, own) for one in newest]


def lines_tag(day: WorkshopDay, municipality_id: int | None) -> str:
    """Another one whenever ``lines_on_phone`` has something else to say to this municipality. One query."""
    if municipality_id is None:
        return ""
    rows = [
        rows.filter(municipality=municipality_id).exclude(showing=Showing.HIDDEN).order_by()
        .values_list(Value(kind), "pk", "version", "showing")
        for kind, rows in (("r", day.reflections), ("f", day.follow_ups))
    ]  # fmt: skip
    return fingerprint(sorted(rows[0].union(rows[1], all=True)))[:16]


def answer_count(day: WorkshopDay) -> int:
    """How many lines have come, without those that were left out."""
    return sum(rows.exclude(showing=Showing.HIDDEN).count() for rows in (day.reflections, day.follow_ups))


def _line(line: Line, language: str, own: tuple[UUID, ...]) -> dict:
    return {
        "id": line.line_key,
        "about": _about(line),
        "text": line.words,
        "more": _who_and_when(line, language) if isinstance(line, FollowUp) else "",
        "sent": f"{timezone.localtime(line.sent_at):%H.%M}",
        "waits": line.showing == Showing.WAITING,
        "key": str(line.key) if line.key in own else "",
    }


def _about(line: Line) -> str:
    if isinstance(line, FollowUp):
        return line.topic_words
    if line.workshop is None:
        return pgettext("workshop day", "Other comments")
    return " · ".join(part for part in (str(line.workshop), line.get_kind_display()) if part)


def _who_and_when(line: FollowUp, language: str) -> str:
    return ", ".join(part for part in (line.who, _when(line, language)) if part)


def _when(line: FollowUp, language: str) -> str:
    """As it was written, and the days that were understood where they say more."""
    if line.when is None:
        return ""
    written, days = line.when_text, understood(line.when, language)
    return written if days in (written, "") else f"{written} ({days})"
