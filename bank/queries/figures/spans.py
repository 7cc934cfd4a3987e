"""Spans of days, and which orders belong to one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bank.models import COUNTED_ON, Order
from network.models import Network


@dataclass(frozen=True)
class Span:
    """From one day to another, both included."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int) -> "Span":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def year(self) -> int | None:
        """The year when it is one whole year."""
        return self.first.year if self == Span.of_year(self.first.year) else None

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last


def counted(network: Network, span: Span) -> QuerySet[Order]:
    """The orders that figures of the span count (``COUNTED_ON``); each is in the figures of one year only."""
    return Order.objects.filter(network=network).alias(counted_on=COUNTED_ON).filter(counted_on__range=span.days)
