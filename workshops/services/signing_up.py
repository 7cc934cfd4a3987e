"""Signing up for the workshops of a day: places go in the order of sign-up, and no place goes twice.

Every function locks the day first: who signs up for the last place at the same moment waits, and finds it taken.
The log names the sign-up, never the person: its rows are never changed, also when the name has to go.
"""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.mail import send_mail
from core.states import lock, move
from meetings.enums import MeetingState
from network.models import Municipality, User
from workshops.enums import SEAT_MOVES, Seat
from workshops.models import SignUp, Workshop, WorkshopDay
from workshops.queries.places import Places, places_of
from workshops.signup_mail import SIGN_UP_NEWS, SIGNED_UP


class SignUpRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """``field`` is that of the form to which the refusal belongs."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class WorkshopFull(SignUpRefused):
    """There is no free place, for anybody or for the municipality; a host may go over the limit knowingly."""


@transaction.atomic
def sign_up(
    day: WorkshopDay,
    *,
    name: str,
    organisation: str,
    email: str,
    municipality: Municipality | None,
    first: Workshop,
    second: Workshop | None,
    actor: User | None,
    key: uuid.UUID | None = None,
) -> SignUp:
    """A place in the first choice, else in the second, else on the waiting list; the link to it goes to ``email``.

    ``key`` is that of a form: what is sent twice counts once. Raises ``SignUpRefused`` before and after the time of
    sign-up, for an address that has signed up already, for workshops of another day and for the same one twice.
    """
    day = lock(day)
    if key is not None and (known := SignUp.objects.filter(day=day, key=key).first()):
        return known
    refuse_closed(day)
    facts = {"name": name, "organisation": organisation, "email": email, "municipality": municipality}
    return _enter(day, **facts, first=first, second=second, actor=actor, key=key)


@transaction.atomic
def add_sign_up(day: WorkshopDay, *, actor: User, **facts: Any) -> SignUp:
    """By a host, also when the time of sign-up is over. Facts and refusals are otherwise those of ``sign_up``."""
    return _enter(lock(day), **facts, actor=actor, key=None)


@transaction.atomic
def change_sign_up(
    sign_up: SignUp,
    *,
    name: str,
    organisation: str,
    email: str,
    municipality: Municipality | None,
    first: Workshop,
    second: Workshop | None,
    version: int,
    by_host: bool = False,
    actor: User | None,
) -> SignUp:
    """Other facts or choices. A place is kept while it is wished and no better wish has room.

    Raises ``EditConflict`` when it has moved on, ``TransitionNotAllowed`` when it was cancelled, and ``SignUpRefused``
    as ``sign_up`` does; a host changes it at any time.
    """
    day = lock(sign_up.day)
    sign_up = lock(sign_up, version=version)
    if sign_up.seat == Seat.CANCELLED:
        raise TransitionNotAllowed(_("This sign-up was cancelled. Sign up again."))
    if not by_host:
        refuse_closed(day)
    _check(day, email, first, second, but=sign_up)
    kept = sign_up.workshop if sign_up.municipality == municipality else None
    before = _facts_of(sign_up)
    _set_facts(
        sign_up,
        name=name,
        organisation=organisation,
        email=email,
        municipality=municipality,
        first=first,
        second=second,
    )
    after = _facts_of(sign_up)
    if before == after:
        return sign_up
    seats = ("municipality", "first", "second")
    if any(before[one] != after[one] for one in seats):
        places = places_of(day, without=sign_up)
        _seat(sign_up, _best_place(sign_up, places, kept=kept))
    _save(sign_up)
    # Names and addresses that were there before are nobody's business: the log says only that they changed.
    changes = {one: [before[one], after[one]] for one in seats if before[one] != after[one]}
    record("workshops.sign_up.changed", sign_up, actor=actor, changes=changes)
    fill_places(day, actor=actor)
    return sign_up


@transaction.atomic
def cancel_sign_up(sign_up: SignUp, *, by_host: bool = False, actor: User | None) -> SignUp:
    """Give the place back; it goes to whoever waits for it.

    Raises ``TransitionNotAllowed`` a second time, and ``SignUpRefused`` when the day is over, except for hosts.
    """
    day = lock(sign_up.day)
    if is_over(day) and not by_host:
        raise SignUpRefused(_("The day is over."))
    sign_up = lock(sign_up)
    move(sign_up, Seat.CANCELLED, SEAT_MOVES, field="seat")
    sign_up.workshop = sign_up.attended = None
    _save(sign_up)
    record("workshops.sign_up.cancelled", sign_up, actor=actor)
    if by_host:
        _tell(sign_up, actor)
    fill_places(day, actor=actor)
    return sign_up


@transaction.atomic
def move_sign_up(sign_up: SignUp, *, workshop: Workshop, over_limit: bool = False, actor: User) -> SignUp:
    """Put somebody into a workshop of the day, wished or not; the place that becomes free goes to whoever waits.

    Raises ``WorkshopFull`` without ``over_limit`` when there is no room, ``SignUpRefused`` for a workshop of another
    day, and ``TransitionNotAllowed`` when it was cancelled.
    """
    day = lock(sign_up.day)
    sign_up = lock(sign_up)
    _refuse_foreign(day, workshop, "workshop")
    move(sign_up, Seat.PLACED, SEAT_MOVES, field="seat")
    if sign_up.workshop_id == workshop.pk:
        return sign_up
    if not over_limit and not places_of(day, without=sign_up).has_room(workshop, sign_up.municipality_id):
        raise WorkshopFull(
            _("There is no free place in this workshop, or none for this municipality. Confirm to go over the limit."),
            field="over_limit",
        )
    old = sign_up.workshop_id
    sign_up.workshop = workshop
    _save(sign_up)
    record("workshops.sign_up.moved", sign_up, actor=actor, changes={"workshop": [old, workshop.pk]})
    _tell(sign_up, actor)
    fill_places(day, actor=actor)
    return sign_up


@transaction.atomic
def mark_attended(sign_up: SignUp, *, attended: bool, actor: User) -> SignUp:
    """Whether the person was there. Raises ``TransitionNotAllowed`` for a cancelled sign-up."""
    sign_up = lock(sign_up)
    if sign_up.seat == Seat.CANCELLED:
        raise TransitionNotAllowed(_("This sign-up was cancelled."))
    if sign_up.attended != attended:
        old, sign_up.attended = sign_up.attended, attended
        sign_up.save(update_fields=["attended", "updated_at"])
        record("workshops.sign_up.attended", sign_up, actor=actor, changes={"attended": [old, attended]})
    return sign_up


def fill_places(day: WorkshopDay, *, actor: User | None) -> list[SignUp]:
    """Give free places to those who wait, and tell them by mail; returns whom. ``day`` is locked.

    Whoever has it as the first choice comes before those who have it as the second; then the order of sign-up.
    """
    if is_over(day):
        return []
    places, placed = places_of(day), []
    waiting = SignUp.objects.filter(day=day, seat=Seat.WAITING).select_related("first", "second").order_by("pk")
    waiting = list(waiting.select_for_update(of=("self",)))
    for wish in ("first", "second"):
        for one in waiting:
            workshop = getattr(one, wish)
            waits = one.seat == Seat.WAITING and workshop is not None
            if waits and places.has_room(workshop, one.municipality_id):
                places.take(workshop, one.municipality_id)
                _seat(one, workshop)
                _save(one)
                record("workshops.sign_up.placed", one, actor=actor, changes={"workshop": [None, workshop.pk]})
                _tell(one, actor)
                placed.append(one)
    return placed


def is_open(day: WorkshopDay) -> bool:
    """Whether people sign up by themselves today. Reads ``meeting``."""
    in_time = day.signup_until is not None and timezone.localdate() <= day.signup_until
    return in_time and day.meeting.state != MeetingState.CANCELLED and not is_over(day)


def is_over(day: WorkshopDay) -> bool:
    """Whether the day has passed; one whose date is not exact never has. Reads ``meeting``."""
    meeting = day.meeting
    last = timezone.localdate(meeting.ends_at or meeting.starts_at)
    return meeting.inexact is None and last < timezone.localdate()


def refuse_closed(day: WorkshopDay) -> None:
    """Raises ``SignUpRefused`` unless people sign up by themselves today."""
    if day.signup_until is None:
        raise SignUpRefused(_("Nobody signs up for this day beforehand."))
    if not is_open(day):
        raise SignUpRefused(_("The time of sign-up is over. Ask whoever arranges the day."))


def _enter(day: WorkshopDay, *, actor: User | None, key: uuid.UUID | None, **facts: Any) -> SignUp:
    _check(day, facts["email"], facts["first"], facts["second"])
    one = SignUp(day=day, **({"key": key} if key else {}))
    _set_facts(one, **facts)
    _seat(one, _best_place(one, places_of(day)))
    one.full_clean()
    one.save()
    record("workshops.sign_up.made", one, actor=actor, changes={"seat": [None, one.seat]})
    if one.email:
        send_mail(SIGNED_UP, one, actor=actor)
    return one


def _check(
    day: WorkshopDay, email: str, first: Workshop, second: Workshop | None, *, but: SignUp | None = None
) -> None:
    _refuse_foreign(day, first, "first")
    if second is not None:
        _refuse_foreign(day, second, "second")
        if second.pk == first.pk:
            raise SignUpRefused(_("Choose another workshop as the second choice."), field="second")
    others = SignUp.objects.filter(day=day, email=email.casefold()).exclude(seat=Seat.CANCELLED)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if email and others.exists():
        raise SignUpRefused(_("Somebody has signed up with this address already."), field="email")


def _refuse_foreign(day: WorkshopDay, workshop: Workshop, field: str) -> None:
    if workshop.day_id != day.pk:
        raise SignUpRefused(_("Choose a workshop of this day."), field=field)


def _set_facts(
    sign_up: SignUp,
    *,
    name: str,
    organisation: str,
    email: str,
    municipality: Municipality | None,
    first: Workshop,
    second: Workshop | None,
) -> None:
    sign_up.name_label, sign_up.organisation_label, sign_up.email = name, organisation, email.casefold()
    if sign_up.municipality != municipality or not sign_up.pk:
        with override(sign_up.day.meeting.language):
            sign_up.municipality_label = municipality.name if municipality else ""
    sign_up.municipality, sign_up.first, sign_up.second = municipality, first, second


def _facts_of(sign_up: SignUp) -> dict[str, str | int | None]:
    names = ("name_label", "organisation_label", "email", "municipality_id", "first_id", "second_id")
    return {name.removesuffix("_id"): getattr(sign_up, name) for name in names}


def _best_place(sign_up: SignUp, places: Places, *, kept: Workshop | None = None) -> Workshop | None:
    """The first wish with room; ``kept`` is a workshop where the person sits already, whatever the limits say."""
    for wish in (sign_up.first, sign_up.second):
        if wish is not None and (wish == kept or places.has_room(wish, sign_up.municipality_id)):
            return wish
    return None


def _seat(sign_up: SignUp, workshop: Workshop | None) -> None:
    move(sign_up, Seat.PLACED if workshop else Seat.WAITING, SEAT_MOVES, field="seat")
    sign_up.workshop = workshop


def _save(sign_up: SignUp) -> None:
    sign_up.version += 1
    sign_up.full_clean()
    sign_up.save()


def _tell(sign_up: SignUp, actor: User | None) -> None:
    """That something has changed, once for each change."""
    if sign_up.email:
        send_mail(SIGN_UP_NEWS, sign_up, actor=actor, key=str(sign_up.version))
