"""What the worker finds in the file of an attachment."""

import struct
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image

from core import jobs
from core.attached import Fitness
from core.inspection import Finding, inspect
from core.models import Job
from meetings.bundle import reason_left_out
from meetings.inspection import INSPECT
from meetings.services import add_attachment
from tests.core.conftest import render  # noqa: F401 -- a fixture
from tests.factories.meetings import MeetingFactory
from tests.meetings.files import checked, image, office, pdf

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


@pytest.mark.parametrize(
    ("kind", "part", "words"),
    [
        ("docx", "word/document.xml", "<w:p><w:r><w:t>Lapsi {}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>"),
        ("docx", "word/footnotes.xml", "<w:p><w:t>{}{}</w:t></w:p>"),
        ("xlsx", "xl/sharedStrings.xml", "<sst><si><t>{}{}</t></si></sst>"),
        ("pptx", "ppt/slides/slide1.xml", "<a:p><a:r><a:t>{}{}</a:t></a:r></a:p>"),
    ],
)
def test_an_office_file_with_an_identity_code_is_found(identity_code, kind, part, words):
    clean = office(kind, [(part, words.format("010190", "-ei-tunnusta"))])
    content = office(kind, [(part, words.format(identity_code[:4], identity_code[4:]))])

    assert inspect(BytesIO(clean), DOCX).fitness == Fitness.FIT
    assert inspect(BytesIO(content), DOCX).fitness == Fitness.HOLDS_CODE


@pytest.mark.parametrize(("title", "body"), [("Lapsi {}", ""), ("Lista", "Lapsi {}, tavattu.")])
def test_a_pdf_with_an_identity_code_is_found(identity_code, render, title, body):  # noqa: F811
    rendered = render(f"<h1>Lista</h1><p>{body.format(identity_code)}</p>", title=title.format(identity_code))

    assert inspect(BytesIO(rendered.content), PDF) == Finding(Fitness.HOLDS_CODE)


@pytest.mark.django_db(transaction=True)
def test_a_file_with_an_identity_code_is_removed_and_the_minutes_say_so(identity_code, secretary, network):
    content = office(parts=[("word/document.xml", f"<w:t>{identity_code}</w:t>")])
    attachment = add_attachment(
        MeetingFactory(network=network), title="Luettelo", upload=checked(content, "luettelo.docx"), actor=secretary
    )
    stored = attachment.file.name

    jobs.run(Job.objects.get(kind=INSPECT).pk)

    attachment.refresh_from_db()
    assert (attachment.fitness, bool(attachment.file), attachment.can_be_fetched) == (Fitness.HOLDS_CODE, False, False)
    assert not default_storage.exists(stored)
    with translation.override("fi"):  # the job's end took the language of the test with it
        assert "henkilötunnus" in reason_left_out(attachment)


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
