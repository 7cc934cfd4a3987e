"""Files encrypted as they are written: AES-256-GCM in chunks of 1 MB under a key of the file's own.

A file is a header (magic with the number of the form, salt, a value by which a wrong key is told from a damaged file)
and chunks. The nonce of a chunk is its number and whether it is the last, so chunks cannot be cut off, swapped or
repeated; header and name of the file are authenticated with each. The file's key is derived (HKDF-SHA256) from the
installation's, the salt and the name, so no nonce is ever used twice under one key.
"""

import hashlib
import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.backups.errors import BackupRefused

KIND = b"VERKOSTO-BACKUP-"
MAGIC = KIND + b"1\n"
SALT_BYTES = CHECK_BYTES = TAG_BYTES = 16
CHUNK_BYTES = 1024 * 1024
LEAST_KEY_LENGTH = 32


class Sealer(io.RawIOBase):
    """Write plain bytes, and ``target`` gets the encrypted file; only ``finish`` makes it whole.

    ``size`` and ``sha256`` are of what was written to ``target``.
    """

    def __init__(self, target: BinaryIO, *, key: str, name: str) -> None:
        super().__init__()
        self.size = 0
        self._digest = hashlib.sha256()
        self._target, self._buffer, self._number = target, bytearray(), 0
        salt = os.urandom(SALT_BYTES)
        self._header = MAGIC + salt + _check(key, salt)
        self._aad = self._header + name.encode()
        self._cipher = AESGCM(_derived(key, salt, b"file " + name.encode(), 32))
        self._put(self._header)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self._buffer += data
        # One byte more than a chunk: what is held back is the last one, and is known to be.
        while len(self._buffer) > CHUNK_BYTES:
            self._seal(bytes(self._buffer[:CHUNK_BYTES]), last=False)
            del self._buffer[:CHUNK_BYTES]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk. A file without it is refused as cut."""
        self._seal(bytes(self._buffer), last=True)
        self._buffer.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._put(self._cipher.encrypt(_nonce(self._number, last=last), chunk, self._aad))
        self._number += 1

    def _put(self, data: bytes) -> None:
        self._target.write(data)
        self._digest.update(data)
        self.size += len(data)


class Opener(io.RawIOBase):
    """Read the plain bytes of an encrypted file.

    Raises ``BackupRefused`` for another form, another key, and for a file that was cut or changed; what was read
    before that is right, but not all.
    """

    def __init__(self, source: BinaryIO, *, key: str, name: str) -> None:
        super().__init__()
        header = source.read(len(MAGIC) + SALT_BYTES + CHECK_BYTES)
        if not header.startswith(KIND):
            raise BackupRefused(f"{name}: this is not a part of a backup of Verkosto.")
        if not header.startswith(MAGIC):
            raise BackupRefused(f"{name}: another version of Verkosto made it, in a form that this one does not know.")
        salt, check = header[len(MAGIC) : len(MAGIC) + SALT_BYTES], header[len(MAGIC) + SALT_BYTES :]
        if check != _check(key, salt):
            raise BackupRefused(f"{name}: it was made with another BACKUP_KEY than the one given.")
        self._name, self._aad = name, header + name.encode()
        self._cipher = AESGCM(_derived(key, salt, b"file " + name.encode(), 32))
        self._chunks = self._opened(source)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        if not self._rest:
            self._rest = next(self._chunks, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    @classmethod
    def buffered(cls, source: BinaryIO, *, key: str, name: str) -> io.BufferedReader:
        """The same with the methods of a file."""
        return io.BufferedReader(cls(source, key=key, name=name), CHUNK_BYTES)

    def _opened(self, source: BinaryIO) -> Iterator[bytes]:
        number, chunk = 0, source.read(CHUNK_BYTES + TAG_BYTES)
        while True:
            following = source.read(CHUNK_BYTES + TAG_BYTES)
            try:
                yield self._cipher.decrypt(_nonce(number, last=not following), chunk, self._aad)
            except InvalidTag:
                raise BackupRefused(f"{self._name}: it was cut or changed.") from None
            if not following:
                return
            number, chunk = number + 1, following


def checked_key(key: str) -> str:
    """The key as it is used. Raises ``BackupRefused`` when there is none or it could be guessed."""
    key = key.strip()
    if len(key) < LEAST_KEY_LENGTH:
        raise BackupRefused(
            f"Set BACKUP_KEY, or BACKUP_KEY_FILE, to at least {LEAST_KEY_LENGTH} random characters, and keep them"
            " elsewhere than the backups: without them no backup can be read. ./dev secrets writes such a file."
        )
    return key


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _check(key: str, salt: bytes) -> bytes:
    return _derived(key, salt, b"check", CHECK_BYTES)


def _derived(key: str, salt: bytes, purpose: bytes, length: int) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=length, salt=salt, info=b"verkosto backup " + purpose)
    return derive.derive(key.encode())
