"""Who may facilitate what, without a database: plain facts in, verdicts with their words out.

``bank.queries.matching`` loads the facts; ``rules`` says never, only with a reason, or take care.
"""

from bank.matching.facts import MemberFacts, OrderFacts
from bank.matching.rules import Level, Verdict, exceptions, refusals, verdicts, warnings

__all__ = ["Level", "MemberFacts", "OrderFacts", "Verdict", "exceptions", "refusals", "verdicts", "warnings"]
