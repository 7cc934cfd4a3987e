"""Files for tests, made here: of every kind that may be attached, and of those that may not."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from core.filekinds import check_upload
from meetings.services import freeze_numbers

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN_PARTS = {
    "docx": _MAIN.format("wordprocessingml.document"),
    "xlsx": _MAIN.format("spreadsheetml.sheet"),
    "pptx": _MAIN.format("presentationml.presentation"),
}


def pdf(pages=1, password=None):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return _bytes(writer.write)


def office(kind="docx", parts=(), types=None):
    """A container with the type of its main part and ``parts``: ``(name, content)``."""
    types = types or f'<Types><Override PartName="/main.xml" ContentType="{MAIN_PARTS[kind]}"/></Types>'
    return container([("[Content_Types].xml", types), ("main.xml", "<main/>"), *parts])


def container(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return out.getvalue()


def image(kind="PNG", size=(40, 30), **options):
    return _bytes(lambda out: Image.new("RGB", size, "teal").save(out, kind, **options))


def upload(content, name="liite.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def _bytes(write):
    out = BytesIO()
    write(out)
    return out.getvalue()


def checked(content=None, name="esitys.pdf"):
    return check_upload(upload(content or pdf(2), name))


def sign(meeting, actor):
    freeze_numbers(meeting, actor=actor)
    type(meeting).objects.filter(pk=meeting.pk).update(minutes_state="final")
    meeting.refresh_from_db()
