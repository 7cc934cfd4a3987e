"""The rules of who may facilitate: never, only with a logged reason, not just now, or with a warning. Each says why.

Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, 6.2: facilitators are outsiders who neither answer for the
case nor work with the client or the matter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, QualificationState, SlotRole
from bank.matching.facts import Days, MemberFacts, OrderFacts

CLOSE_DAYS = timedelta(days=14)
# States in which somebody leads without being a trainee.
LEADS = {QualificationState.QUALIFIED, QualificationState.TO_REFRESH}


class Level(Enum):
    """How hard a rule speaks. With ``SKIP`` somebody is not proposed, but may be asked by name without a reason."""

    NEVER = "never"
    REASON = "reason"
    SKIP = "skip"
    WARN = "warn"


TEXTS = {
    "not_in_bank": _("is not in the bank at that time"),
    "orderer": _("is the orderer: a facilitator must be an outsider"),
    "involved": _("has declared not to be an outsider"),
    "in_team": _("is already in the team or being asked"),
    "same_unit": _("works in the unit that orders"),
    "trainee_leads": _("is still in training"),
    "only_trainees": _("would lead without anybody qualified"),
    "not_qualified": _("has no qualification for this place"),
    "over_limit": _("has reached the limit of %(hours)d hours a year"),
    "paused": _("has a pause at that time"),
    "declined": _("has declined this order"),
    "unanswered": _("did not answer when asked for this order"),
    "ask_again": _("wants to be asked again from %(day)s"),
    "same_day": _("is promised to another order on the same day"),
    "drafted": _("is proposed for another order at that time"),
    "not_in_training": _("is not in training"),
    "same_municipality": _("lives or works in the same municipality"),
    "outside_area": _("does not usually serve this municipality"),
    "language": _("does not lead in the language of the order"),
    "to_refresh": _("a qualification is to be refreshed"),
    "overlap": _("may be engaged on the same day"),
    "close_engagement": _("is engaged within 14 days"),
    "same_pair": _("has led with the same partner lately"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that speaks against a member; ``code`` is for tests and counting, ``text`` for people."""

    level: Level
    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words, in the language of the moment of reading."""
        values = {name: value if isinstance(value, int) else date_format(value) for name, value in self.values.items()}
        return str(TEXTS[self.code]) % values if values else str(TEXTS[self.code])


def verdicts(member: MemberFacts, order: OrderFacts, *, role: str, category: str) -> list[Verdict]:
    """Everything that speaks against a member for a place of an order, the hardest first."""
    return [
        *_never(member, order),
        *_reasons(member, order, role, category),
        *_skips(member, order, role, category),
        *_warnings(member, order, category),
    ]


def refusals(found: Iterable[Verdict]) -> list[Verdict]:
    return [one for one in found if one.level is Level.NEVER]


def exceptions(found: Iterable[Verdict]) -> list[Verdict]:
    """What is allowed only with a logged reason."""
    return [one for one in found if one.level is Level.REASON]


def skips(found: Iterable[Verdict]) -> list[Verdict]:
    """Why somebody is not proposed just now."""
    return [one for one in found if one.level is Level.SKIP]


def warnings(found: Iterable[Verdict]) -> list[Verdict]:
    return [one for one in found if one.level is Level.WARN]


def is_trainee(states: dict[str, str], category: str) -> bool:
    """Whether somebody with these qualifications is in training for a category, or for anything when none is named.

    A network consultant in training is a category of its own (table 1 of the source).
    """
    if category == Category.CONSULTANT_TRAINEE:
        category = Category.CONSULTANT
    if category and states.get(category) in LEADS:
        return False
    if not category and any(state in LEADS and one != Category.CONSULTANT_TRAINEE for one, state in states.items()):
        return False
    if category in ("", Category.CONSULTANT) and Category.CONSULTANT_TRAINEE in states:
        return True
    wanted = [states.get(category)] if category else states.values()
    return QualificationState.IN_TRAINING in wanted


def overlaps(days: Iterable[Days], first: Any, last: Any) -> bool:
    return any(begins <= last and first <= ends for begins, ends in days)


def _never(member: MemberFacts, order: OrderFacts) -> Iterator[Verdict]:
    if not member.in_bank:
        yield Verdict(Level.NEVER, "not_in_bank")
    if order.contact_person_id is not None and member.person_id == order.contact_person_id:
        yield Verdict(Level.NEVER, "orderer")
    if member.involved:
        yield Verdict(Level.NEVER, "involved")
    if member.member_id in order.team:
        yield Verdict(Level.NEVER, "in_team")


def _reasons(member: MemberFacts, order: OrderFacts, role: str, category: str) -> Iterator[Verdict]:
    if order.unit is not None and order.unit in member.units:
        yield Verdict(Level.REASON, "same_unit")
    if role == SlotRole.LEAD:
        if is_trainee(member.states, category):
            yield Verdict(Level.REASON, "trainee_leads")
        elif category and member.states.get(category) not in LEADS:
            yield Verdict(Level.REASON, "not_qualified")
    if role == SlotRole.TRAINEE and order.lacks_qualified_lead:
        yield Verdict(Level.REASON, "only_trainees")
    if member.yearly_limit_hours is not None and member.minutes_in_year >= member.yearly_limit_hours * 60:
        yield Verdict(Level.REASON, "over_limit", {"hours": member.yearly_limit_hours})
    if member.paused:
        yield Verdict(Level.REASON, "paused")


def _skips(member: MemberFacts, order: OrderFacts, role: str, category: str) -> Iterator[Verdict]:
    if member.declined:
        yield Verdict(Level.SKIP, "declined")
    if member.unanswered:
        yield Verdict(Level.SKIP, "unanswered")
    if member.ask_again_on is not None and (order.today is None or member.ask_again_on > order.today):
        yield Verdict(Level.SKIP, "ask_again", {"day": member.ask_again_on})
    if role == SlotRole.TRAINEE and not is_trainee(member.states, category):
        yield Verdict(Level.SKIP, "not_in_training")
    if _lacks_category(member, order, role, category):
        yield Verdict(Level.SKIP, "not_qualified")
    first, last = order.first_day, order.last_day
    if first and last:
        if first == last and (first, last) in member.engagements:
            yield Verdict(Level.SKIP, "same_day")
        if overlaps(member.drafted, first, last):
            yield Verdict(Level.SKIP, "drafted")


def _lacks_category(member: MemberFacts, order: OrderFacts, role: str, category: str) -> bool:
    """Whether somebody in reserve could not step into any leading place, or leads without any qualification at all."""
    if role == SlotRole.RESERVE and not category and order.categories:
        return not any(member.states.get(one) in LEADS for one in order.categories)
    return role == SlotRole.LEAD and not category and not member.states


def _warnings(member: MemberFacts, order: OrderFacts, category: str) -> Iterator[Verdict]:
    if order.municipality is not None and order.municipality in {
        member.home_municipality,
        *member.work_municipalities,
    }:
        yield Verdict(Level.WARN, "same_municipality")
    if member.areas and order.municipality is not None and order.municipality not in member.areas:
        yield Verdict(Level.WARN, "outside_area")
    if member.languages and order.language and order.language not in member.languages:
        yield Verdict(Level.WARN, "language")
    asked = [member.states.get(category)] if category else member.states.values()
    if QualificationState.TO_REFRESH in asked:
        yield Verdict(Level.WARN, "to_refresh")
    first, last = order.first_day, order.last_day
    if first and last and member.engagements:
        if overlaps(member.engagements, first, last):
            if not (first == last and (first, last) in member.engagements):
                yield Verdict(Level.WARN, "overlap")
        elif overlaps(member.engagements, first - CLOSE_DAYS, last + CLOSE_DAYS):
            yield Verdict(Level.WARN, "close_engagement")
    if order.partners and not order.partners.isdisjoint(member.together):
        yield Verdict(Level.WARN, "same_pair")
