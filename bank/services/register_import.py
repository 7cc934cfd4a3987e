"""Taking in an older register of orders, whole: what is uncertain or missing is marked, and nothing is invented."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OUTCOMES_WITH_REASON, Outcome, OutcomeReason, SlotRole
from bank.models import ImportedRow
from bank.services.csv_files import ImportResult, marks, read_lines, split_known, too_long
from bank.services.register_rows import RegisterRow, create_from_rows
from core.fuzzydates import FuzzyDate, FuzzyDateError, parse
from methods.queries import method_for_register_word
from network.models import Network, User

COLUMNS = ["row", "page", "date", "date_iso", "order_text", "orderer", "method", "place", "leaders", "status",
           "status_text", "note", "certainty"]  # fmt: skip
# "Siirtyy" is no outcome: the order waits for a new date.
POSTPONED = "postponed"
OUTCOMES = {
    "toteutunut": Outcome.CARRIED_OUT,
    "toteutunut muulla tavoin": Outcome.OTHERWISE,
    "ei toteutunut": Outcome.NOT_CARRIED_OUT,
    "peruuntunut": Outcome.CANCELLED,
    "siirtyy": POSTPONED,
    "": "",
}
# Cells that every order of a register has; an empty one is marked as missing.
EXPECTED = ("date", "orderer", "method", "place", "leaders", "status")
# What a certainty of the file speaks of, where it is not the name of a column.
CERTAINTY_KEYS = {"status text": "status_text", "status word": "status"}


@transaction.atomic
def import_register(
    network: Network, content: bytes, *, register: str, years: tuple[int, int], actor: User | None
) -> ImportResult:
    """Load a register (CSV, UTF-8, the columns ``COLUMNS``) as orders with an outcome.

    ``register`` names it; a row of the same register and number that is there already is left as it is. ``years`` is
    the span under which rows without a date are printed. Raises ``FileRefused`` with every problem of the file.
    """
    lines, problems = read_lines(content, COLUMNS, _check)
    stored = {row.row: row.cells for row in ImportedRow.objects.filter(order__network=network, register=register)}
    new, result = split_known(lines, problems, stored)
    rows = [(line.cells["row"], _row(line.cells)) for line in new]
    create_from_rows(network, rows, register=register, years=years, actor=actor)
    return result


def _check(cells: dict[str, str]) -> list[str]:
    found = []
    if not cells["order_text"]:
        found.append(_("The text of the order is missing."))
    if cells["status"] not in OUTCOMES:
        message = _("The status “%(status)s” is unknown; it must be one of: %(known)s.")
        found.append(message % {"status": cells["status"][:40], "known": ", ".join(filter(None, OUTCOMES))})
    limits = {"order_text": 300, "orderer": 150, "method": 120, "place": 150, "date": 120, "status_text": 500}
    found += too_long(cells, limits)
    if any(len(name) > 150 for name in cells["leaders"].split(";")):
        found.append(_("A name in the cell “leaders” is longer than 150 characters."))
    return found


def _wished(text: str) -> FuzzyDate | None:
    """The date as written; words that are no date at all are kept as raw text only."""
    try:
        return parse(text, today=timezone.localdate()) if text else None
    except FuzzyDateError:
        return None


def _row(cells: dict[str, str]) -> RegisterRow:
    wished = _wished(cells["date"])
    word = OUTCOMES[cells["status"]]
    outcome = "" if word == POSTPONED else word
    return RegisterRow(
        facts={
            "summary": cells["order_text"],
            "method": method_for_register_word(cells["method"]) if cells["method"] else None,
            "method_label": cells["method"],
            "organisation_label": cells["orderer"],
            "place": cells["place"],
            "wished": wished,
            "outcome": outcome,
            "outcome_reason": _reason(cells, outcome),
            "outcome_note": _what_else(cells) if outcome else "",
        },
        team=_leaders(cells),
        postponed=word == POSTPONED,
        cells=cells,
        uncertain=_uncertain(cells, wished),
    )


def _leaders(cells: dict[str, str]) -> list[tuple[str, str]]:
    """Names as written, with the role that the note gives them."""
    names = [name.strip() for name in cells["leaders"].split(";") if name.strip()]
    lead = SlotRole.TRAINEE if "leaders are consultant trainees" in cells["note"] else SlotRole.LEAD
    return [(name, SlotRole.RESERVE if f"{name} is in reserve" in cells["note"] else lead) for name in names]


def _reason(cells: dict[str, str], outcome: str) -> str:
    if outcome not in OUTCOMES_WITH_REASON:
        return ""
    if "ilman verkostokonsultteja" in cells["status_text"].lower():
        return OutcomeReason.WITHOUT_CONSULTANTS
    return OutcomeReason.NOT_RECORDED


def _what_else(cells: dict[str, str]) -> str:
    """What the status cell says besides the status word."""
    rest = re.sub(re.escape(cells["status"]), "", cells["status_text"], flags=re.IGNORECASE)
    return rest.strip(" ,.;")


def _uncertain(cells: dict[str, str], wished: FuzzyDate | None) -> dict[str, str]:
    """Cells that are missing, unreadable or marked as less than highly certain, and why: ``{column: reason}``."""
    uncertain = {name: "missing" for name in EXPECTED if not cells[name]}
    if cells["date"] and wished is None:
        uncertain["date"] = "not understood as a date"
    marked = marks(cells["certainty"], COLUMNS, CERTAINTY_KEYS)
    # "High (row unbroken in the transcript)" tells why a row is certain.
    return uncertain | {name: level for name, level in marked.items() if not level.startswith("high")}
