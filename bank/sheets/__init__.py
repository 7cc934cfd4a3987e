"""The register, members and trainings as Excel sheets: what stands in them, and what is understood of what came in.

Nothing here writes: ``bank.services.sheet_imports`` saves what ``read_rows`` understood.
"""

from collections.abc import Iterable

from bank.enums import ImportKind
from bank.sheets import members, register, trainings
from core.spreadsheets import Sheet, SheetRow, Value
from core.spreadsheets.understanding import RowState, Understood
from network.models import Network

_KINDS = {
    ImportKind.REGISTER: register,
    ImportKind.MEMBERS: members,
    ImportKind.TRAININGS: trainings,
}


def sheet_of(kind: str) -> Sheet:
    """The sheet of a kind of file."""
    return _KINDS[ImportKind(kind)].SHEET


def export_rows(kind: str, network: Network, variant: str = "") -> Iterable[list[Value]]:
    """Rows of the network's bank for ``core.spreadsheets.write_workbook``, in the language that is active.

    ``variant`` is the span of years of a register ("2008-2009").
    """
    return _KINDS[ImportKind(kind)].export_rows(network, variant)


def read_rows(kind: str, network: Network, rows: Iterable[SheetRow]) -> list[Understood]:
    """What each row means in the network's bank of this moment; a constant number of queries."""
    return _KINDS[ImportKind(kind)].read_rows(network, rows)


__all__ = ["RowState", "Understood", "export_rows", "read_rows", "sheet_of"]
