"""Trainings as a sheet."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from bank.enums import Category, Counting
from bank.models import Training
from core.spreadsheets import Column, Sheet, SheetRow, Value
from core.spreadsheets.understanding import RowReader, Understood, by_name, choice_words, compare, excel_date, plain
from methods.models import Method
from network.models import Network

SHEET = Sheet(
    pgettext_lazy("bank", "Trainings"),
    (
        Column("name", pgettext_lazy("bank", "Training"), required=True, width=40),
        Column("category", gettext_lazy("Qualifies as"), width=26),
        Column("method", gettext_lazy("Method"), width=24),
        Column("project", gettext_lazy("Project"), width=30),
        Column("date", gettext_lazy("Date"), width=20),
        Column("days", gettext_lazy("Days"), width=8),
        Column("place", gettext_lazy("Place"), width=24),
        Column("participants", gettext_lazy("Participants"), width=12),
        Column("qualified", pgettext_lazy("count", "Qualified"), width=12),
        Column("counting", gettext_lazy("In totals"), width=24),
        Column("note", gettext_lazy("Note"), width=40),
        Column("uncertain", gettext_lazy("Uncertain"), width=30),
    ),
)
_FACTS = ("name", "category", "method_name", "project", "date", "days", "place", "took_part", "became_qualified",
          "counting", "note", "marks")  # fmt: skip
# Two rows of these are about the same training.
_IDENTITY = ("name", "date", "place", "project")


def export_rows(network: Network, _variant: str) -> Iterator[list[Value]]:
    for training in _stored(network):
        facts = facts_of(training)
        yield [
            facts["name"],
            training.get_category_display(),
            facts["method_name"],
            facts["project"],
            excel_date(facts["date"]),
            facts["days"],
            facts["place"],
            facts["took_part"],
            facts["became_qualified"],
            training.get_counting_display(),
            facts["note"],
            "; ".join(f"{name}: {why}" for name, why in training.uncertain.items()),
        ]


def facts_of(training: Training) -> dict[str, Any]:
    """What a row tells of a training; reads ``method`` and the numbers of ``TrainingQuerySet.with_numbers``."""
    return {name: getattr(training, name) for name in _FACTS if hasattr(training, name)} | {
        "method_name": training.method.name if training.method_id else "",
        # Which cells are uncertain; why may be said in another language.
        "marks": sorted(training.uncertain),
    }


def read_rows(network: Network, rows: Iterable[SheetRow]) -> list[Understood]:
    methods = by_name(Method.objects.all(), lambda one: [one.name_fi, one.name_sv, one.name_en])
    categories, countings = choice_words(Category), choice_words(Counting)
    stored: dict[tuple, list[dict[str, Any]]] = {}
    for training in _stored(network):
        facts = facts_of(training)
        stored.setdefault(_identity(facts), []).append(facts)
    return [_read(row, methods, categories, countings, stored) for row in rows]


def _read(
    row: SheetRow,
    methods: dict[str, list[Method]],
    categories: dict[str, str],
    countings: dict[str, str],
    stored: dict[tuple, list[dict[str, Any]]],
) -> Understood:
    reader = RowReader(row, SHEET)
    method = reader.named("method", methods)
    facts = {
        "name": reader.text("name", 200, required=True),
        "category": reader.choice("category", categories, Category),
        "method": method,
        "method_name": method.name if method else "",
        "project": reader.text("project", 200),
        "date": None,
        "days": reader.decimal("days", 999),
        "place": reader.text("place", 200),
        "took_part": reader.number("participants", 1_000_000),
        "became_qualified": reader.number("qualified", 1_000_000),
        "counting": reader.choice("counting", countings, Counting) or Counting.COUNTED.value,
        "note": reader.text("note", 1000, lines=True),
        "uncertain": _uncertain(row.cells["uncertain"]),
    }
    # The words of a stored date mean what they meant when they were stored.
    same = stored.get(
        (plain(facts["name"]), row.cells["date"] or None, plain(facts["place"]), plain(facts["project"]))
    )
    facts["date"] = reader.fuzzy("date", same[0]["date"] if same else None)
    facts["marks"] = sorted(facts["uncertain"])
    found = reader.result(facts)
    candidates = stored.get(_identity(facts), [])
    if not candidates:
        return found
    # Each training of the bank answers to one row: a second row like it is a second training.
    best = next((one for one in candidates if all(plain(one[name]) == plain(facts[name]) for name in _FACTS)), None)
    best = best or candidates[0]
    candidates.remove(best)
    if set(facts["marks"]) <= set(best["marks"]):
        # A file that tells less of what is uncertain says nothing against it.
        facts["marks"] = best["marks"]
    compare(found, best, _LABELS)
    return found


def _stored(network: Network) -> Iterable[Training]:
    rows = Training.objects.filter(network=network).with_numbers().select_related("method")
    return rows.order_by("date_earliest", "date_text", "pk")


def _identity(facts: dict[str, Any]) -> tuple:
    return tuple(plain(facts[name]) for name in _IDENTITY)


def _uncertain(text: str) -> dict[str, str]:
    """ "year: lost; place: medium" as ``{column: why}``; what names no column is about the row."""
    found = {}
    for part in filter(None, (part.strip() for part in text.split("; "))):
        name, colon, why = part.partition(": ")
        if not colon:
            name, why = "row", part
        found[name] = f"{found[name]}; {why}" if name in found else why
    return found


_LABELS = dict(
    zip(
        _FACTS,
        (column.label for column in SHEET.columns),
        strict=True,
    )
)
