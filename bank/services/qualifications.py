"""What members are qualified for, from day to day: a change of state ends one row and begins the next.

A mistake is corrected in the row itself, with a reason in the log.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bank.enums import Category, QualificationState
from bank.models import Member, Qualification, Training
from core.audit import record
from core.errors import DomainError
from core.states import lock
from methods.models import Method
from network.models import User

ONE_DAY = timedelta(days=1)


@transaction.atomic
def change_qualification(
    member: Member,
    *,
    category: str,
    state: str,
    since: date | None,
    method: Method | None = None,
    expires_on: date | None = None,
    training: Training | None = None,
    actor: User | None,
) -> Qualification:
    """The member is in a state in a category (and for one method) from a day on; what it was before ends.

    A network consultant is no longer in training to be one. Raises ``DomainError`` when the day is missing or not
    after the beginning of the present state, when nothing changes, and for a training of another network.
    """
    member = lock(member)
    row = Qualification(
        member=member,
        category=category,
        method=method,
        state=state,
        valid_from=since,
        expires_on=expires_on,
        training=training,
    )
    _check(row)
    present = _same(row).filter(valid_to__isnull=True).first()
    if present is not None:
        if (present.state, present.expires_on, present.training_id) == (state, expires_on, row.training_id):
            raise DomainError(_("This is how it is already."))
        _end(present, since)
    if category == Category.CONSULTANT and state == QualificationState.QUALIFIED:
        in_training = member.qualifications.filter(category=Category.CONSULTANT_TRAINEE, valid_to__isnull=True)
        for trainee in in_training:
            _end(trainee, since)
    row.full_clean()
    _refuse_overlap(row)
    row.save()
    touch(member)
    record(
        "bank.qualification.changed",
        member,
        actor=actor,
        changes={"qualification": [_told(present) if present else None, _told(row)]},
    )
    return row


@transaction.atomic
def correct_qualification(row: Qualification, *, facts: dict[str, Any], reason: str, actor: User) -> Qualification:
    """Put right what was written down wrongly: state, days or training of one row; both versions are logged.

    ``facts``: "state", "valid_from", "valid_to", "expires_on", "training". Raises ``DomainError`` without a reason,
    and when the row would overlap another one of the same category and method.
    """
    reason = _needed(reason)
    member = lock(row.member)
    row = lock(row)
    before = _told(row)
    for name in ("state", "valid_from", "valid_to", "expires_on", "training"):
        if name in facts:
            setattr(row, name, facts[name])
    row.member = member
    _check(row)
    row.full_clean()
    _refuse_overlap(row)
    row.save()
    touch(member)
    changes = {"qualification": [before, _told(row)], "reason": [None, reason]}
    record("bank.qualification.corrected", member, actor=actor, changes=changes)
    return row


@transaction.atomic
def remove_qualification(row: Qualification, *, reason: str, actor: User) -> None:
    """Take away a row that was never true; the state that it had ended goes on.

    Raises ``DomainError`` without a reason.
    """
    reason = _needed(reason)
    member = lock(row.member)
    row = lock(row)
    before = _told(row)
    ended = None
    if row.valid_to is None and row.valid_from is not None:
        ended = _same(row).filter(valid_to=row.valid_from - ONE_DAY).first()
    row.delete()
    if ended is not None:
        ended.valid_to = None
        ended.save(update_fields=["valid_to"])
    touch(member)
    record(
        "bank.qualification.removed",
        member,
        actor=actor,
        changes={"qualification": [before, None], "reason": [None, reason]},
    )


def _needed(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError(_("Write why: the history keeps it."))
    return reason


def _check(row: Qualification) -> None:
    if row.training is not None and row.training.network_id != row.member.network_id:
        raise DomainError(_("%(name)s is not in this network.") % {"name": row.training.name})
    if row.expires_on and row.valid_from and row.expires_on < row.valid_from:
        raise DomainError(_("The last day of validity must not be before the first."))


def _same(row: Qualification) -> Any:
    """The other rows of the same member, category and method."""
    return Qualification.objects.filter(member=row.member_id, category=row.category, method=row.method_id).exclude(
        pk=row.pk
    )


def _end(present: Qualification, since: date | None) -> None:
    if since is None:
        raise DomainError(_("Write from which day on: the present state ends the day before."))
    if present.valid_from is not None and since <= present.valid_from:
        raise DomainError(
            _(
                "The present state (%(state)s) began on that day or later. Choose a later day, or correct the present "
                "row."
            )
            % {"state": present.get_state_display()}
        )
    present.valid_to = since - ONE_DAY
    present.save(update_fields=["valid_to"])


def _refuse_overlap(row: Qualification) -> None:
    others = _same(row)
    if row.valid_to is not None:
        others = others.exclude(valid_from__gt=row.valid_to)
    if row.valid_from is not None:
        others = others.exclude(valid_to__lt=row.valid_from)
    if others.exists():
        raise DomainError(_("Another row of the same qualification covers some of these days."))


def _told(row: Qualification) -> list[str]:
    """A row for the log: plain short values."""
    days = [day.isoformat() if day else "" for day in (row.valid_from, row.valid_to, row.expires_on)]
    method = row.method.code if row.method_id else ""
    return [str(row.category), method, str(row.state), *days, str(row.training_id or "")]


def touch(member: Member) -> None:
    """Something that hangs on the member has changed: printed tables are made anew."""
    member.save(update_fields=["updated_at"])
