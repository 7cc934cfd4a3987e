"""The register of orders as a sheet. It never holds a concern or a contact person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bank.enums import OUTCOMES_WITH_REASON, OrderKind, Outcome, OutcomeReason, PrintedWord, SlotRole
from bank.models import ImportedRow, Order
from bank.queries import facilitators_of, printed_word, register_rows
from core.spreadsheets import Column, Sheet, SheetRow, Value
from core.spreadsheets.sheets import comparable
from core.spreadsheets.understanding import RowReader, RowState, Understood, by_name, choice_words, compare, excel_date
from methods.models import Method
from network.models import Municipality, Network, Organisation
from network.queries import municipalities_by_name, organisations_by_name

SHEET = Sheet(
    gettext_lazy("Register of orders"),
    (
        Column("number", gettext_lazy("Number"), width=10),
        Column("received", gettext_lazy("Received"), width=12),
        Column("summary", gettext_lazy("What is ordered"), required=True, width=50),
        Column("orderer", gettext_lazy("Ordering organisation"), width=30),
        Column("method", gettext_lazy("Method"), width=24),
        Column("kind", gettext_lazy("Kind"), width=14),
        Column("municipality", gettext_lazy("Municipality"), width=16),
        Column("place", gettext_lazy("Place"), width=20),
        Column("wished", gettext_lazy("Wished date"), width=18),
        Column("held", gettext_lazy("Held"), width=18),
        Column("participants", gettext_lazy("Participants"), width=24),
        Column("payer", gettext_lazy("Payer"), width=20),
        Column("team", gettext_lazy("Facilitators"), width=36),
        Column("word", gettext_lazy("Status"), required=True, width=24),
        Column("reason", gettext_lazy("Reason"), width=24),
        Column("note", gettext_lazy("What happened instead"), width=36),
    ),
)
# Whether its date has passed is told by the day and not by the register.
_SAME_WORD = {PrintedWord.OVERDUE: PrintedWord.UPCOMING}
_NUMBER = re.compile(r"([0-9]{1,8})/([0-9]{4})")
_ROLE = re.compile(r"(.*\S)\s*\(([^()]+)\)")


@dataclass
class _Known:
    """What the rows are held against; read once."""

    methods: dict[str, list[Method]]
    organisations: dict[str, list[Organisation]]
    municipalities: dict[str, list[Municipality]]
    orders: dict[tuple[int, int], Order]
    imported: set[frozenset]
    kinds: dict[str, str]
    words: dict[str, str]
    reasons: dict[str, str]
    roles: dict[str, str]


def export_rows(network: Network, variant: str) -> Iterator[list[Value]]:
    """``variant`` is the span of years, as of the printed register: "2008-2009"."""
    first, _dash, last = variant.partition("-")
    orders = Order.objects.filter(network=network).of_years(int(first), int(last))
    orders = register_rows(orders.in_register_order())
    for order in orders.iterator(chunk_size=1000):
        facts = facts_of(order)
        yield [
            str(order),
            facts["received_on"],
            facts["summary"],
            facts["organisation_label"],
            facts["method_label"],
            order.get_kind_display(),
            facts["municipality_label"],
            facts["place"],
            excel_date(facts["wished"]),
            excel_date(facts["held"]),
            facts["participants"],
            facts["payer"],
            "; ".join(_member_words(name, role) for name, role in facts["team"]),
            str(printed_word(order).label),
            order.get_outcome_reason_display(),
            facts["outcome_note"],
        ]


def facts_of(order: Order) -> dict[str, Any]:
    """What a row tells of an order; reads ``slots``."""
    names = ("received_on", "summary", "organisation_label", "method_label", "kind", "municipality_label", "place",
             "wished", "held", "participants", "payer", "outcome_reason", "outcome_note")  # fmt: skip
    word = printed_word(order)
    return {name: getattr(order, name) for name in names} | {
        "team": [(slot.name_label, str(slot.role)) for slot in facilitators_of(order)],
        "word": str(_SAME_WORD.get(word, word)),
    }


def read_rows(network: Network, rows: Iterable[SheetRow]) -> list[Understood]:
    rows, seen = list(rows), {}
    known = _known(network, rows)
    return [_read(row, known, seen) for row in rows]


def _known(network: Network, rows: list[SheetRow]) -> _Known:
    methods = Method.objects.prefetch_related("synonyms")
    numbers = {match.groups() for row in rows if (match := _NUMBER.fullmatch(row.cells["number"]))}
    orders = Order.objects.filter(
        network=network,
        number__in={int(one) for one, _year in numbers},
        year__in={int(year) for _one, year in numbers},
    )
    imported = ImportedRow.objects.filter(order__network=network, row__in=[str(row.number) for row in rows])
    return _Known(
        methods=by_name(
            methods, lambda one: [one.name_fi, one.name_sv, one.name_en, *(s.text for s in one.synonyms.all())]
        ),
        organisations=organisations_by_name(network),
        municipalities=municipalities_by_name(),
        orders={(order.number, order.year): order for order in register_rows(orders)},
        imported={_frozen(cells) for cells in imported.values_list("cells", flat=True)},
        kinds=choice_words(OrderKind),
        words=choice_words(PrintedWord),
        reasons=choice_words(OutcomeReason),
        roles=choice_words(SlotRole),
    )


def _frozen(cells: dict[str, str]) -> frozenset:
    return frozenset(cells.items())


def _read(row: SheetRow, known: _Known, seen: dict[tuple[int, int], int]) -> Understood:
    reader = RowReader(row, SHEET)
    number = _own_number(reader, seen)
    order = known.orders.get(number)
    word = reader.choice("word", known.words, PrintedWord)
    if row.cells["word"] and not word:
        reader.kept.pop("word")
        reader.refuse("word", _("This word is not known. It must be one of: %(known)s.") % {
            "known": ", ".join(str(one.label) for one in PrintedWord)})  # fmt: skip
    reason = reader.choice("reason", known.reasons, OutcomeReason)
    outcome = word if word in Outcome.values else ""
    facts = {
        "received_on": reader.day("received"),
        "summary": reader.text("summary", 300, required=True),
        "organisation_label": reader.text("orderer", 150),
        "method_label": reader.text("method", 120),
        "kind": reader.choice("kind", known.kinds, OrderKind),
        "municipality_label": reader.text("municipality", 60),
        "place": reader.text("place", 150),
        "wished": reader.fuzzy("wished", order and order.wished),
        "held": reader.fuzzy("held", order and order.held),
        "participants": reader.text("participants", 250),
        "payer": reader.text("payer", 150),
        "outcome_reason": reason,
        "outcome_note": reader.text("note", 500, lines=True),
        "team": _team(reader, known),
        "word": str(_SAME_WORD.get(word, word or PrintedWord.UPCOMING)),
    }
    facts["own_number"] = number
    facts["method"] = reader.named("method", known.methods)
    facts["organisation"] = reader.named("orderer", known.organisations)
    facts["municipality"] = reader.named("municipality", known.municipalities)
    _check_outcome(reader, facts, outcome)
    found = reader.result(facts)
    if order is not None:
        compare(found, facts_of(order), _LABELS)
    elif _frozen(row.cells) in known.imported and found.state is not RowState.REFUSED:
        found.state = RowState.SAME
    return found


def _check_outcome(reader: RowReader, facts: dict[str, Any], outcome: str) -> None:
    facts["outcome"] = outcome
    if outcome in OUTCOMES_WITH_REASON:
        # Older registers seldom tell why.
        facts["outcome_reason"] = facts["outcome_reason"] or OutcomeReason.NOT_RECORDED.value
    elif facts["outcome_reason"]:
        reader.refuse("reason", _("Only an order that was not held as ordered has a reason."))
    if not outcome and facts["outcome_note"]:
        reader.refuse("note", _("An order without an outcome has nothing that happened instead."))


def _own_number(reader: RowReader, seen: dict[tuple[int, int], int]) -> tuple[int, int] | None:
    text = reader.row.cells["number"]
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None or not 1990 <= int(match[2]) <= 2200:
        reader.refuse("number", _("The number must be like 12/2027."))
        return None
    number = int(match[1]), int(match[2])
    if number in seen:
        reader.refuse("number", _("The number is on the row %(row)d too.") % {"row": seen[number]})
    seen[number] = reader.row.number
    return number


def _team(reader: RowReader, known: _Known) -> list[tuple[str, str]]:
    """Names as written, with the role in brackets: "Maija Esimerkki (varalla)"."""
    team = []
    for name in re.split(r"[;\n]", reader.row.cells["team"]):
        name, role = name.strip(), SlotRole.LEAD.value
        match = _ROLE.fullmatch(name)
        if match and (code := known.roles.get(comparable(match[2]))):
            name, role = match[1], code
        if len(name) > 150:
            reader.refuse("team", _("A name is longer than %(limit)d characters.") % {"limit": 150})
        elif name:
            team.append((name, str(role)))
    return team


def _member_words(name: str, role: str) -> str:
    return name if role == SlotRole.LEAD else f"{name} ({str(SlotRole(role).label).lower()})"


_LABELS = {
    "received_on": gettext_lazy("Received"),
    "summary": gettext_lazy("What is ordered"),
    "organisation_label": gettext_lazy("Ordering organisation"),
    "method_label": gettext_lazy("Method"),
    "kind": gettext_lazy("Kind"),
    "municipality_label": gettext_lazy("Municipality"),
    "place": gettext_lazy("Place"),
    "wished": gettext_lazy("Wished date"),
    "held": gettext_lazy("Held"),
    "participants": gettext_lazy("Participants"),
    "payer": gettext_lazy("Payer"),
    "team": gettext_lazy("Facilitators"),
    "word": gettext_lazy("Status"),
    "outcome_reason": gettext_lazy("Reason"),
    "outcome_note": gettext_lazy("What happened instead"),
}
