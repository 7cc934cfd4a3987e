"""Workbooks of organisations and people, for tests of taking them in."""

from core.spreadsheets import write_sheets
from core.spreadsheets.previews import digest
from core.spreadsheets.understanding import RowState
from network.services import save_import, understood
from network.sheets import SHEETS

MAIJA = {"last_name": "Esimerkki", "first_name": "Maija"}
THERE = {"organisation": "Mallila"}
TOWN = {"name": "Mallila", "kind": "kunta"}
NEW, ADDS, SAME, DIFFERS, DOUBTFUL, REFUSED = RowState


def workbook(organisations=(), people=()):
    rows = zip(SHEETS, (organisations, people), strict=True)
    return write_sheets(
        [(sheet, [[row.get(name) for name in sheet.names] for row in own]) for sheet, own in rows]
    ).content


def states(preview):
    return [row.state for row in understood(preview)]


def save(preview, **answers):
    """Answers by key, with an underscore in the place of the dash."""
    answers = {key.replace("_", "-"): answer for key, answer in answers.items()}
    return save_import(preview, shown=digest(understood(preview)), answers=answers, actor=preview.created_by)
