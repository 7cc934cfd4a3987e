"""What may be attached to minutes, told by the content and never by what the browser says of it.

Here is what a web request can afford: size, first bytes, the directory of a zip container, the head of an image.
Nothing is unpacked or decoded. What costs more (opening a PDF, writing an image anew) is a job
(``meetings.inspection``), and a file is handed out only after it.

Accepted: PDF; Word, Excel and PowerPoint in their present formats, without macros; PNG, JPEG and WebP. A locked PDF is
accepted, as it is often all there is, and marked: it cannot be put into the bundle.
"""

import re
import struct
import zipfile
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

from core.guard import one_line, refuse_identity_code

MAX_NAME = 150
MAX_ENTRIES = 1000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
# The list of a container's parts, in bytes: 1000 entries fit in easily.
_MAX_DIRECTORY = 500_000
_MAX_TYPES = 1_000_000
# Some 24 megapixels are a telephone's; more than twice that is a trap, or a poster.
MAX_PIXELS = 60_000_000
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

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")


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
            raise _two_kinds()


def _two_kinds() -> ValidationError:
    return ValidationError(
        _("The file is of two kinds at once, which is not safe. Save it anew in the program it comes from."),
        code="two_kinds",
    )


def _zip_limits() -> ValidationError:
    return ValidationError(
        _("The file unpacks to too much: at most %(entries)d parts and %(size)d MB, packed at most %(ratio)d-fold."),
        code="zip_limits",
        params={"entries": MAX_ENTRIES, "size": MAX_UNPACKED // 1_000_000, "ratio": MAX_RATIO},
    )


def _broken() -> ValidationError:
    return ValidationError(_("The file is broken and cannot be opened. Save it anew and add that."), code="broken")


def _container(file: IO[bytes]) -> Kind:
    """Which Office format a zip container is, by the types of its parts; only that one part is unpacked."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as container:
            entries = container.infolist()
            _check_entries(entries)
            with container.open("[Content_Types].xml") as part:
                types = part.read(_MAX_TYPES + 1)
    except KeyError:
        types = b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _broken() from error
    if len(types) > _MAX_TYPES:
        raise _zip_limits()
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


def _check_directory(file: IO[bytes]) -> None:
    """The end of a container is at the end of the file, and its directory is small; nothing stands after it.

    Source: APPNOTE.TXT 4.3.16, end of central directory record.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - 42))
    tail = file.read(42)
    if tail[-22:-18] != b"PK\x05\x06" or len(tail) < 22:
        raise _two_kinds() if zipfile.is_zipfile(file) else _broken()
    entries, directory, start, comment = struct.unpack("<HIIH", tail[-12:])
    if comment or start + directory + 22 != size:
        # Words after the end, or something before the beginning: the container is a part of another file.
        raise _two_kinds()
    if entries > MAX_ENTRIES or directory > _MAX_DIRECTORY or tail[:4] == b"PK\x06\x07":
        raise _zip_limits()
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 10_000):
        raise _zip_limits()
    if any(one.flag_bits & 1 for one in entries):
        raise ValidationError(_("The file is locked with a password. Remove the password and add it."), code="locked")


def _image(file: IO[bytes]) -> Kind:
    """The kind of an image by its head; its pixels are not read here."""
    file.seek(0)
    try:
        with opened_image(file) as image:
            frames, kind = getattr(image, "n_frames", 1), _IMAGE_FORMATS[image.format]
    except (OSError, SyntaxError, ValueError, KeyError, struct.error) as error:
        raise _broken() from error
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
