"""Dates as people say them: "syksy 2009", "huhtikuu 2008", "mahdollisimman pian", "tulossa" (product.md, principle 6).

``parse(text, today=…)`` gives a ``FuzzyDate``: earliest and latest day, precision and the text as written.
This package needs no settings; columns, Q builders and ordering are in ``core.fuzzydates.db``, the form field and the
filter in ``core.fuzzydates.forms``.
"""

from core.fuzzydates.enums import Look, Precision, Season
from core.fuzzydates.errors import FuzzyDateError
from core.fuzzydates.formats import understood
from core.fuzzydates.parsing import parse, times_of
from core.fuzzydates.values import MAX_LENGTH, FuzzyDate

__all__ = [
    "MAX_LENGTH",
    "FuzzyDate",
    "FuzzyDateError",
    "Look",
    "Precision",
    "Season",
    "parse",
    "times_of",
    "understood",
]
