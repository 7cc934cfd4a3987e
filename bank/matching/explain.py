"""Why somebody is proposed, and why not, in a line each."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bank.enums import QualificationState, SlotRole
from bank.matching.facts import OrderFacts, Together
from bank.matching.ranking import Candidate, months_between
from bank.matching.rules import Level, is_trainee

SEPARATOR = " · "


def why(candidate: Candidate, order: OrderFacts, *, months: int) -> str:
    """The facts that were weighed: qualification, load in the chosen months, when last asked, distance, pair.

    "pätevä 2006 · 0 h / 6 kk · viimeksi kysytty 14 kk sitten · 42 km · uusi pari"
    """
    member = candidate.member
    hours = round(member.minutes_in_span / 60)
    parts = [
        qualification(candidate),
        _("%(hours)d h / %(months)d months") % {"hours": hours, "months": months},
        _last_asked(member.last_asked, order.today),
        _("distance not known") if candidate.distance is None else _("%(km)d km") % {"km": candidate.distance},
    ]
    if order.partners and candidate.place.role in (SlotRole.LEAD, SlotRole.TRAINEE):
        before = [member.together[one] for one in order.partners if one in member.together]
        parts.append(pair_words(max(before, key=lambda one: one.last) if before else None))
    return SEPARATOR.join(parts)


def pair_words(together: Together | None) -> str:
    """Whether two lead together for the first time."""
    if together is None:
        return _("new pair")
    words = ngettext(
        "the same pair again: %(count)d time, %(year)d",
        "the same pair again: %(count)d times, %(year)d",
        together.times,
    )
    return words % {"count": together.times, "year": together.last.year}


def cautions(candidate: Candidate) -> list[str]:
    """What to take care of, as sentences without a name; that a pair is not new stands in ``why``."""
    return [one.text for one in candidate.verdicts if one.level is Level.WARN and one.code != "same_pair"]


def needs(candidate: Candidate) -> list[str]:
    """What a logged reason is needed for."""
    return [one.text for one in candidate.verdicts if one.level is Level.REASON]


def why_not(candidate: Candidate) -> str:
    """Why somebody is left out, in one line: the hardest first."""
    return SEPARATOR.join(one.text for one in candidate.verdicts if one.level is not Level.WARN)


def qualification(candidate: Candidate) -> str:
    """What the member is, for the place."""
    states, category = candidate.member.states, candidate.place.category
    since = candidate.member.qualified_since
    if is_trainee(states, category):
        return _("in training")
    if (category and category not in states) or not states:
        return _("no qualification for this place")
    days = [since[category]] if category in since else [] if category else list(since.values())
    if states.get(category) == QualificationState.TO_REFRESH:
        return _("to be refreshed")
    return _("qualified %(year)d") % {"year": min(days).year} if days else _("qualified")


def _last_asked(day: date | None, today: date | None) -> str:
    if day is None or today is None:
        return _("never asked")
    months = months_between(day, today)
    if months == 0:
        return _("last asked less than a month ago")
    return ngettext("last asked %(count)d month ago", "last asked %(count)d months ago", months) % {"count": months}
