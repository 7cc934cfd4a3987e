"""Zip containers, as Office files are: their directory is checked before anything is unpacked."""

import struct
import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_ENTRIES = 1000
MAX_UNPACKED = 25_000_000
MAX_PACKED = 10_000_000
MAX_RATIO = 100
# The list of a container's parts, in bytes: 1000 entries fit in easily.
_MAX_DIRECTORY = 500_000
_MAX_TYPES = 1_000_000


def read_directory(file: IO[bytes]) -> tuple[list[zipfile.ZipInfo], bytes]:
    """The parts of a container, and its list of the parts' types (empty when it has none): all that is unpacked.

    Raises ``ValidationError`` for a container that is broken, locked, within another file, or unpacks to too much.
    """
    _check_end(file)
    try:
        with zipfile.ZipFile(file) as container:
            entries = container.infolist()
            _check_entries(entries)
            with container.open("[Content_Types].xml") as part:
                types = part.read(_MAX_TYPES + 1)
    except KeyError:
        types = b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise broken() from error
    if len(types) > _MAX_TYPES:
        raise unpacks_to_too_much()
    return entries, types


def two_kinds() -> ValidationError:
    return ValidationError(
        _("The file is of two kinds at once, which is not safe. Save it anew in the program it comes from."),
        code="two_kinds",
    )


def unpacks_to_too_much() -> ValidationError:
    return ValidationError(
        _("The file unpacks to too much: at most %(entries)d parts and %(size)d MB, packed at most %(ratio)d-fold."),
        code="zip_limits",
        params={"entries": MAX_ENTRIES, "size": MAX_UNPACKED // 1_000_000, "ratio": MAX_RATIO},
    )


def broken() -> ValidationError:
    return ValidationError(_("The file is broken and cannot be opened. Save it anew and add that."), code="broken")


def _check_end(file: IO[bytes]) -> None:
    """The end of a container is at the end of the file, and its directory is small; nothing stands after it.

    Source: APPNOTE.TXT 4.3.16, end of central directory record.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - 42))
    tail = file.read(42)
    if tail[-22:-18] != b"PK\x05\x06" or len(tail) < 22:
        raise two_kinds() if zipfile.is_zipfile(file) else broken()
    entries, directory, start, comment = struct.unpack("<HIIH", tail[-12:])
    if comment or start + directory + 22 != size:
        # Words after the end, or something before the beginning: the container is a part of another file.
        raise two_kinds()
    if entries > MAX_ENTRIES or directory > _MAX_DIRECTORY or tail[:4] == b"PK\x06\x07":
        raise unpacks_to_too_much()
    if size > MAX_PACKED:
        raise ValidationError(
            _("An Office file may have %(limit)d MB at most. Make its pictures smaller, or save it as a PDF."),
            code="too_large",
            params={"limit": MAX_PACKED // 1_000_000},
        )
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 10_000):
        raise unpacks_to_too_much()
    if any(one.flag_bits & 1 for one in entries):
        raise ValidationError(_("The file is locked with a password. Remove the password and add it."), code="locked")
