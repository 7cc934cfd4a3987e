"""Promises of a member's time; the database refuses two that overlap."""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from bank.models import Booking, Member, Session
from core.errors import DomainError
from core.fuzzydates import FuzzyDate, Precision


def times_of_session(date: FuzzyDate | None) -> tuple[datetime | None, datetime | None]:
    """When a session begins and ends, Helsinki time: a day with its times, the whole day without them.

    ``(None, None)`` for a date that is not a single day: it books nobody.
    """
    if date is None or date.precision != Precision.DAY or date.earliest != date.latest:
        return None, None
    if date.starts_time is None:
        begins = timezone.make_aware(datetime.combine(date.earliest, time.min))
        return begins, timezone.make_aware(datetime.combine(date.earliest + timedelta(days=1), time.min))
    begins = timezone.make_aware(datetime.combine(date.earliest, date.starts_time))
    # A meeting of the field takes about three hours; without an end it is booked for so long.
    ends = timezone.make_aware(datetime.combine(date.earliest, date.ends_time)) if date.ends_time else None
    return begins, ends if ends and ends > begins else begins + timedelta(hours=3)


def book(session: Session, member: Member) -> None:
    """Promise a member to a session with an exact date; raises ``DomainError`` when another one has that time."""
    Booking.objects.filter(session=session, member=member).delete()
    if session.starts_at is None:
        return
    try:
        with transaction.atomic():
            Booking.objects.create(
                session=session, member=member, starts_at=session.starts_at, ends_at=session.ends_at
            )
    except IntegrityError as error:
        if "no_double_booking" not in str(error):
            raise
        raise DomainError(_whom_and_when(session, member)) from error


def _whom_and_when(session: Session, member: Member) -> str:
    """Why a member cannot be promised: who and when, and nothing of the other order."""
    others = Booking.objects.filter(member=member, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
    other = others.exclude(session=session).order_by("starts_at").first()
    if other is None:  # given back while we looked
        return _("%(name)s was already promised to another order at that time. Try again.") % {
            "name": member.person.name
        }
    return _("%(name)s is already promised to another order at that time: %(when)s.") % {
        "name": member.person.name,
        "when": span_words(other.starts_at, other.ends_at),
    }


def span_words(begins: datetime, ends: datetime) -> str:
    """A promise in words: the day with its times, or the day alone when it takes the whole day."""
    first, last = timezone.localtime(begins), timezone.localtime(ends)
    day = date_format(first, "SHORT_DATE_FORMAT")
    if first.time() == last.time() == time.min:
        return day
    return _("%(day)s at %(from)s–%(to)s") % {"day": day, "from": time_format(first), "to": time_format(last)}
