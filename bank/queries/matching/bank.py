"""The members of a bank as the rules and the ranking see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
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
        on_day, answers, work = self._rows.on(day, order.method_id), self._answers, self._work
        # An order whose day has passed needs people who are in the bank now.
        days = (self.today, max(self.today, day))
        return [
            MemberFacts(
                member_id=member.pk,
                person_id=member.person_id,
                name=member.person.name,
                in_bank=all(_is_in_bank(member, one) for one in days),
                paused=self._rows.is_paused(member.pk, day, last),
                states=on_day.states[member.pk],
                qualified_since=on_day.since[member.pk],
                units=on_day.units[member.person_id],
                home_municipality=on_day.homes.get(member.pk),
                work_municipalities=on_day.work[member.person_id],
                areas=self._areas[member.pk],
                languages=frozenset(member.languages),
                yearly_limit_hours=member.yearly_limit_hours,
                minutes_in_year=work.minutes_in_year(member.pk, day.year)
                + TYPICAL_MINUTES * self._proposed_times[member.pk],
                engagements=work.engagements(member.pk, but=order.pk),
                drafted=tuple(self._proposed[member.pk]),
                involved=(order.pk, member.pk) in answers.involved,
                declined=answers.has_declined(order.pk, member.pk, order.wished_text),
                unanswered=answers.left_unanswered(order.pk, member.pk),
                ask_again_on=answers.ask_again_on(member.pk),
            )
            for member in self.members
        ]

    def for_ranking(self, order: Order) -> list[MemberFacts]:
        """Facts for the rules, and what the ranking weighs beside them."""
        on_day, work, asked = (
            self._rows.on(order.wished_earliest or self.today, order.method_id),
            self._work,
            self._answers,
        )
        return [
            replace(
                one,
                minutes_in_span=work.minutes_in_span(one.member_id)
                + TYPICAL_MINUTES * self._proposed_times[one.member_id],
                last_asked=self.today if self._proposed_times[one.member_id] else asked.last_asked.get(one.member_id),
                points=on_day.points[one.member_id],
                together=work.together[one.member_id],
            )
            for one in self.of(order)
        ]


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
