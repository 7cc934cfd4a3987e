"""What files may be attached, told by the content and never by what the browser says of it.

Here is what a web request can afford: size, first bytes, the directory of a zip container, the head of an image.
Nothing is unpacked or decoded. What costs more (opening a PDF, writing an image anew) is a job
(``core.inspection``), and a file is handed out only after it.

Accepted: PDF; Word, Excel and PowerPoint in their present formats, without macros; PNG, JPEG and WebP. A locked PDF is
accepted, as it is often all there is, and marked: it cannot be put into the bundle.
"""

import re
import struct
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core.containers import broken, read_directory, two_kinds
from core.guard import one_line, refuse_identity_code

MAX_NAME = 150
# Some 24 megapixels are a telephone's; more than twice that is a trap, or a poster.
MAX_PIXELS = 50_000_000
_HEAD = 4096

_OPEN_XML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """One kind of file: the endings of its names, its media type, and for a container the type of its main part."""

    name: str
    endings: tuple[str, ...]
    content_type: str
    title: Promise
    main_part: bytes = b""


PDF = Kind("pdf", ("pdf",), "application/pdf", _("a PDF file"))
WORD = Kind(
    "docx",
    ("docx",),
    f"{_OPEN_XML}.wordprocessingml.document",
    _("a Word document"),
    f"{_OPEN_XML}.wordprocessingml.document.main+xml".encode(),
)
EXCEL = Kind(
    "xlsx",
    ("xlsx",),
    f"{_OPEN_XML}.spreadsheetml.sheet",
    _("an Excel workbook"),
    f"{_OPEN_XML}.spreadsheetml.sheet.main+xml".encode(),
)
POWERPOINT = Kind(
    "pptx",
    ("pptx",),
    f"{_OPEN_XML}.presentationml.presentation",
    _("a PowerPoint presentation"),
    f"{_OPEN_XML}.presentationml.presentation.main+xml".encode(),
)
PNG = Kind("png", ("png",), "image/png", _("a PNG image"))
JPEG = Kind("jpg", ("jpg", "jpeg"), "image/jpeg", _("a JPEG image"))
WEBP = Kind("webp", ("webp",), "image/webp", _("a WebP image"))
CONTAINERS = (WORD, EXCEL, POWERPOINT)
KINDS = (PDF, *CONTAINERS, PNG, JPEG, WEBP)
# For the browser's file dialog.
ACCEPT = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)

_IMAGE_FORMATS = {"PNG": PNG, "JPEG": JPEG, "MPO": JPEG, "WEBP": WEBP}
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml)$|/macrosheets/", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')


@dataclass(frozen=True)
class CheckedUpload:
    """An upload that is what its name says."""

    file: UploadedFile
    name: str
    kind: Kind
    size: int
    sha256: str


def check_upload(file: UploadedFile) -> CheckedUpload:
    """The upload with its guarded name and its kind. Raises ``ValidationError`` that says what is wrong."""
    refuse_size(file.size)
    name = guarded_name(file.name)
    kind = _kind_of(file)
    ending = PurePosixPath(name).suffix[1:].lower()
    if ending not in kind.endings:
        named = next((one for one in KINDS if ending in one.endings), None)
        if named is not None:
            raise ValidationError(
                _("The file is not what its name says: the name is that of %(named)s, but the content is %(kind)s."),
                code="name",
                params={"named": named.title, "kind": kind.title},
            )
        name = f"{PurePosixPath(name).stem[: MAX_NAME - 5]}.{kind.endings[0]}"
    file.seek(0)
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return CheckedUpload(file, name, kind, file.size, digest.hexdigest())


def refuse_size(size: int) -> None:
    """Raise ``ValidationError`` for an empty file and for one over the limit."""
    if not size:
        raise ValidationError(_("The file is empty."), code="empty")
    if size > settings.UPLOAD_LIMIT_MB * 1_000_000:
        raise too_large()


def too_large() -> ValidationError:
    return ValidationError(
        _("The file is larger than %(limit)d MB. Make it smaller, or divide it into several."),
        code="too_large",
        params={"limit": settings.UPLOAD_LIMIT_MB},
    )


def guarded_name(name: str) -> str:
    """The last part of the name, fit for every system. Raises ``ValidationError`` for a personal identity code."""
    name = _NOT_IN_NAMES.sub("", one_line(name.replace("\\", "/").rsplit("/", 1)[-1])).strip(". ")
    refuse_identity_code(name)
    path = PurePosixPath(name or "file")
    return f"{path.stem[: MAX_NAME - len(path.suffix)]}{path.suffix}"[:MAX_NAME]


def _kind_of(file: UploadedFile) -> Kind:
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        _refuse_two_kinds(file)
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _container(file)
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return _image(file)
    if head.startswith(_OLD_OFFICE):
        raise ValidationError(
            _(
                "This is an Office file of an old format, or one locked with a password. Save it as docx, xlsx, pptx "
                "or PDF without a password, and add that."
            ),
            code="old_office",
        )
    raise ValidationError(
        _("Files of this kind cannot be added%(found)s. Add a PDF, Word, Excel or PowerPoint file or an image."),
        code="kind",
        params={"found": _guess(head)},
    )


def _guess(head: bytes) -> str:
    """What the content looks like, for the refusal: " (.exe)"."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return f" ({found[0].extension})" if found and found[0].extension else ""


def _refuse_two_kinds(file: IO[bytes]) -> None:
    """A PDF that is a zip container too shows one thing to one program and another thing to the next.

    Containers are read from their end: the end record within the last 64 kB, and the directory before it.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read(65_557)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        return
    (directory,) = struct.unpack("<I", tail[end + 12 : end + 16])
    place = size - (len(tail) - end) - directory
    if place >= 0:
        file.seek(place)
        if file.read(4) == b"PK\x01\x02":
            raise two_kinds()


def _container(file: IO[bytes]) -> Kind:
    """Which Office format a zip container is, by the types of its parts; only that one part is unpacked."""
    entries, types = read_directory(file)
    if any(_MACROS.search(entry.filename) for entry in entries) or b"macroenabled" in types.lower():
        raise ValidationError(
            _("The file holds macros, which are programs. Save it without macros (docx, xlsx, pptx) and add that."),
            code="macros",
        )
    # A template or a slide show has a main part of another type.
    found = [kind for kind in CONTAINERS if re.search(re.escape(kind.main_part) + rb"[\"']", types)]
    if len(found) != 1:
        raise ValidationError(
            _("The content is a zip file, not a Word, Excel or PowerPoint file. Unpack it and add its files."),
            code="zip",
        )
    return found[0]


def _image(file: IO[bytes]) -> Kind:
    """The kind of an image by its head; its pixels are not read here."""
    file.seek(0)
    try:
        with opened_image(file) as image:
            frames, kind = getattr(image, "n_frames", 1), _IMAGE_FORMATS[image.format]
    except (OSError, SyntaxError, ValueError, KeyError, struct.error) as error:
        raise broken() from error
    if frames > 1 and kind is not JPEG:
        raise ValidationError(_("The image moves. Add a still image."), code="frames")
    return kind


def opened_image(file: IO[bytes]) -> Image.Image:
    """An image with its head read. Raises ``ValidationError`` for too many pixels, and Pillow's own errors."""
    too_many = ValidationError(
        _("The image has too many pixels: at most %(limit)d million."),
        code="pixels",
        params={"limit": MAX_PIXELS // 1_000_000},
    )
    try:
        image = Image.open(file, formats=("PNG", "JPEG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise too_many
    return image
