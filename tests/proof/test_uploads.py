"""Files that nobody made in good faith: each is refused or marked, and none fells the process that opens it."""

import io
import multiprocessing
import resource
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from core.attached import Fitness
from core.errors import FileRefused
from core.filekinds import check_upload
from core.inspection import inspect
from core.spreadsheets.reading import read_workbook
from tests.core.test_spreadsheets import SHEET
from tests.meetings.files import container, image, office, pdf, upload

MEMORY_MB = 300
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><x>&i;</x>"
)


def flipped(content, random, count=20):
    changed = bytearray(content)
    for _time in range(count):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def cut(content, random):
    return content[: random.randrange(8, len(content))]


def png_that_says(width, height):
    """A picture of a few bytes that says it is as large as that."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def lying_sizes(random):
    """A container whose directory says that its parts are small."""
    content = bytearray(office(parts=[("word/document.xml", bytes(2_000_000 + random.randrange(1000)))]))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def circling_pdf(random):
    """Pages that are their own parents."""
    kids = " ".join(["2 0 R"] * random.randrange(1, 40))
    body = f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[{kids}]>>endobj\n"
    return f"%PDF-1.7\n{body}trailer<</Root 1 0 R/Size 3>>\nstartxref\n{random.randrange(200)}\n%%EOF".encode()


def nested_pdf(random):
    return b"%PDF-1.7\n1 0 obj" + b"<</A" * random.randrange(100, 60_000) + b"\nstartxref\n0\n%%EOF"


def deflated_pdf(random):
    """A stream that unpacks to hundreds of megabytes."""
    stream = zlib.compress(bytes(random.randrange(100, 300) * 1_000_000), 9)
    head = f"1 0 obj<</Type/XRef/W[1 4 2]/Size 9000000/Filter/FlateDecode/Length {len(stream)}>>stream\n".encode()
    start = len(b"%PDF-1.7\n")
    return b"%PDF-1.7\n" + head + stream + f"\nendstream endobj\nstartxref\n{start}\n%%EOF".encode()


def twice_the_same(random):
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as file:
        for _time in range(random.randrange(1, 5)):
            with pytest.warns(UserWarning, match="Duplicate name"):
                file.writestr("main.xml", "<other/>")
    return out.getvalue()


def many_parts(random):
    return office(parts=[(f"part{number}.xml", "") for number in range(random.randrange(999, 3000))])


def bomb(random):
    return office(parts=[("word/document.xml", bytes(random.randrange(30, 120) * 1_000_000))])


def bomb_in_a_bomb(random):
    inner = container([(f"{number}.xml", bytes(1_000_000)) for number in range(10)])
    return office(parts=[(f"word/embeddings/{number}.zip", inner) for number in range(random.randrange(2, 50))])


def workbook(sheet):
    return office("xlsx", [("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", sheet)])


def large_picture(random):
    """As large as may be, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = random.randrange(1, 9)
    return image("JPEG", size=(random.randrange(4000, 7000), random.randrange(4000, 7000)), exif=exif)


def picture_that_lies(random):
    return png_that_says(random.randrange(2000, 60_000), random.randrange(2000, 60_000))


