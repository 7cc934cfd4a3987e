"""Pages of the bank as tests ask for them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bank.sheets import sheet_of
from core.spreadsheets import write_workbook


def address(name, network, *args, query=""):
    return reverse(f"bank:{name}", args=[network.slug, *args]) + query


def upload(kind, *rows):
    sheet = sheet_of(kind)
    content = write_workbook(sheet, [[row.get(name) for name in sheet.names] for row in rows]).content
    return SimpleUploadedFile("tiedosto.xlsx", content)
