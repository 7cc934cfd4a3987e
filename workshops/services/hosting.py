"""The host's acts: lines shown on the wall and left out, and moved to where they belong."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from core.audit import record, record_all
from core.errors import DomainError
from core.states import lock, move
from network.models import Municipality, User
from workshops.enums import SHOWING_MOVES, Showing
from workshops.models import FollowUp, Line, Reflection, Workshop, WorkshopDay


@transaction.atomic
def show_line(line: Line, *, actor: User) -> Line:
    """Put a line on the wall and into the summary. Raises ``TransitionNotAllowed`` when it is there already."""
    return _set_showing(line, Showing.SHOWN, "workshops.line.shown", actor)


@transaction.atomic
def leave_out_line(line: Line, *, actor: User) -> Line:
    """Take a line off the wall and the summary; it is kept. Raises ``TransitionNotAllowed`` when it is left out."""
    return _set_showing(line, Showing.HIDDEN, "workshops.line.left_out", actor)


@transaction.atomic
def show_waiting_lines(day: WorkshopDay, *, actor: User) -> int:
    """Put all lines that wait on the wall; returns how many there were. What comes later waits."""
    shown = 0
    for rows in (day.reflections, day.follow_ups):
        lines = list(rows.filter(showing=Showing.WAITING).select_for_update(of=("self",)))
        rows.filter(pk__in=[line.pk for line in lines]).update(showing=Showing.SHOWN, version=F("version") + 1)
        changes = [{"showing": [str(Showing.WAITING), str(Showing.SHOWN)]} for _line in lines]
        record_all("workshops.line.shown", lines, actor=actor, changes=changes)
        shown += len(lines)
    return shown


@transaction.atomic
def set_shown_at_once(day: WorkshopDay, *, shown_at_once: bool, actor: User) -> WorkshopDay:
    """Whether answers that come from now on appear at once, or after the host's glance."""
    day = lock(day)
    if day.shown_at_once == shown_at_once:
        return day
    record(
        "workshops.day.showing_changed",
        day,
        actor=actor,
        changes={"shown_at_once": [day.shown_at_once, shown_at_once]},
    )
    day.shown_at_once = shown_at_once
    day.version += 1
    day.save(update_fields=["shown_at_once", "version", "updated_at"])
    return day


@transaction.atomic
def move_reflection(
    reflection: Reflection,
    *,
    workshop: Workshop | None,
    municipality: Municipality | None,
    version: int,
    actor: User,
) -> Reflection:
    """Move a comment to another workshop (None: in general) or municipality (None: not signed).

    Raises ``EditConflict`` when somebody saved after ``version``, and what ``check_workshop`` and
    ``check_municipality`` raise.
    """
    line = lock(reflection, version=version)
    check_workshop(line.day, workshop)
    changes = _moved(line, municipality)
    if line.workshop_id != (workshop.pk if workshop else None):
        changes["workshop"] = [line.workshop.code if line.workshop else "", workshop.code if workshop else ""]
        line.position = last_position(line.day.reflections.filter(workshop=workshop))
        line.workshop = workshop
    if "municipality" in changes:
        # The line as an older page printed it names the former one.
        line.printed = ""
    return _save_moved(line, changes, actor)


@transaction.atomic
def move_follow_up(
    follow_up: FollowUp, *, topic: str, municipality: Municipality | None, version: int, actor: User
) -> FollowUp:
    """Move a next step to another topic or municipality.

    Raises what ``move_reflection`` raises, and ``DomainError`` where the step is an action of its municipality.
    """
    line = lock(follow_up, version=version)
    changes = _moved(line, municipality)
    if "municipality" in changes and line.action_id:
        raise DomainError(
            _("This next step is an action of the municipality already. Its owner is changed in the action.")
        )
    if line.topic != topic:
        changes["topic"] = [line.topic, topic]
        line.topic, line.topic_label = topic, ""
    return _save_moved(line, changes, actor)


def check_workshop(day: WorkshopDay, workshop: Workshop | None) -> None:
    """Raise ``DomainError`` for a workshop of another day."""
    if workshop and workshop.day_id != day.pk:
        raise DomainError(_("This workshop is not of this day."))


def check_municipality(day: WorkshopDay, municipality: Municipality | None) -> None:
    """Raise ``DomainError`` for a municipality that there was not on the day; it need not be of the network."""
    if municipality and not Municipality.objects.on(day.held_on).filter(pk=municipality.pk).exists():
        raise DomainError(_("There was no such municipality on the day."))


def last_position(lines: QuerySet) -> int:
    """The position of a line that comes last: of equal positions the newer is last, and only taken-in days count."""
    return lines.order_by("-position").values_list("position", flat=True).first() or 0


def _set_showing(line: Line, to: str, act: str, actor: User) -> Line:
    line = lock(line)
    before = line.showing
    move(line, to, SHOWING_MOVES, field="showing")
    line.version += 1
    line.save(update_fields=["showing", "version"])
    record(act, line, actor=actor, changes={"showing": [before, str(to)]})
    return line


def _moved(line: Line, municipality: Municipality | None) -> dict[str, list[str]]:
    """Gives the line its municipality; what changed, by name and without the text."""
    if line.municipality_id == (municipality.pk if municipality else None):
        return {}
    check_municipality(line.day, municipality)
    before = line.municipality_label
    line.municipality, line.municipality_label = municipality, line.day.name_of(municipality)
    return {"municipality": [before, line.municipality_label]}


def _save_moved(line: Line, changes: dict[str, list[str]], actor: User) -> Line:
    if not changes:
        return line
    line.version += 1
    line.full_clean()
    line.save()
    record("workshops.line.moved", line, actor=actor, changes=changes)
    return line
