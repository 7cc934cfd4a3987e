"""What members say of themselves: languages, areas, the most hours of a year, the phone, pauses."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bank.models import Member, Pause
from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import Municipality, User


@transaction.atomic
def set_availability(
    member: Member,
    *,
    languages: Sequence[str],
    areas: Iterable[Municipality],
    yearly_limit_hours: int | None,
    show_phone: bool,
    version: int,
    actor: User,
) -> Member:
    """Set in which languages and where a member leads, how much in a year, and whether the phone is shown.

    Raises ``EditConflict`` when somebody saved after ``version``.
    """
    member = lock(member, version=version)
    member.languages, member.yearly_limit_hours, member.show_phone = list(languages), yearly_limit_hours, show_phone
    member.version += 1
    member.full_clean()
    member.save()
    member.areas.set(areas)
    record("bank.member.availability_set", member, actor=actor)
    return member


@transaction.atomic
def add_pause(member: Member, *, first: date, last: date | None, reason: str = "", actor: User) -> Pause:
    """Begin a pause, until further notice without a last day. Raises ``DomainError`` when one is there already."""
    member = lock(member)
    overlapping = member.pauses.exclude(valid_to__lt=first)
    if last is not None:
        overlapping = overlapping.exclude(valid_from__gt=last)
    if overlapping.exists():
        raise DomainError(_("There is already a pause on these days."))
    pause = Pause(member=member, valid_from=first, valid_to=last, reason=reason.strip())
    pause.full_clean()
    pause.save()
    days = f"{first}–{last or ''}"
    record("bank.member.pause_added", member, actor=actor, changes={"pause": [None, days]})
    return pause


@transaction.atomic
def remove_pause(member: Member, *, pause: Pause, actor: User) -> Member:
    """Take a pause away, as if it had not been meant."""
    member = lock(member)
    days = f"{pause.valid_from}–{pause.valid_to or ''}"
    if member.pauses.filter(pk=pause.pk).delete()[0]:
        record("bank.member.pause_removed", member, actor=actor, changes={"pause": [days, None]})
    return member
