"""Signing up for the workshops of a day: places go in the order of sign-up, and no place goes twice.

Every function locks the day first: who signs up for the last place at the same moment waits, and finds it taken.
The log names the sign-up, never the person: its rows are never changed, also when the name has to go.
"""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import TransitionNotAllowed
from core.mail import send_mail
from core.states import lock, move
from network.models import Municipality, User
from workshops.enums import SEAT_MOVES, Seat
from workshops.models import SignUp, Workshop, WorkshopDay
from workshops.queries.places import Places, places_of
from workshops.queries.signups import is_open, is_over
from workshops.services.seating import SignUpRefused, fill_places, refuse_foreign, save, seat, tell
from workshops.signup_mail import SIGNED_UP


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
    _refuse_closed(day)
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
        _refuse_closed(day)
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
        seat(sign_up, _best_place(sign_up, places, kept=kept))
    save(sign_up)
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
    save(sign_up)
    record("workshops.sign_up.cancelled", sign_up, actor=actor)
    if by_host:
        tell(sign_up, actor)
    fill_places(day, actor=actor)
    return sign_up


def _refuse_closed(day: WorkshopDay) -> None:
    """Raises ``SignUpRefused`` unless people sign up by themselves today."""
    if day.signup_until is None:
        raise SignUpRefused(_("Nobody signs up for this day beforehand."))
    if not is_open(day):
        raise SignUpRefused(_("The time of sign-up is over. Ask whoever arranges the day."))


def _enter(day: WorkshopDay, *, actor: User | None, key: uuid.UUID | None, **facts: Any) -> SignUp:
    _check(day, facts["email"], facts["first"], facts["second"])
    one = SignUp(day=day, **({"key": key} if key else {}))
    _set_facts(one, **facts)
    seat(one, _best_place(one, places_of(day)))
    one.full_clean()
    one.save()
    record("workshops.sign_up.made", one, actor=actor, changes={"seat": [None, one.seat]})
    if one.email:
        send_mail(SIGNED_UP, one, actor=actor)
    return one


def _check(
    day: WorkshopDay, email: str, first: Workshop, second: Workshop | None, *, but: SignUp | None = None
) -> None:
    refuse_foreign(day, first, "first")
    if second is not None:
        refuse_foreign(day, second, "second")
        if second.pk == first.pk:
            raise SignUpRefused(_("Choose another workshop as the second choice."), field="second")
    others = SignUp.objects.filter(day=day, email=email.casefold()).exclude(seat=Seat.CANCELLED)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if email and others.exists():
        raise SignUpRefused(_("Somebody has signed up with this address already."), field="email")


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
        sign_up.municipality_label = sign_up.day.name_of(municipality)
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
