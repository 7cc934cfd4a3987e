"""Who sits in which workshop: free places given to those who wait, people moved by a host, and who was there.

As in ``signing_up``: the day is locked first, and the log names the sign-up, never the person.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import DomainError, TransitionNotAllowed
from core.mail import send_mail
from core.states import lock, move
from network.models import User
from workshops.enums import SEAT_MOVES, Seat
from workshops.models import SignUp, Workshop, WorkshopDay
from workshops.queries.places import places_of
from workshops.queries.signups import is_over
from workshops.signup_mail import SIGN_UP_NEWS


class SignUpRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """``field`` is that of the form to which the refusal belongs."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class WorkshopFull(SignUpRefused):
    """There is no free place, for anybody or for the municipality; a host may go over the limit knowingly."""


@transaction.atomic
def move_sign_up(sign_up: SignUp, *, workshop: Workshop, over_limit: bool = False, actor: User) -> SignUp:
    """Put somebody into a workshop of the day, wished or not; the place that becomes free goes to whoever waits.

    Raises ``WorkshopFull`` without ``over_limit`` when there is no room, ``SignUpRefused`` for a workshop of another
    day, and ``TransitionNotAllowed`` when it was cancelled.
    """
    day = lock(sign_up.day)
    sign_up = lock(sign_up)
    refuse_foreign(day, workshop, "workshop")
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
    save(sign_up)
    record("workshops.sign_up.moved", sign_up, actor=actor, changes={"workshop": [old, workshop.pk]})
    tell(sign_up, actor)
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
                seat(one, workshop)
                save(one)
                record("workshops.sign_up.placed", one, actor=actor, changes={"workshop": [None, workshop.pk]})
                tell(one, actor)
                placed.append(one)
    return placed


def refuse_foreign(day: WorkshopDay, workshop: Workshop, field: str) -> None:
    """Raise ``SignUpRefused`` at the field for a workshop of another day."""
    if workshop.day_id != day.pk:
        raise SignUpRefused(_("Choose a workshop of this day."), field=field)


def seat(sign_up: SignUp, workshop: Workshop | None) -> None:
    """Set where the person goes; without a workshop the person waits. Does not save."""
    move(sign_up, Seat.PLACED if workshop else Seat.WAITING, SEAT_MOVES, field="seat")
    sign_up.workshop = workshop


def save(sign_up: SignUp) -> None:
    """Save a change of the sign-up as its next version."""
    sign_up.version += 1
    sign_up.full_clean()
    sign_up.save()


def tell(sign_up: SignUp, actor: User | None) -> None:
    """Mail that something has changed, once for each change; nothing without an address."""
    if sign_up.email:
        send_mail(SIGN_UP_NEWS, sign_up, actor=actor, key=str(sign_up.version))
