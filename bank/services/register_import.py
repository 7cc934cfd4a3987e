"""Taking in an older register of orders, whole: what is uncertain or missing is marked, and nothing is invented."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bank.enums import OUTCOMES_WITH_REASON, OrderStep, Outcome, OutcomeReason, SlotRole
from bank.models import ImportedRow, Order, Slot
from bank.services.events import log_step
from bank.services.orders import draw_number
from core.errors import DomainError
from core.fuzzydates import FuzzyDate, FuzzyDateError, parse
from core.guard import refuse_identity_code, strip_controls
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
MAX_BYTES = 5_000_000


class RegisterError(DomainError):
    """The file was refused; ``problems`` is ``[(line number or None, message)]``. Nothing was loaded."""

    def __init__(self, problems: list[tuple[int | None, str]]) -> None:
        self.problems = problems
        super().__init__(
            "\n".join(
                _("Line %(line)d: %(message)s") % {"line": line, "message": message} if line else message
                for line, message in problems
            )
        )


@dataclass(frozen=True)
class ImportResult:
    """How many orders a run made, and how many were there already."""

    created: int
    unchanged: int


@dataclass(frozen=True)
class _Line:
    number: int
    cells: dict[str, str]
    wished: FuzzyDate | None


@transaction.atomic
def import_register(
    network: Network, content: bytes, *, register: str, years: tuple[int, int], actor: User | None
) -> ImportResult:
    """Load a register (CSV, UTF-8, the columns ``COLUMNS``) as orders with an outcome.

    ``register`` names it; a row of the same register and number that is there already is left as it is. ``years`` is
    the span under which rows without a date are printed. Raises ``RegisterError`` with every problem of the file.
    """
    lines, problems = _read(content)
    stored = {row.row: row.cells for row in ImportedRow.objects.filter(order__network=network, register=register)}
    for line in lines:
        if stored.get(line.cells["row"], line.cells) != line.cells:
            problems.append(
                (line.number, _("This row was imported before with other content. Edit the order instead."))
            )
    if problems:
        raise RegisterError(problems)
    new = [line for line in lines if line.cells["row"] not in stored]
    for line in new:
        _create(network, line, register, years, actor)
    return ImportResult(created=len(new), unchanged=len(lines) - len(new))


def _read(content: bytes) -> tuple[list[_Line], list[tuple[int | None, str]]]:
    if len(content) > MAX_BYTES:
        return [], [(None, _("The file is too large: at most 5 MB."))]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [], [(line, _("The file is not UTF-8 text."))]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, problems, seen = [], [], set()
    try:
        header = next(reader, [])
        if header != COLUMNS:
            return [], [(1, _("The columns must be: %(columns)s.") % {"columns": ", ".join(COLUMNS)})]
        for values in reader:
            number = reader.line_num
            if not values:
                continue
            if len(values) != len(COLUMNS):
                message = _("There are %(count)d cells; there must be %(wanted)d.")
                problems.append((number, message % {"count": len(values), "wanted": len(COLUMNS)}))
                continue
            cells = {name: strip_controls(value).strip() for name, value in zip(COLUMNS, values, strict=True)}
            found = _check(cells, seen)
            problems += [(number, message) for message in found]
            if not found:
                lines.append(_Line(number, cells, _wished(cells["date"])))
    except csv.Error:
        problems.append((reader.line_num, _("The line is not valid CSV.")))
    if not lines and not problems:
        problems.append((None, _("The file has no rows.")))
    return lines, problems


def _check(cells: dict[str, str], seen: set[str]) -> list[str]:
    """Messages about one row; they never repeat a cell that may hold a personal identity code."""
    try:
        refuse_identity_code("\n".join(cells.values()))
    except ValidationError as error:
        return error.messages
    found = []
    if not re.fullmatch(r"\d{1,6}", cells["row"]):
        found.append(_("The row number is missing or is not a number."))
    elif cells["row"] in seen:
        found.append(_("The row number %(row)s is there twice.") % {"row": cells["row"]})
    seen.add(cells["row"])
    if not cells["order_text"]:
        found.append(_("The text of the order is missing."))
    if cells["status"] not in OUTCOMES:
        message = _("The status “%(status)s” is unknown; it must be one of: %(known)s.")
        found.append(message % {"status": cells["status"][:40], "known": ", ".join(filter(None, OUTCOMES))})
    for name, limit in {"order_text": 300, "orderer": 150, "method": 120, "place": 150, "date": 120,
                        "status_text": 500}.items():  # fmt: skip
        if len(cells[name]) > limit:
            message = _("The cell “%(column)s” is longer than %(limit)d characters.")
            found.append(message % {"column": name, "limit": limit})
    if any(len(name) > 150 for name in cells["leaders"].split(";")):
        found.append(_("A name in the cell “leaders” is longer than 150 characters."))
    return found


def _wished(text: str) -> FuzzyDate | None:
    """The date as written; words that are no date at all are kept as raw text only."""
    try:
        return parse(text, today=timezone.localdate()) if text else None
    except FuzzyDateError:
        return None


def _create(network: Network, line: _Line, register: str, years: tuple[int, int], actor: User | None) -> None:
    cells, first_day = line.cells, date(years[0], 1, 1)
    dated = line.wished is not None and line.wished.earliest is not None
    word = OUTCOMES[cells["status"]]
    outcome, now = "" if word == POSTPONED else word, timezone.now()
    order = Order(
        network=network,
        created_by=actor,
        received_on=None,
        summary=cells["order_text"],
        method=method_for_register_word(cells["method"]) if cells["method"] else None,
        method_label=cells["method"],
        organisation_label=cells["orderer"],
        place=cells["place"],
        wished=line.wished,
        outcome=outcome,
        outcome_at=now if outcome else None,
        closed_at=now if outcome else None,
        postponed_at=now if word == POSTPONED else None,
        outcome_reason=_reason(cells, outcome),
        outcome_note=_what_else(cells) if outcome else "",
        # Rows keep the order of the old page: they share its first day, then their own order (Order.register_date).
        register_date=first_day,
        register_first_year=line.wished.earliest.year if dated else years[0],
        register_last_year=line.wished.latest.year if dated else years[1],
        year=years[0],
        number=draw_number(network, years[0]),
    )
    order.full_clean()
    order.save()
    for position, (name, role) in enumerate(_leaders(cells)):
        slot = Slot(order=order, name_label=name, role=role, position=position)
        slot.full_clean()
        slot.save()
    ImportedRow.objects.create(
        order=order, register=register, row=cells["row"], cells=cells, uncertain=_uncertain(line)
    )
    log_step(order, OrderStep.IMPORTED, actor=actor, changes={"row": [None, cells["row"]]})


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


def _uncertain(line: _Line) -> dict[str, str]:
    """Cells that are missing, unreadable or marked as less than highly certain, and why: ``{column: reason}``."""
    cells = line.cells
    uncertain = {name: "missing" for name in EXPECTED if not cells[name]}
    if cells["date"] and line.wished is None:
        uncertain["date"] = "not understood as a date"
    for part in re.split(r";\s*(?![^()]*\))", cells["certainty"]):
        key, colon, level = part.partition(":")
        if colon and not level.strip().startswith("high"):
            key = CERTAINTY_KEYS.get(key.strip(), key.strip())
            uncertain[key if key in COLUMNS else "row"] = level.strip()
    return uncertain
