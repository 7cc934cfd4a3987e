"""The figures of a span of days: counts and medians by codes, without a word of any language and without names.

``figures_of`` gives them as they are now; those of a closed year are kept (``YearStatistic``). ``load`` is about
people and therefore kept by nobody.
"""

from bank.queries.figures.agreements import Uncovered, uncovered_orderers
from bank.queries.figures.load import Load, load_by_person
from bank.queries.figures.municipalities import by_todays_municipality
from bank.queries.figures.reading import figures_of
from bank.queries.figures.spans import Span, counted

__all__ = [
    "Load",
    "Span",
    "Uncovered",
    "by_todays_municipality",
    "counted",
    "figures_of",
    "load_by_person",
    "uncovered_orderers",
]
