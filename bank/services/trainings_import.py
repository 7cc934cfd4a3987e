"""Taking in older trainings, whole: what is uncertain or missing is marked, and nothing is invented."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import Category, Counting
from bank.models import Training
from bank.services.csv_files import ImportResult, marks, read_lines, split_known, too_long
from bank.services.trainings import import_rows
from core.fuzzydates import FuzzyDate, FuzzyDateError, Precision, parse
from network.models import Network, User

COLUMNS = ["row", "year", "date_text", "place", "kind", "project", "participants", "qualified", "note", "certainty",
           "section", "source_text"]  # fmt: skip
# Cells that every training has; an empty one is marked as missing.
EXPECTED = ("year", "place", "project")
# The words by which a training tells what it qualifies as; the first that fits.
CATEGORY_WORDS = (
    ("puheeksiottamisen kouluttaja", Category.WORRY_TRAINER),
    ("puheeksioton kouluttaja", Category.WORRY_TRAINER),
    ("koollekutsuja", Category.CONVENER),
    ("verkostokonsultti", Category.CONSULTANT),
)
_YEARS = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?")


@transaction.atomic
def import_trainings(network: Network, content: bytes, *, register: str, actor: User | None) -> ImportResult:
    """Load trainings (CSV, UTF-8, the columns ``COLUMNS``); every cell is kept as written.

    ``register`` names the file; a row of the same file and number that is there already is left as it is. Raises
    ``FileRefused`` with every problem of the file.
    """
    lines, problems = read_lines(content, COLUMNS, _check)
    stored = dict(Training.objects.filter(network=network, register=register).values_list("row", "cells"))
    new, result = split_known(lines, problems, stored)
    import_rows(network, [_row(line.cells, register) for line in new], actor=actor)
    return result


def _check(cells: dict[str, str]) -> list[str]:
    found = []
    if not cells["kind"]:
        found.append(_("The kind of the training is missing."))
    if cells["year"] and not _YEARS.fullmatch(cells["year"]):
        found.append(_("The year must be like 2005 or 2005-2006."))
    elif cells["year"] and _last_year(cells["year"]) < _first_year(cells["year"]):
        found.append(_("The last year must not be before the first."))
    for name in ("participants", "qualified"):
        if cells[name] and not re.fullmatch(r"[0-9]{1,6}", cells[name]):
            found.append(_("The cell “%(column)s” is not a whole number.") % {"column": name})
    limits = {"kind": 200, "project": 200, "place": 200, "date_text": 120, "note": 1000}
    return found + too_long(cells, limits)


def _row(cells: dict[str, str], register: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts of a row, and where it comes from."""
    days = re.search(r"(\d+(?:\.\d)?) contact days", cells["note"])
    facts = {
        "name": cells["kind"],
        "category": _category(cells["kind"]),
        "project": cells["project"],
        "place": cells["place"],
        "date": _date(cells),
        "days": Decimal(days[1]) if days else None,
        "participants_count": _number(cells["participants"]),
        "qualified_count": _number(cells["qualified"]),
        "counting": _counting(cells),
        "note": cells["note"],
    }
    source = {"register": register, "row": cells["row"], "cells": cells, "uncertain": _uncertain(cells)}
    return facts, source


def _category(kind: str) -> str:
    words = kind.lower()
    return next((category for word, category in CATEGORY_WORDS if word in words), "")


def _counting(cells: dict[str, str]) -> str:
    """A total of other rows, or words about the whole country, is not one training."""
    if "summarivi" in cells["kind"].lower() or cells["note"].lower().startswith("total of"):
        return Counting.SUMMARY
    if cells["note"].lower().startswith("context"):
        return Counting.CONTEXT
    return Counting.COUNTED


def _date(cells: dict[str, str]) -> FuzzyDate | None:
    """The words as written, with the days that they and the year give; without a year there are no days."""
    text, years = cells["date_text"] or cells["year"], cells["year"]
    if not text:
        return None
    if not years:
        return FuzzyDate(None, None, Precision.UNKNOWN, text)
    first, last = date(_first_year(years), 1, 1), date(_last_year(years), 12, 31)
    if re.search(r"(?:19|20)\d\d", text):
        try:
            found = parse(text, today=timezone.localdate())
        except FuzzyDateError:
            found = None
        if found and found.earliest and first <= found.earliest and found.latest <= last:
            return found
    return FuzzyDate(first, last, Precision.YEAR if first.year == last.year else Precision.RANGE, text)


def _first_year(years: str) -> int:
    return int(_YEARS.fullmatch(years)[1])


def _last_year(years: str) -> int:
    return int(_YEARS.fullmatch(years)[2] or years)


def _number(text: str) -> int | None:
    return int(text) if text else None


def _uncertain(cells: dict[str, str]) -> dict[str, str]:
    """Cells that are missing or marked as less than highly certain, and why: ``{column: reason}``."""
    uncertain = {name: "missing" for name in EXPECTED if not cells[name]}
    if not cells["participants"] and not cells["qualified"]:
        uncertain["participants"] = "missing"
    if "lower bound" in cells["certainty"]:
        uncertain |= {name: "lower bound" for name in ("participants", "qualified") if cells[name]}
    return uncertain | marks(cells["certainty"], COLUMNS)
