"""Restoring a backup into an empty place: everything is checked before anything is written."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command

from core import erasure
from core.audit import verify_all
from core.backups import database
from core.backups.errors import BackupRefused
from core.backups.folders import key_label, stored_names, unpack_keys, unpack_storage
from core.backups.manifest import DATABASE, FILES, KEYS, PART_FILES, Manifest
from core.backups.vault import Opener, checked_key

MAX_AGE_DAYS = 14


@dataclass
class Restored:
    """What came back. ``erased`` people had been erased after the backup was made, and were erased again."""

    manifest: Manifest
    tables: int = 0
    rows: int = 0
    files: int = 0
    keys: int = 0
    erased: int = 0
    # Of the chains of the logs, which were recomputed.
    audit_heads: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def restore_backup(
    folder: Path,
    *,
    keys_folder: Path,
    key: str,
    max_age_days: float = MAX_AGE_DAYS,
    without_ledger: bool = False,
) -> Restored:
    """Restore the database, the files and the keys, and erase again whom the ledger names.

    The database, the storage and the folder of keys must be empty. Raises ``BackupRefused`` for a backup that is cut,
    changed, incomplete, stale, of another key or of a newer version, and for one that came back otherwise than it was
    when it was made; then everything is as empty as before.
    """
    key = checked_key(key)
    manifest = Manifest.read(folder, key=key)
    manifest.check_version()
    manifest.check_age(days=max_age_days)
    manifest.check_part(DATABASE, folder)
    manifest.check_part(FILES, folder)
    _check_keys(manifest, keys_folder, key)
    _check_target(without_ledger=without_ledger)
    restored = Restored(manifest)
    files: list[str] = []
    keys: list[Path] = []
    try:
        _fill(restored, folder, keys_folder, key, files, keys)
    except BaseException:
        database.make_empty()
        for name in files:
            default_storage.delete(name)
        for path in keys:
            path.unlink(missing_ok=True)
        raise
    return restored


def _fill(restored: Restored, folder: Path, keys_folder: Path, key: str, files: list[str], keys: list[Path]) -> None:
    manifest = restored.manifest
    with _timed(restored, "database"), _opened(folder, DATABASE, key, manifest) as source:
        database.load(source)
    with _timed(restored, "hashes"):
        _check_tables(manifest)
    with _timed(restored, "files"), _opened(folder, FILES, key, manifest) as source:
        facts = unpack_storage(source, files)
        if facts != manifest.files:
            raise BackupRefused(f"The files came back otherwise than they were: {facts}, not {manifest.files}.")
    with _timed(restored, "keys"), _opened(keys_folder, KEYS, key, manifest) as source:
        restored.keys = unpack_keys(source, settings.KEYS_ROOT, keys)["count"]
    with _timed(restored, "release"):
        # An older database becomes today's first: those who erase know today's tables.
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    verdicts = verify_all()
    restored.audit_heads = {verdict.log: verdict.head for verdict in verdicts if verdict.head}
    if faults := [f"{verdict.log}: {verdict.fault}" for verdict in verdicts if verdict.fault]:
        raise BackupRefused(f"The log of the backup is not as it was written: {'; '.join(faults)}.")
    with _timed(restored, "erasures"):
        try:
            restored.erased = erasure.replay()
        except LookupError as error:
            raise BackupRefused(f"The ledger of erasures could not be followed: {error}") from error
    restored.tables = len(manifest.tables)
    restored.rows = sum(facts["rows"] for facts in manifest.tables.values())
    restored.files = len(files)


def _check_tables(manifest: Manifest) -> None:
    with database.snapshot() as moment:
        tables = moment.tables()
    names = manifest.tables.keys() | tables.keys()
    other = sorted(name for name in names if manifest.tables.get(name) != tables.get(name))
    if other:
        was, now = manifest.tables.get(other[0]), tables.get(other[0])
        raise BackupRefused(f"{len(other)} tables came back otherwise than they were; {other[0]}: {now}, not {was}.")


def _check_keys(manifest: Manifest, folder: Path, key: str) -> None:
    """The archive of this backup or a newer one. An older one would lack keys."""
    path = folder / PART_FILES[KEYS]
    if not path.exists():
        raise BackupRefused(f"{path} is missing: without the keys no concern could be read again.")
    with path.open("rb") as file:
        label = key_label(Opener.buffered(file, key=key, name=KEYS))
    if label["backup"] == manifest.id:
        manifest.check_part(KEYS, folder)
    elif datetime.fromisoformat(label["made_at"]) < manifest.made_at:
        raise BackupRefused(f"{path} is older than the backup: keys of newer concerns would be missing.")


def _check_target(*, without_ledger: bool) -> None:
    if not database.is_empty():
        raise BackupRefused("The database is not empty. A backup is restored into an empty one only.")
    if next(stored_names(), None) is not None:
        raise BackupRefused("The storage of files is not empty. A backup is restored into an empty one only.")
    if any(path.is_file() for path in settings.KEYS_ROOT.rglob("*")):
        raise BackupRefused(f"{settings.KEYS_ROOT} is not empty. Keys are restored into an empty folder only.")
    if not settings.ERASURE_LEDGER.exists() and not without_ledger:
        raise BackupRefused(
            f"{settings.ERASURE_LEDGER} is missing: whoever was erased after the backup was made would be back."
            " Put the ledger there; if nobody has ever been erased, say --without-ledger."
        )
    try:
        erasure.read_ledger()
    except ValueError as error:
        raise BackupRefused(f"The ledger of erasures is damaged. {error}") from error


@contextmanager
def _opened(folder: Path, part: str, key: str, manifest: Manifest) -> Iterator[Any]:
    with (folder / PART_FILES[part]).open("rb") as file:
        yield Opener.buffered(file, key=key, name=part if part == KEYS else f"{part} {manifest.id}")


@contextmanager
def _timed(restored: Restored, step: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    restored.seconds[step] = round(time.perf_counter() - begin, 2)
