"""Members of the bank: who is in it, since when, where they live and serve, and when they rest."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import QualificationState
from bank.models import HomeMunicipality, Member, Pause
from bank.services.qualifications import change_qualification, touch
from core.audit import record
from core.errors import DomainError
from core.states import lock
from network.models import Municipality, Network, Person, User

# Shape: {category: (state, since or None)}
Qualifications = dict[str, tuple[str, date | None]]
# What a form may set; ``areas`` are municipalities.
FACTS = ("joined_on", "left_on", "languages", "yearly_limit_hours", "show_phone")
ONE_DAY = timedelta(days=1)


@transaction.atomic
def add_member(
    network: Network,
    *,
    person: Person,
    qualifications: Qualifications,
    joined_on: date | None = None,
    home: Municipality | None = None,
    facts: dict[str, Any] | None = None,
    actor: User | None,
) -> Member:
    """Take a person into the bank. Raises ``DomainError`` for a stranger to the network or a member already.

    ``facts`` holds values for ``FACTS`` and ``areas``.
    """
    if person.network_id != network.pk:
        raise DomainError(_("%(name)s is not in this network.") % {"name": person.name})
    if Member.objects.filter(network=network, person=person).exists():
        raise DomainError(_("%(name)s is already in the bank.") % {"name": person.name})
    member = Member(network=network, person=person)
    _set_facts(member, (facts or {}) | {"joined_on": joined_on})
    record("bank.member.added", member, actor=actor)
    for category, (state, since) in qualifications.items():
        change_qualification(
            member, category=category, state=state or QualificationState.QUALIFIED, since=since, actor=actor
        )
    if home is not None:
        move_home(member, municipality=home, since=joined_on, actor=actor)
    member.refresh_from_db()
    return member


@transaction.atomic
def edit_member(member: Member, *, facts: dict[str, Any], version: int, actor: User) -> Member:
    """Change what a member is besides the qualifications; ``facts`` holds values for ``FACTS`` and ``areas``.

    Raises ``EditConflict`` when somebody saved the member first.
    """
    member = lock(member, version=version)
    before = {name: getattr(member, name) for name in FACTS}
    member.version += 1
    _set_facts(member, facts)
    changes = {name: [_plain(old), _plain(getattr(member, name))] for name, old in before.items()}
    record(
        "bank.member.edited",
        member,
        actor=actor,
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
    )
    return member


@transaction.atomic
def end_membership(member: Member, *, last_day: date, actor: User) -> Member:
    """The member leaves the bank; the qualifications stay as they were, for what was done until then."""
    member = lock(member)
    member.left_on = last_day
    member.version += 1
    member.full_clean()
    member.save()
    record("bank.member.left", member, actor=actor, changes={"left_on": [None, last_day.isoformat()]})
    return member


@transaction.atomic
def move_home(
    member: Member, *, municipality: Municipality, since: date | None, actor: User | None
) -> HomeMunicipality:
    """The member lives in a municipality from a day on; the home before it ends the day before.

    Raises ``DomainError`` when the day is not after the beginning of the present home.
    """
    member = lock(member)
    present = member.homes.filter(valid_to__isnull=True).first()
    if present is not None:
        if present.municipality_id == municipality.pk:
            raise DomainError(_("The member lives there already."))
        if since is None:
            raise DomainError(_("Write from which day on: the present home ends the day before."))
        if present.valid_from is not None and since <= present.valid_from:
            raise DomainError(_("The present home began on that day or later. Choose a later day."))
        present.valid_to = since - ONE_DAY
        present.save(update_fields=["valid_to"])
    home = HomeMunicipality(member=member, municipality=municipality, valid_from=since)
    home.full_clean()
    home.save()
    touch(member)
    # That the member moved, and not where to: the log is kept longer than that.
    record("bank.member.moved", member, actor=actor)
    return home


@transaction.atomic
def add_pause(
    member: Member, *, valid_from: date, valid_to: date | None, reason: str = "", actor: User | None
) -> Pause:
    """The member takes no orders on these days, both included. Raises ``DomainError`` when another pause overlaps."""
    member = lock(member)
    pause = Pause(member=member, valid_from=valid_from, valid_to=valid_to, reason=reason)
    pause.full_clean()
    if _overlaps(member, pause):
        raise DomainError(_("There is a pause on some of these days already."))
    pause.save()
    touch(member)
    record("bank.member.paused", member, actor=actor)
    return pause


@transaction.atomic
def end_pause(pause: Pause, *, actor: User) -> None:
    """End a pause yesterday, so that the member can be asked today; one that has not begun is taken away."""
    member = lock(pause.member)
    today = timezone.localdate()
    pause = lock(pause)
    if pause.valid_to is not None and pause.valid_to < today:
        raise DomainError(_("The pause is over already."))
    if pause.valid_from is not None and pause.valid_from >= today:
        pause.delete()
    else:
        pause.valid_to = today - ONE_DAY
        pause.save(update_fields=["valid_to"])
    touch(member)
    record("bank.member.pause_ended", member, actor=actor)


def _set_facts(member: Member, facts: dict[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(member, name, facts[name])
    member.full_clean()
    member.save()
    if "areas" in facts:
        member.areas.set(facts["areas"])


def _overlaps(member: Member, pause: Pause) -> bool:
    others = member.pauses.exclude(pk=pause.pk)
    if pause.valid_to is not None:
        others = others.exclude(valid_from__gt=pause.valid_to)
    return others.exclude(valid_to__lt=pause.valid_from).exists()


def _plain(value: Any) -> Any:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value
