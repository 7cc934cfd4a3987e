"""Excel workbooks, out and in: ``write_workbook`` makes one sheet of rows, ``read_workbook`` reads one, carefully.

Both know a sheet by its ``Sheet``: its title and columns in the user's language. What comes in may be in any of the
product's languages.
"""

from core.spreadsheets.reading import MAX_BYTES, SheetRow, read_sheets, read_workbook
from core.spreadsheets.sheets import Column, Sheet, in_every_language
from core.spreadsheets.writing import XLSX, Value, WrittenWorkbook, write_sheets, write_workbook

__all__ = [
    "MAX_BYTES",
    "XLSX",
    "Column",
    "Sheet",
    "SheetRow",
    "Value",
    "WrittenWorkbook",
    "in_every_language",
    "read_sheets",
    "read_workbook",
    "write_sheets",
    "write_workbook",
]
