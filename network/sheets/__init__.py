"""Organisations and people as two sheets of a workbook: what stands in them, and what is understood of what came in.

A row is new, here already, or adds to what is here; nothing that is here is overwritten. Where a row only resembles
something, its author is asked. Nothing here writes: ``network.services.imports`` saves what ``read_rows`` understood.
"""

from collections.abc import Mapping, Sequence

from core.spreadsheets import Sheet, SheetRow
from core.spreadsheets.understanding import Understood
from network.models import Network
from network.sheets import organisations, people

SHEETS: tuple[Sheet, ...] = (organisations.SHEET, people.SHEET)


def read_rows(network: Network, rows: Mapping[str, Sequence[SheetRow]]) -> list[Understood]:
    """What each row means in the network of this moment, organisations first; ``rows`` by the name of the sheet.

    A constant number of queries.
    """
    known = organisations.Reading(network, rows.get(organisations.SHEET.name, []))
    found = known.read()
    return found + people.Reading(network, known, rows.get(people.SHEET.name, [])).read()


__all__ = ["SHEETS", "read_rows"]
