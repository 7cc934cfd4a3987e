"""Who may facilitate what, and who best, without a database: plain facts in, verdicts and proposals with words out.

``bank.queries.matching`` loads the facts; ``rules`` says never, only with a reason, not now, or take care;
``ranking`` weighs all people and all pairs; ``explain`` puts what was weighed into words.
"""

from bank.matching.distance import kilometres, nearest
from bank.matching.explain import cautions, needs, pair_words, qualification, why, why_not
from bank.matching.facts import Days, MemberFacts, OrderFacts, Place, Point, Together
from bank.matching.ranking import Candidate, Pair, Pairs, rank_pairs, rank_people
from bank.matching.rules import (
    Level,
    Verdict,
    exceptions,
    is_trainee,
    overlaps,
    refusals,
    skips,
    verdicts,
    warnings,
)
from bank.matching.teams import Proposal, propose_team

__all__ = [
    "Candidate",
    "Days",
    "Level",
    "MemberFacts",
    "OrderFacts",
    "Pair",
    "Pairs",
    "Place",
    "Point",
    "Proposal",
    "Together",
    "Verdict",
    "cautions",
    "exceptions",
    "is_trainee",
    "kilometres",
    "nearest",
    "needs",
    "overlaps",
    "pair_words",
    "propose_team",
    "qualification",
    "rank_pairs",
    "rank_people",
    "refusals",
    "skips",
    "verdicts",
    "warnings",
    "why",
    "why_not",
]
