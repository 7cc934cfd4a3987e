"""The rules of who may facilitate: never, only with a logged reason, or with a warning. Each says why.

Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, 6.2: facilitators are outsiders who neither answer for the
case nor work with the client or the matter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.utils.translation import gettext as _

from bank.enums import QualificationState, SlotRole
from bank.matching.facts import MemberFacts, OrderFacts

CLOSE_DAYS = timedelta(days=14)
NEED_NO_QUALIFICATION = {SlotRole.OBSERVER, SlotRole.TRAINEE}


class Level(Enum):
    NEVER = "never"
    REASON = "reason"
    WARN = "warn"


@dataclass(frozen=True)
class Verdict:
    """One thing that speaks against a member; ``code`` is for tests and counting, ``text`` for people."""

    level: Level
    code: str
    text: str


def verdicts(member: MemberFacts, order: OrderFacts, *, role: str, category: str) -> list[Verdict]:
    """Everything that speaks against a member for a place of an order, the hardest first."""
    found = [*_never(member, order), *_reasons(member, order, role, category), *_warnings(member, order)]
    return [Verdict(level, code, text) for level, code, text in found]


def refusals(found: Iterable[Verdict]) -> list[Verdict]:
    return [one for one in found if one.level is Level.NEVER]


def exceptions(found: Iterable[Verdict]) -> list[Verdict]:
    """What is allowed only with a logged reason."""
    return [one for one in found if one.level is Level.REASON]


def warnings(found: Iterable[Verdict]) -> list[Verdict]:
    return [one for one in found if one.level is Level.WARN]


Finding = tuple[Level, str, str]


def _never(member: MemberFacts, order: OrderFacts) -> Iterator[Finding]:
    if not member.in_bank:
        yield Level.NEVER, "not_in_bank", _("is not in the bank")
    if order.contact_person_id is not None and member.person_id == order.contact_person_id:
        yield Level.NEVER, "orderer", _("is the orderer: a facilitator must be an outsider")
    if member.involved:
        yield Level.NEVER, "involved", _("has declared not to be an outsider")
    if member.member_id in order.team:
        yield Level.NEVER, "in_team", _("is already in the team or being asked")


def _reasons(member: MemberFacts, order: OrderFacts, role: str, category: str) -> Iterator[Finding]:
    if order.unit is not None and order.unit in member.units:
        yield Level.REASON, "same_unit", _("works in the unit that orders")
    if role == SlotRole.LEAD and category:
        state = member.states.get(category)
        if state == QualificationState.IN_TRAINING:
            yield Level.REASON, "trainee_leads", _("is still in training")
        elif state not in (QualificationState.QUALIFIED, QualificationState.TO_REFRESH):
            yield Level.REASON, "not_qualified", _("has no qualification for this place")
    if member.yearly_limit_hours is not None and member.minutes_in_year >= member.yearly_limit_hours * 60:
        yield (
            Level.REASON,
            "over_limit",
            _("has reached the limit of %(hours)d hours a year") % {"hours": member.yearly_limit_hours},
        )
    if member.paused:
        yield Level.REASON, "paused", _("has a pause at that time")


def _warnings(member: MemberFacts, order: OrderFacts) -> Iterator[Finding]:
    if order.municipality is not None and order.municipality in {
        member.home_municipality,
        *member.work_municipalities,
    }:
        yield Level.WARN, "same_municipality", _("lives or works in the same municipality")
    if member.areas and order.municipality is not None and order.municipality not in member.areas:
        yield Level.WARN, "outside_area", _("does not usually serve this municipality")
    if member.languages and order.language and order.language not in member.languages:
        yield Level.WARN, "language", _("does not lead in the language of the order")
    if QualificationState.TO_REFRESH in member.states.values():
        yield Level.WARN, "to_refresh", _("a qualification is to be refreshed")
    if order.first_day and order.last_day:
        first, last = order.first_day, order.last_day
        if any(begins <= last and first <= ends for begins, ends in member.engagements):
            yield Level.WARN, "overlap", _("may be engaged on the same day")
        elif any(begins <= last + CLOSE_DAYS and first - CLOSE_DAYS <= ends for begins, ends in member.engagements):
            yield Level.WARN, "close_engagement", _("is engaged within 14 days")
