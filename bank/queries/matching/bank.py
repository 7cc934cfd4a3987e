"""The members of a bank as the rules and the ranking see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from bank.matching import Days, MemberFacts, OrderFacts
from bank.models import Member, Order
from bank.queries.matching.answers import Answers
from bank.queries.matching.days import DatedRows
from bank.queries.matching.work import TYPICAL_MINUTES, Work

SPAN_MONTHS = 6


class BankFacts:
    """What is known of members, read once (a dozen queries) and told for one order after another.

    ``months`` is the span over which load is counted. ``propose`` remembers what a dry run has given a member so far.
    """

    def __init__(self, members: Iterable[Member], *, months: int = SPAN_MONTHS) -> None:
        self.members = list(members)
        self.today = timezone.localdate()
        self._rows = DatedRows(self.members)
        self._work = Work(self.members, today=self.today, span_begins=_months_before(self.today, months))
        self._answers = Answers(self.members, today=self.today)
        self._areas = _areas(self.members)
        # Read for each order again, so kept at hand.
        self._known = [(one.pk, one.person_id, frozenset(one.languages), one) for one in self.members]
        self._proposed: dict[int, list[Days]] = defaultdict(list)
        self._proposed_times: Counter[int] = Counter()

    def propose(self, member_id: int, order: OrderFacts) -> None:
        """A dry run gives the member a place of the order: work, rest and days count from now on."""
        self._proposed_times[member_id] += 1
        if order.first_day and order.last_day:
            self._proposed[member_id].append((order.first_day, order.last_day))

    def of(self, order: Order) -> list[MemberFacts]:
        """Facts for the rules, in the order of the members."""
        day = order.wished_earliest or self.today
        last = order.wished_latest or day
        on_day, answers = self._rows.on(day, order.method_id), self._answers
        work, proposed = self._work, self._proposed
        # An order whose day has passed needs people who are in the bank now.
        days = (self.today, max(self.today, day))
        key, date_text = order.pk, order.wished_text
        return [
            MemberFacts(
                member_id=pk,
                person_id=person,
                name=member.person.name,
                in_bank=all(_is_in_bank(member, one) for one in days),
                paused=self._rows.is_paused(pk, day, last),
                states=on_day.states[pk],
                qualified_since=on_day.since[pk],
                units=on_day.units[person],
                home_municipality=on_day.homes.get(pk),
                work_municipalities=on_day.work[person],
                areas=self._areas[pk],
                languages=languages,
                yearly_limit_hours=member.yearly_limit_hours,
                minutes_in_year=work.minutes_in_year(pk, day.year, but=key)
                + TYPICAL_MINUTES * self._proposed_times[pk],
                engagements=work.engagements(pk, but=key),
                drafted=tuple(proposed[pk]) if pk in proposed else (),
                involved=(key, pk) in answers.involved,
                declined=answers.has_declined(key, pk, date_text),
                unanswered=answers.left_unanswered(key, pk),
                ask_again_on=answers.ask_again_on(pk),
            )
            for pk, person, languages, member in self._known
        ]

    def for_ranking(self, order: Order) -> list[MemberFacts]:
        """Facts for the rules, and what the ranking weighs beside them."""
        on_day = self._rows.on(order.wished_earliest or self.today, order.method_id)
        found = self.of(order)
        for one in found:
            pk, times = one.member_id, self._proposed_times[one.member_id]
            one.minutes_in_span = self._work.minutes_in_span(pk) + TYPICAL_MINUTES * times
            one.last_asked = self.today if times else self._answers.last_asked.get(pk)
            one.points = on_day.points[pk]
            one.together = self._work.together[pk]
        return found


def _areas(members: list[Member]) -> dict[int, frozenset[int]]:
    found = defaultdict(set)
    rows = Member.areas.through.objects.filter(member__in=[member.pk for member in members])
    for member, municipality in rows.values_list("member_id", "municipality_id"):
        found[member].add(municipality)
    return defaultdict(frozenset, {member: frozenset(ids) for member, ids in found.items()})


def _is_in_bank(member: Member, day: date) -> bool:
    return (member.joined_on is None or member.joined_on <= day) and (member.left_on is None or member.left_on >= day)


def _months_before(day: date, months: int) -> date:
    """The day so many months ago; the last of the month where it would not exist."""
    whole = day.year * 12 + day.month - 1 - months
    first = date(whole // 12, whole % 12 + 1, 1)
    following = date((whole + 1) // 12, (whole + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
