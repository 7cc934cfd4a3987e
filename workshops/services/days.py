"""Workshop days and their workshops: opened, changed, removed; the form for phones opened and closed."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.states import lock, move
from meetings.models import Meeting
from meetings.services import edit_meeting, open_meeting
from network.models import Network, User
from workshops.enums import ANSWERING_MOVES, Answering
from workshops.models import Workshop, WorkshopDay
from workshops.services.seating import fill_places

# What a form may set, beside the facts of the meeting.
DAY_FACTS = ("shown_at_once", "signup_until", "places_per_municipality", "intro", "thanks")
WORKSHOP_FACTS = (
    "code",
    "title",
    "model",
    "presenter_place",
    "in_use",
    "presenters",
    "room",
    "starts",
    "ends",
    "places",
    "method",
)
# Of texts, and of people, the log holds that they have changed, not what they were.
_UNTOLD = ("intro", "thanks", "model", "presenters")


@transaction.atomic
def open_day(network: Network, *, meeting_facts: dict[str, Any], actor: User, **facts: Any) -> WorkshopDay:
    """A day and its meeting. ``meeting_facts`` are those of ``open_meeting``, which says what it raises."""
    meeting = open_meeting(network, facts=meeting_facts, actor=actor)
    return make_day(meeting, actor=actor, **facts)


@transaction.atomic
def make_day(meeting: Meeting, *, actor: User | None, **facts: Any) -> WorkshopDay:
    """Make a meeting that is there a workshop day; ``facts`` are of ``DAY_FACTS``."""
    day = WorkshopDay(meeting=meeting, network=meeting.network, **facts)
    day.full_clean()
    day.save()
    record("workshops.day.opened", day, actor=actor)
    return day


@transaction.atomic
def edit_day(
    day: WorkshopDay, *, meeting_facts: dict[str, Any], version: int, meeting_version: int, actor: User, **facts: Any
) -> WorkshopDay:
    """Change the day and the facts of its meeting. Raises ``EditConflict`` when either has moved on."""
    day = lock(day, version=version)
    edit_meeting(day.meeting, facts=meeting_facts, version=meeting_version, actor=actor)
    changes = _change(day, facts)
    if not changes:
        return day
    record("workshops.day.edited", day, actor=actor, changes=changes)
    fill_places(day, actor=actor)
    return day


@transaction.atomic
def open_answering(day: WorkshopDay, *, actor: User) -> WorkshopDay:
    """Let phones answer. Raises ``TransitionNotAllowed`` when they may already."""
    return _move(day, Answering.OPEN, "workshops.day.answering_opened", actor)


@transaction.atomic
def close_answering(day: WorkshopDay, *, actor: User) -> WorkshopDay:
    """Take no more answers. Raises ``TransitionNotAllowed`` unless they are taken."""
    return _move(day, Answering.CLOSED, "workshops.day.answering_closed", actor)


@transaction.atomic
def add_workshop(day: WorkshopDay, *, actor: User | None, **facts: Any) -> Workshop:
    """Add a workshop, last; without ``code`` it gets the next free letter."""
    day = lock(day)
    last = day.workshops.order_by("-position").first()
    workshop = Workshop(day=day, position=last.position + 1 if last else 0, **facts)
    workshop.code = (workshop.code or _next_letter(day)).upper()
    workshop.full_clean()
    workshop.save()
    record("workshops.day.workshop_added", day, actor=actor, changes={"workshop": [None, str(workshop)]})
    return workshop


@transaction.atomic
def edit_workshop(workshop: Workshop, *, version: int, actor: User, **facts: Any) -> Workshop:
    """Change a workshop. Raises ``EditConflict`` when somebody saved after ``version``."""
    day = lock(workshop.day)
    workshop = lock(workshop, version=version)
    facts["code"] = (facts.get("code") or workshop.code).upper()
    changes = _change(workshop, facts)
    if not changes:
        return workshop
    record("workshops.day.workshop_edited", day, actor=actor, changes={"workshop": [None, str(workshop)], **changes})
    fill_places(day, actor=actor)
    return workshop


@transaction.atomic
def remove_workshop(workshop: Workshop, *, actor: User) -> WorkshopDay:
    """Take a workshop off the programme. Raises ``DomainError`` where somebody has signed up or commented."""
    day = lock(workshop.day)
    try:
        lock(workshop).delete()
    except ProtectedError:
        raise DomainError(
            _("There are comments on this workshop, or people who signed up. Move them to another one first.")
        ) from None
    record("workshops.day.workshop_removed", day, actor=actor, changes={"workshop": [str(workshop), None]})
    return day


def _change(row: WorkshopDay | Workshop, facts: dict[str, Any]) -> dict[str, list]:
    """Save the facts that are other ones, as the next version; what has changed, for the log."""
    changes = {
        name: [None, None] if name in _UNTOLD else [_plain(getattr(row, name)), _plain(value)]
        for name, value in facts.items()
        if getattr(row, name) != value
    }
    if changes:
        for name, value in facts.items():
            setattr(row, name, value)
        row.version += 1
        row.full_clean()
        row.save()
    return changes


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _next_letter(day: WorkshopDay) -> str:
    taken = set(day.workshops.values_list("code", flat=True))
    free = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in taken]
    if not free:
        raise DomainError(_("A day has at most 26 workshops."))
    return free[0]


def _move(day: WorkshopDay, to: str, act: str, actor: User) -> WorkshopDay:
    day = lock(day)
    move(day, to, ANSWERING_MOVES, field="answering")
    day.version += 1
    day.save(update_fields=["answering", "version", "updated_at"])
    record(act, day, actor=actor)
    return day
