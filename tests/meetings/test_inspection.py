"""What the worker finds in the file of an attachment."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from meetings.enums import Fitness
from meetings.inspection import Finding, inspect
from tests.meetings.files import image, office, pdf

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "content_type", "found"),
    [
        (pdf(3), PDF, Finding(Fitness.FIT, 3)),
        (pdf(password="salasana"), PDF, Finding(Fitness.LOCKED)),
        (b"%PDF-1.7\nnot really", PDF, Finding(Fitness.BROKEN)),
        (pdf()[:200], PDF, Finding(Fitness.BROKEN)),
        (office(), DOCX, Finding(Fitness.FIT)),
        (image()[:60], "image/png", Finding(Fitness.BROKEN)),
    ],
    ids=["pdf", "locked", "not a pdf", "cut", "word", "cut image"],
)
def test_inspect(content, content_type, found):
    assert inspect(BytesIO(content), content_type) == found


def test_a_part_that_unpacks_to_more_than_it_says_is_found():
    content = bytearray(office("docx", [("word/document.xml", bytes(5000))]))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.rfind(signature)
        content[place + offset : place + offset + 4] = struct.pack("<I", 10)

    assert inspect(BytesIO(bytes(content)), DOCX).fitness == Fitness.BROKEN


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_image_loses_its_metadata(kind):
    exif = Image.Exif()
    exif[0x010F] = "Kameran merkki"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825).update({1: "N", 2: (62.0, 53.0, 0.0)})
    options = {"comment": b"Kuvaajan nimi"} if kind == "JPEG" else {}
    content = image(kind, size=(40, 30), exif=exif, icc_profile=b"profile of a camera", **options)

    found = inspect(BytesIO(content), f"image/{kind.lower()}")

    with Image.open(BytesIO(found.content)) as clean:
        assert (found.fitness, clean.format, clean.size) == (Fitness.FIT, kind, (30, 40))
        assert dict(clean.getexif()) == {}
        assert set(clean.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background"}
    assert [words for words in (b"Kameran", b"Kuvaajan", b"camera") if words in found.content] == []


def test_a_transparent_image_stays_transparent():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")

    found = inspect(out, "image/png")

    with Image.open(BytesIO(found.content)) as clean:
        assert clean.getpixel((0, 0)) == (0, 0, 0, 0)
