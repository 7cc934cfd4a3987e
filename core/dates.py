"""Days and months of retention, in the product's time zone."""

import calendar
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def months_before(day: date, months: int) -> date:
    """The day so many months earlier, or the last of that month where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def end_of(day: date) -> datetime:
    """The moment at which a day ends: what is earlier was on that day or before it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
