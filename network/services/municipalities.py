"""The reference data of municipalities, read from ``network/data`` and never deleted; which of them a network has."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from core.audit import record
from core.states import lock
from network.models import Municipality, Network, User

DATA = Path(__file__).resolve().parent.parent / "data" / "municipalities.csv"
FACTS = ["name_sv", "region_fi", "county_fi", "languages", "valid_from", "valid_to", "latitude", "longitude"]


@dataclass(frozen=True)
class Loaded:
    """How many rows a load added and changed, and how many there are in the file."""

    added: int
    changed: int
    total: int


@transaction.atomic
def load_municipalities(path: Path = DATA) -> Loaded:
    """Add and update the municipalities of the file; a second run changes nothing.

    A row is known by code, Finnish name and last day; one that has got its last day since is still known.
    ``successor_code`` names a municipality of today. Seven queries at most. Raises ``ValidationError`` with the line
    of the file, and then loads nothing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(_rows(file))
    known = {key_of(row): row for row in Municipality.objects.select_for_update()}
    successors = {key_of(row): successor_code for row, successor_code in rows}
    added, changed = [], []
    for row, _code in rows:
        key, still_open = key_of(row), (row.code, row.name_fi, None)
        if key not in known and still_open in known and still_open not in successors:
            known[key] = known.pop(still_open)
        stored = known.get(key)
        if stored is None:
            added.append(row)
            known[key] = row
        elif any(getattr(stored, name) != getattr(row, name) for name in FACTS):
            for name in FACTS:
                setattr(stored, name, getattr(row, name))
            changed.append(stored)
    Municipality.objects.bulk_create(added)
    Municipality.objects.bulk_update(changed, FACTS)
    moved = _set_successors(known, successors)
    new = {row.pk for row in added}
    return Loaded(len(added), len({row.pk for row in [*changed, *moved]} - new), len(rows))


@transaction.atomic
def add_municipalities(
    network: Network, municipalities: Iterable[Municipality], *, actor: User | None
) -> list[Municipality]:
    """Make municipalities, also ended ones, the network's; returns those that it did not have yet."""
    network = lock(network)
    there = set(network.municipalities.values_list("pk", flat=True))
    added = [one for one in dict.fromkeys(municipalities) if one.pk not in there]
    if added:
        network.municipalities.add(*added)
        names = ", ".join(map(_in_log, added))
        record("network.network.municipalities_added", network, actor=actor, changes={"municipalities": [None, names]})
    return added


@transaction.atomic
def remove_municipality(network: Network, municipality: Municipality, *, actor: User) -> bool:
    """Take a municipality off the network's; ``False`` when it was none of them. What was stored of it stays."""
    network = lock(network)
    if not network.municipalities.filter(pk=municipality.pk).exists():
        return False
    network.municipalities.remove(municipality)
    changes = {"municipalities": [_in_log(municipality), None]}
    record("network.network.municipality_removed", network, actor=actor, changes=changes)
    return True


def _in_log(row: Municipality) -> str:
    """With the code, as two can have had one name."""
    return f"{row.code} {row.name_fi}"


def key_of(row: Municipality) -> tuple[str, str, date | None]:
    return row.code, row.name_fi, row.valid_to


def _rows(file: Iterator[str]) -> Iterator[tuple[Municipality, str]]:
    for number, cells in enumerate(csv.DictReader(file), start=2):
        successor_code = cells.pop("successor_code")
        days = {name: cells.pop(name) for name in ("valid_from", "valid_to")}
        degrees = {name: cells.pop(name, "") for name in ("latitude", "longitude")}
        try:
            row = Municipality(
                **cells,
                **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
                **{name: float(degree) if degree else None for name, degree in degrees.items()},
            )
            row.clean_fields()
        except (TypeError, ValueError, ValidationError) as error:
            raise ValidationError(f"line {number}: {error}") from error
        yield row, successor_code


def _set_successors(known: dict, codes: dict) -> list[Municipality]:
    today = {row.code: row for (_code, _name, valid_to), row in known.items() if valid_to is None}
    moved = []
    for key, code in codes.items():
        row, successor = known[key], today[code] if code else None
        if row.successor_id != (successor.pk if successor else None):
            row.successor = successor
            moved.append(row)
    Municipality.objects.bulk_update(moved, ["successor"])
    return moved
