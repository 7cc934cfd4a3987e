"""Answers that the secretary types or pastes, from paper or by ear: they are shown at once."""

import uuid
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError
from core.fuzzydates import FuzzyDate
from core.states import lock
from network.models import Municipality, User
from workshops.enums import Topic
from workshops.models import DayFeedback, FollowUp, Reflection, Workshop, WorkshopDay
from workshops.queries.pasting import COMMENTS, FEEDBACK, PASTED_AS, NewLine, rows_of
from workshops.services.hosting import check_municipality, check_workshop, last_position

_Row = TypeVar("_Row", bound=models.Model)


@transaction.atomic
def type_reflection(
    day: WorkshopDay,
    *,
    text: str,
    workshop: Workshop | None,
    municipality: Municipality | None,
    key: uuid.UUID,
    actor: User,
    kind: str = "",
) -> Reflection:
    """Add a comment. The same ``key`` twice counts once. Raises what ``check_workshop`` and so on raise."""
    day = lock(day)
    check_workshop(day, workshop)
    check_municipality(day, municipality)
    line = _maker(day, COMMENTS)(NewLine(1, text.strip(), workshop, municipality), key)
    line.kind = kind
    return _add(line, actor)


@transaction.atomic
def type_follow_up(
    day: WorkshopDay,
    *,
    text: str,
    topic: str,
    municipality: Municipality | None,
    key: uuid.UUID,
    actor: User,
    who: str = "",
    when: FuzzyDate | None = None,
) -> FollowUp:
    """Add a next step of a municipality; otherwise like ``type_reflection``."""
    day = lock(day)
    check_municipality(day, municipality)
    if topic not in Topic.values:
        raise DomainError(_("Choose what the next step is about."))
    line = _maker(day, topic)(NewLine(1, text.strip(), municipality=municipality), key)
    line.who, line.when = who, when
    return _add(line, actor)


@transaction.atomic
def type_feedback(day: WorkshopDay, *, text: str, key: uuid.UUID, actor: User) -> DayFeedback:
    """Add a line of feedback of the day. The log says that one was typed, not which."""
    day = lock(day)
    feedback = _maker(day, FEEDBACK)(NewLine(1, text.strip()), key)
    if there := _there(feedback):
        return there
    feedback.full_clean()
    feedback.save()
    record("workshops.day.feedback_typed", day, actor=actor)
    return feedback


@transaction.atomic
def paste_lines(day: WorkshopDay, *, lines: Iterable[NewLine], pasted_as: str, key: uuid.UUID, actor: User) -> int:
    """Add many lines, all or none; returns how many were added. The same ``key`` twice adds nothing.

    Raises ``ValidationError`` with the number of each line that is refused, and ``DomainError`` for a workshop of
    another day and a municipality that there was not.
    """
    day = lock(day)
    lines = list(lines)
    for workshop in {line.workshop for line in lines}:
        check_workshop(day, workshop)
    for municipality in {line.municipality for line in lines}:
        check_municipality(day, municipality)
    make = _maker(day, pasted_as)
    made = [make(line, uuid.uuid5(key, str(line.number))) for line in lines]
    there = set(rows_of(day, pasted_as).filter(key__in=[row.key for row in made]).values_list("key", flat=True))
    new = [(line.number, row) for line, row in zip(lines, made, strict=True) if row.key not in there]
    _check(new)
    if not new:
        return 0
    type(new[0][1]).objects.bulk_create([row for _number, row in new])
    record("workshops.day.lines_pasted", day, actor=actor, changes={pasted_as: [None, len(new)]})
    return len(new)


def _maker(day: WorkshopDay, pasted_as: str) -> Callable[[NewLine, uuid.UUID], models.Model]:
    """Makes rows of this kind, which come last; asks once for each workshop where that is."""
    if pasted_as not in PASTED_AS:
        raise DomainError(_("Choose what the lines are."))
    if pasted_as == FEEDBACK:
        position = last_position(day.feedback)
        return lambda line, key: DayFeedback(day=day, text=line.text, position=position, key=key)
    if pasted_as != COMMENTS:
        facts = {"topic": pasted_as, "position": last_position(day.follow_ups)}
        return lambda line, key: FollowUp(day=day, text=line.text, key=key, **facts, **_of(day, line.municipality))
    positions = cache(lambda workshop: last_position(day.reflections.filter(workshop=workshop)))
    return lambda line, key: Reflection(
        day=day,
        text=line.text,
        workshop=line.workshop,
        position=positions(line.workshop),
        key=key,
        **_of(day, line.municipality),
    )


def _of(day: WorkshopDay, municipality: Municipality | None) -> dict[str, Any]:
    return {"municipality": municipality, "municipality_label": day.name_of(municipality)}


def _add(line: _Row, actor: User) -> _Row:
    if there := _there(line):
        return there
    line.full_clean()
    line.save()
    record("workshops.line.typed", line, actor=actor)
    return line


def _there(row: _Row) -> _Row | None:
    """The row of this key, when it was sent before."""
    return type(row).objects.filter(day=row.day, key=row.key).first()


def _check(rows: list[tuple[int, models.Model]]) -> None:
    """Raise ``ValidationError`` with all that is wrong, line by line; the database keeps keys apart."""
    problems = []
    for number, row in rows:
        try:
            row.clean_fields(exclude=["day", "workshop", "municipality", "theme", "action"])
        except ValidationError as error:
            problems += [
                _("Line %(line)d: %(message)s") % {"line": number, "message": text} for text in error.messages
            ]
    if problems:
        raise ValidationError(problems)
