"""What files may be attached: each kind that may, and each refusal."""

import random
import struct
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image

from core import containers, filekinds
from core.filekinds import KINDS, check_upload
from tests.meetings.files import container, image, office, pdf, upload

GOOD = {
    "esitys.pdf": pdf,
    "muistio.docx": office,
    "taulukko.xlsx": lambda: office("xlsx"),
    "kalvot.pptx": lambda: office("pptx"),
    "kaavio.png": image,
    "kuva.jpg": lambda: image("JPEG"),
    "kuva.webp": lambda: image("WEBP"),
}


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are read as they stand in the code."""
    with translation.override("en"):
        yield


def refusal(content, name="liite.pdf"):
    with pytest.raises(ValidationError) as caught:
        check_upload(upload(content, name))
    return caught.value.messages[0], caught.value.code


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_told_by_its_content(name):
    content = GOOD[name]()

    checked = check_upload(upload(content, name))

    assert (checked.name, checked.size, checked.sha256) == (name, len(content), sha256(content).hexdigest())
    assert checked.kind.endings[0] == name.rpartition(".")[2]
    assert checked.file.read() == content


def test_every_kind_is_tried_here():
    assert {kind.name for kind in KINDS} == {name.rpartition(".")[2] for name in GOOD}


def test_a_locked_pdf_is_accepted():
    """The worker marks it (core.inspection)."""
    assert check_upload(upload(pdf(password="salasana"))).kind is filekinds.PDF


def test_a_name_without_an_ending_gets_that_of_its_content():
    assert check_upload(upload(pdf(), "esitys")).name == "esitys.pdf"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (office, "raportti.pdf", "the name is that of a PDF file, but the content is a Word document"),
        (lambda: office("xlsx"), "raportti.docx", "that of a Word document, but the content is an Excel workbook"),
        (pdf, "kuva.png", "that of a PNG image, but the content is a PDF file"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content, name, words):
    message, code = refusal(content(), name)

    assert (words in message, code) == (True, "name")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"MZ\x90\x00" + bytes(300), "ohjelma.pdf", "kind"),
        (b"<html><script>alert(1)</script></html>", "sivu.pdf", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kuva.png", "kind"),
        (b"GIF89a" + bytes(300), "kuva.png", "kind"),
        (b"junk before %PDF-1.7", "esitys.pdf", "kind"),
        (b"", "tyhja.pdf", "empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "vanha.doc", "old_office"),
        (container([("kuva.png", b"x")]), "paketti.docx", "zip"),
        (office("docx", [("word/vbaProject.bin", b"x")]), "makro.docx", "macros"),
        (office("docx", [("WORD/VBAPROJECT.BIN", b"x")]), "makro.docx", "macros"),
        (
            office(
                types='<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
            ),
            "makro.docm",
            "macros",
        ),
        (b"<script>1</script>" + office(), "sivu.docx", "kind"),
        (office() + b"<script>", "sivu.docx", "two_kinds"),
        (pdf() + office(), "esitys.pdf", "two_kinds"),
        (pdf() + office() + b"\n%%EOF", "esitys.pdf", "two_kinds"),
        (office()[:-30], "muistio.docx", "broken"),
        (image()[:20], "kuva.png", "broken"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "kuva.jpg", "broken"),
    ],
)
def test_what_is_refused(content, name, code):
    assert refusal(content, name)[1] == code


def test_the_refusal_of_a_program_says_what_it_is():
    message, _code = refusal(b"MZ\x90\x00" + bytes(300), "esitys.pdf")

    assert message == (
        "Files of this kind cannot be added (.exe). Add a PDF, Word, Excel or PowerPoint file or an image."
    )


def test_more_than_twenty_megabytes_are_refused_before_anything_is_read():
    class Unread(BytesIO):
        name, size = "iso.pdf", 20_000_001

        def read(self, *args):
            raise AssertionError

    with pytest.raises(ValidationError, match="larger than 20 MB"):
        check_upload(Unread())


@pytest.mark.parametrize(
    "parts",
    [
        [(f"part{number}.xml", "") for number in range(1000)],
        [("word/document.xml", bytes(20_000_000))],
    ],
    ids=["many parts", "packed a thousandfold"],
)
def test_a_zip_bomb_is_refused(parts):
    assert refusal(office("docx", parts), "pommi.docx")[1] == "zip_limits"


def test_a_container_that_says_to_unpack_to_more_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(containers, "MAX_UNPACKED", 1000)

    assert refusal(office("docx", [("word/document.xml", bytes(1001))]), "pommi.docx")[1] == "zip_limits"


def test_an_office_file_of_more_than_ten_megabytes_is_refused():
    picture = random.Random(6).randbytes(10_000_000)

    assert refusal(office("docx", [("word/media/image1.png", picture)]), "suuri.docx")[1] == "too_large"


def test_a_locked_container_is_refused():
    content = office()
    place = content.rfind(b"PK\x01\x02")
    locked = content[: place + 8] + struct.pack("<H", 1) + content[place + 10 :]

    assert refusal(locked, "muistio.docx")[1] == "locked"


def test_an_image_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(filekinds, "MAX_PIXELS", 1000)

    _message, code = refusal(image(size=(40, 30)), "kuva.png")

    assert code == "pixels"


def test_a_moving_image_is_refused():
    out = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])

    assert refusal(out.getvalue(), "kuva.webp")[1] == "frames"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\minna\\esitys.pdf", "esitys.pdf"),
        ("esi\x00tys\n\u202efdp.pdf", "esitys fdp.pdf"),
        ('<a href="x">.pdf', "a href=x.pdf"),
        ("...pdf", "pdf.pdf"),
        (f"{'a' * 300}.pdf", f"{'a' * 146}.pdf"),
    ],
)
def test_names_are_made_harmless(typed, kept):
    file = upload(pdf())
    file._name = typed

    assert check_upload(file).name == kept


def test_an_identity_code_in_a_name_is_refused(identity_code):
    message, code = refusal(pdf(), f"paatos {identity_code}.pdf")

    assert (code, identity_code in message) == ("identity_code", False)
