"""Who has signed up, as those who keep the day need it: by workshop, with the waiting list and the municipalities."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.enums import MeetingState
from workshops.enums import Seat
from workshops.models import SignUp, Workshop, WorkshopDay
from workshops.queries.lines import in_alphabet
from workshops.queries.places import programme_of


@dataclass
class Group:
    """Those who have a place in a workshop, by name; ``waits`` are those on the waiting list who wished it."""

    workshop: Workshop
    people: list[SignUp] = field(default_factory=list)
    waits: int = 0

    @property
    def municipalities(self) -> list[tuple[str, int]]:
        return count_by_municipality(self.people)

    @property
    def attended(self) -> int:
        return sum(one.attended is True for one in self.people)


@dataclass
class SignUps:
    """``waiting`` and ``cancelled`` are in the order of sign-up."""

    groups: list[Group]
    waiting: list[SignUp]
    cancelled: list[SignUp]

    @property
    def count(self) -> int:
        """Without those who have cancelled."""
        return sum(len(group.people) for group in self.groups) + len(self.waiting)

    @property
    def municipalities(self) -> list[tuple[str, int]]:
        return count_by_municipality([one for group in self.groups for one in group.people] + self.waiting)


def sign_ups_of(day: WorkshopDay) -> SignUps:
    """Two queries."""
    groups = {workshop.pk: Group(workshop) for workshop in programme_of(day)}
    workshops = {key: group.workshop for key, group in groups.items()}
    found = SignUps(list(groups.values()), [], [])
    for one in SignUp.objects.filter(day=day).order_by("pk"):
        one.day, one.first = day, workshops[one.first_id]
        one.second = workshops.get(one.second_id)
        if one.seat == Seat.PLACED:
            one.workshop = workshops[one.workshop_id]
            groups[one.workshop_id].people.append(one)
        elif one.seat == Seat.WAITING:
            found.waiting.append(one)
            for wish in filter(None, (one.first_id, one.second_id)):
                groups[wish].waits += 1
        else:
            found.cancelled.append(one)
    for group in found.groups:
        group.people.sort(key=lambda one: one.name_label.casefold())
    return found


def is_open(day: WorkshopDay) -> bool:
    """Whether people sign up by themselves today. Reads ``meeting``."""
    in_time = day.signup_until is not None and timezone.localdate() <= day.signup_until
    return in_time and day.meeting.state != MeetingState.CANCELLED and not is_over(day)


def is_over(day: WorkshopDay) -> bool:
    """Whether the day has passed; one whose date is not exact never has. Reads ``meeting``."""
    meeting = day.meeting
    last = timezone.localdate(meeting.ends_at or meeting.starts_at)
    return meeting.inexact is None and last < timezone.localdate()


def count_by_municipality(people: list[SignUp]) -> list[tuple[str, int]]:
    """Names of municipalities with how many of them come; those without one last."""
    counts = Counter(one.municipality_label for one in people)
    return [(name or _("Without a municipality"), counts[name]) for name in sorted(counts, key=in_alphabet)]


def sign_ups_with(addresses: Iterable[str], *, within: int | None = None) -> QuerySet[SignUp]:
    """Sign-ups that were made with one of the addresses, in a network (its key) or in all."""
    known = [address.casefold() for address in addresses if address]
    rows = SignUp.objects.filter(email__in=known)
    return (rows if within is None else rows.filter(day__network=within)).order_by("pk")