# Each kind makes a file from chance: ``(name, maker)``.
KINDS = {
    "random bytes": ("a.pdf", lambda r: r.randbytes(r.randrange(1, 5000))),
    "nothing": ("a.pdf", lambda r: b""),
    "only a head": ("a.pdf", lambda r: b"%PDF-1.7" + r.randbytes(r.randrange(20))),
    "cut PDF": ("a.pdf", lambda r: cut(pdf(3), r)),
    "flipped PDF": ("a.pdf", lambda r: flipped(pdf(3), r)),
    "circling PDF": ("a.pdf", circling_pdf),
    "nested PDF": ("a.pdf", nested_pdf),
    "PDF bomb": ("a.pdf", deflated_pdf),
    "PDF and Word in one": ("a.pdf", lambda r: pdf(r.randrange(1, 4)) + office()),
    "page behind a PDF": ("a.html", lambda r: b"<script>%d</script>" % r.randrange(99) + pdf()),
    "script in SVG": ("a.svg", lambda r: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x(%d)'/>" % r.randrange(9)),
    "SVG called PNG": ("a.png", lambda r: ENTITIES.encode() + b"<svg/>" * r.randrange(1, 9)),
    "cut Word": ("a.docx", lambda r: cut(office(), r)),
    "flipped Word": ("a.docx", lambda r: flipped(office(), r, 5)),
    "entity bomb in Word": ("a.docx", lambda r: office(parts=[("word/a.xml", ENTITIES + " " * r.randrange(99))])),
    "zip bomb": ("a.docx", bomb),
    "bomb in a bomb": ("a.docx", bomb_in_a_bomb),
    "lying sizes": ("a.docx", lying_sizes),
    "many parts": ("a.docx", many_parts),
    "names that climb": ("a.docx", lambda r: office(parts=[("../" * r.randrange(1, 30) + "etc/passwd", "x")])),
    "one name twice": ("a.docx", twice_the_same),
    "macros": ("a.docm", lambda r: office(parts=[(f"word/{'x' * r.randrange(9)}/vbaProject.bin", "x")])),
    "entity bomb in Excel": ("a.xlsx", lambda r: workbook(ENTITIES + " " * r.randrange(99))),
    "cells without end": ("a.xlsx", lambda r: workbook("<c/>" * r.randrange(300_001, 400_000))),
    "picture that says it is huge": ("a.png", picture_that_lies),
    "flipped picture": ("a.png", lambda r: flipped(image(size=(300, 200)), r)),
    "cut photograph": ("a.jpg", lambda r: cut(image("JPEG", size=(300, 200)), r)),
    "flipped WebP": ("a.webp", lambda r: flipped(image("WEBP", size=(300, 200)), r)),
    "large photograph": ("a.jpg", large_picture),
    "name with disguises": ("../\u202egpj.exe\x00.pdf", lambda r: pdf(r.randrange(1, 9))),
}  # fmt: skip


def taken(name, content):
    """What becomes of the file, as in the product: ("refused" or a fitness); whatever else is raised is a fault."""
    try:
        checked = check_upload(upload(content, name))
    except ValidationError as error:
        outcome = "refused" if all(error.messages) else "refused without a word"
    else:
        outcome = str(inspect(io.BytesIO(content), checked.kind.content_type).fitness)
    if name.endswith(".xlsx"):
        with pytest.raises(FileRefused):
            read_workbook(content, SHEET)
    return outcome


def in_a_child(pipe, files):
    """Every file of a kind in a process of its own: ``(outcomes, memory in MB above the start)``."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        outcomes = [taken(name, content) for name, content in files]
    except BaseException as error:
        outcomes = [repr(error)[:300]]
    pipe.send((outcomes, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024))


def test_malformed_files(proof):
    """Uploads: malformed files are refused or marked, within memory."""
    each = proof.size(2, 40)
    strange, most, refused, broken = {}, 0, 0, 0
    for kind, (name, make) in KINDS.items():
        files = [(name, make(proof.random)) for _file in range(each)]
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(target=in_a_child, args=(theirs, files))
        process.start()
        theirs.close()
        try:
            outcomes, memory = ours.recv() if ours.poll(120) else (["stalled"], 0)
        except EOFError:
            outcomes, memory = ["died"], 0
        process.kill()
        process.join()
        most = max(most, memory)
        refused += outcomes.count("refused")
        broken += outcomes.count(Fitness.BROKEN)
        wrong = set(outcomes) - {"refused", *Fitness.values}
        if wrong or memory > MEMORY_MB:
            strange[kind] = (wrong, memory)

    proof.figure("files", each * len(KINDS))
    proof.figure("kinds", len(KINDS))
    proof.figure("refused in words", refused)
    proof.figure("marked as broken", broken)
    proof.figure("most memory in MB", most)
    assert strange == {}
