"""Keys of single rows, each a file outside the database: a destroyed key wipes what it opens, in old backups too.

A row names its key and holds what the key encrypts. The key is made before the row and destroyed after it, so that a
fault between the two leaves a key that no row names; ``sweep`` destroys those. ``settings.KEYS_ROOT`` is a folder that
web and workers share and that is never backed up together with the database.

A folder that is not the right one (a disk that was not mounted) must not look as if everything had been wiped: the
first key leaves a mark beside it, and without mark and keys the store is away, not empty.
"""

import os
import re
import secrets
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import DomainError

KEY_BYTES, NONCE_BYTES = 32, 12
MARK = ".store"
# A key, or one that a machine which stopped left half written.
_FILE = re.compile(r"\.?[0-9a-f]{32}")
# A transaction that has made a key ends long before; what no row names by then was rolled back, or wiped by halves.
ORPHAN_AFTER = timedelta(days=1)

_holders: list[Callable[[], Iterator[uuid.UUID]]] = []


class KeyStoreAway(DomainError):  # noqa: N818 -- named like the other refusals
    """The folder is not that of the keys."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The key store is not there, so concerns can be neither read nor written now. Nothing has been lost. "
                "Tell whoever runs the service."
            )
        )


class KeyDestroyed(Exception):  # noqa: N818 -- not an error: what the key opened has been wiped
    """The key is no more; what it encrypted can be read by nobody."""


def new_key() -> uuid.UUID:
    """Make a key and return its name, once it is on disk for good.

    Raises ``OSError`` when it cannot be stored: then nothing may be encrypted with it; ``KeyStoreAway`` when the
    folder is not that of the keys there are.
    """
    if is_away():
        raise KeyStoreAway
    name = uuid.uuid4()
    root = _root()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    (root / MARK).touch(mode=0o600)
    # Under another name until it is whole: a machine that stops in between leaves no half key.
    part = root / f".{name.hex}"
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    part.rename(_path(name))
    _sync_folder(root)
    return name


def encrypt(key: uuid.UUID, text: str) -> bytes:
    """The text as only this key opens it (AES-256-GCM, the key's name bound in). Raises ``KeyDestroyed``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_read(key)).encrypt(nonce, text.encode(), key.bytes)


def decrypt(key: uuid.UUID, sealed: bytes) -> str:
    """What was encrypted with the key. Raises ``KeyDestroyed``, and ``InvalidTag`` for bytes that were changed."""
    sealed = bytes(sealed)
    return AESGCM(_read(key)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], key.bytes).decode()


def exists(key: uuid.UUID) -> bool:
    """Whether the key has not been destroyed. Raises ``KeyStoreAway``."""
    if _path(key).is_file():
        return True
    if not _is_store():
        raise KeyStoreAway
    return False


def is_away() -> bool:
    """Whether rows name keys and the folder is not that of any; queries only when there is neither mark nor key."""
    return not _is_store() and any(True for named in _holders for _key in named())


def destroy(key: uuid.UUID) -> None:
    """Destroy the key for good; one that is no more is no fault. Call it when the row no longer names the key."""
    with suppress(FileNotFoundError):
        _path(key).unlink()
        _sync_folder(_root())


def register_holder(named: Callable[[], Iterator[uuid.UUID]]) -> None:
    """Name the function that tells all keys that rows of a table name: the others are orphans."""
    _holders.append(named)


def sweep() -> int:
    """Destroy the keys that no row names and that are older than a day; returns how many.

    Destroys nothing while nobody has said which keys are named.
    """
    if not _holders or not _root().is_dir():
        return 0
    # The folder is read before the rows: a key that is named meanwhile is not among the old ones.
    old = dict(_old_files())
    for named in _holders:
        for key in named():
            old.pop(key.hex, None)
    for path in old.values():
        path.unlink(missing_ok=True)
    if old:
        _sync_folder(_root())
    return len(old)


def _old_files() -> Iterator[tuple[str, Path]]:
    latest = time.time() - ORPHAN_AFTER.total_seconds()
    for path in _root().iterdir():
        with suppress(FileNotFoundError):  # destroyed meanwhile
            if _FILE.fullmatch(path.name) and path.stat().st_mtime < latest:
                yield path.name, path


def _is_store() -> bool:
    root = _root()
    if (root / MARK).is_file():
        return True
    # One of before there was a mark.
    return root.is_dir() and any(_FILE.fullmatch(path.name) for path in root.iterdir())


def _root() -> Path:
    return Path(settings.KEYS_ROOT)


def _path(key: uuid.UUID) -> Path:
    return _root() / key.hex


def _read(key: uuid.UUID) -> bytes:
    try:
        return _path(key).read_bytes()
    except FileNotFoundError:
        raise (KeyDestroyed if _is_store() else KeyStoreAway) from None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
