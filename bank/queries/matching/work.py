"""The work of members: hours recorded, led and promised, and with whom they have led."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear

from bank.enums import LEADING, Outcome, SessionPart, SlotRole
from bank.matching import Days, Together
from bank.models import Invitation, Member, SessionFacilitator, Slot
from bank.queries.matching.days import of_members

# A meeting of the field with its travel, where nobody has recorded the hours.
TYPICAL_MINUTES = 180
# Two who led together longer ago than this are as good as a new pair.
PAIR_MEMORY = timedelta(days=730)


class Work:
    """What the members have done, and what they are promised for; each part is read when it is first needed.

    Goes from the orders that are open or recent, which are few, to those who lead them.
    """

    def __init__(self, members: list[Member], *, today: date, span_begins: date) -> None:
        self.ids = [member.pk for member in members]
        self.networks = {member.network_id for member in members}
        self.today, self.span_begins = today, span_begins

    def engagements(self, member: int, *, but: int) -> tuple[Days, ...]:
        """The days for which a member is promised to other orders than ``but``."""
        found = self._promised.get(member, ())
        return tuple((first, last) for order, first, last in found if order != but and first and last)

    def minutes_in_year(self, member: int, year: int, *, but: int) -> int:
        """The minutes of a year, without what the order ``but`` promises: it is that order which is weighed."""
        own = sum(
            order == but and (first or self.today).year == year
            for order, first, _last in self._promised.get(member, ())
        )
        return self._minutes[0][member][year] - TYPICAL_MINUTES * own

    def minutes_in_span(self, member: int) -> int:
        return self._minutes[1][member]

    @cached_property
    def _minutes(self) -> tuple[dict[int, Counter[int]], Counter[int]]:
        """By member and year, and by member in the span: recorded, led without a record, and promised."""
        years, span = defaultdict(Counter), Counter()
        begins = min(self.span_begins, date(self.today.year, 1, 1))
        for member, year, total, recent in self._recorded(begins):
            years[member][year] += total
            span[member] += recent
        for member, held in self._led_without_record(begins):
            years[member][held.year] += TYPICAL_MINUTES
            span[member] += TYPICAL_MINUTES if held >= self.span_begins else 0
        for member, promised in self._promised.items():
            for _order, first, _last in promised:
                years[member][(first or self.today).year] += TYPICAL_MINUTES
                span[member] += TYPICAL_MINUTES
        return years, span

    def _recorded(self, begins: date) -> Iterable[tuple[int, int, int, int]]:
        """``(member, year, minutes, minutes in the span)`` of held sessions."""
        minutes = Coalesce(F("minutes"), TYPICAL_MINUTES) + Coalesce(F("travel_minutes"), 0)
        rows = SessionFacilitator.objects.filter(session__held_latest__gte=begins, member__isnull=False).order_by()
        rows = of_members(rows.filter(session__order__network__in=self.networks), self.ids)
        rows = rows.exclude(part=SessionPart.HINDERED, minutes__isnull=True)
        recent = Sum(minutes, filter=Q(session__held_latest__gte=self.span_begins), default=0)
        by_year = rows.annotate(year=ExtractYear("session__held_latest")).values_list("member", "year")
        return by_year.annotate(total=Sum(minutes), recent=recent)

    def _led_without_record(self, begins: date) -> Iterable[tuple[int, date]]:
        """Orders that were held and led by a member, and nobody has told of the hours."""
        told = SessionFacilitator.objects.filter(session__order=OuterRef("order"), member=OuterRef("member"))
        slots = Slot.objects.leading().filter(member__isnull=False, order__held_latest__gte=begins).order_by()
        slots = of_members(slots.filter(order__network__in=self.networks), self.ids)
        return slots.filter(~Exists(told)).values_list("member", "order__held_latest")

    @cached_property
    def _promised(self) -> dict[int, list[tuple[int, date | None, date | None]]]:
        """The open orders in whose team each member is or is asked to be: ``(order, first day, last day)``.

        A postponed order promises nobody's time.
        """
        found = defaultdict(list)
        is_open = Q(order__network__in=self.networks, order__outcome="", order__postponed_at__isnull=True)
        slots = Slot.objects.in_team().filter(is_open, member__isnull=False).exclude(role=SlotRole.OBSERVER).order_by()
        asked = Invitation.objects.waiting(self.today).filter(is_open).exclude(slot__role=SlotRole.OBSERVER).order_by()
        slots, asked = of_members(slots, self.ids), of_members(asked, self.ids)
        names = ("member", "order", "order__wished_earliest", "order__wished_latest")
        for member, *engagement in {*slots.values_list(*names), *asked.values_list(*names)}:
            found[member].append(tuple(engagement))
        return found

    @cached_property
    def together(self) -> dict[int, dict[int, Together]]:
        """Who has led with whom lately, or is to: ``{member: {partner: Together}}``."""
        found = defaultdict(dict)
        slots = Slot.objects.leading().filter(
            order__network__in=self.networks,
            order__register_date__gte=self.today - PAIR_MEMORY,
            order__outcome__in=["", Outcome.CARRIED_OUT],
        )
        partner = Q(
            order__slots__member__gt=F("member"),
            order__slots__role__in=LEADING,
            order__slots__removed_at__isnull=True,
        )
        pairs = slots.filter(partner).order_by().values_list("member", "order__slots__member")
        for one, other, times, last in pairs.annotate(times=Count("pk"), last=Max("order__register_date")):
            found[one][other] = found[other][one] = Together(times, last)
        return found
