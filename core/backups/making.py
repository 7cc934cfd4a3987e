"""Making a backup."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from core.audit import seal_logs
from core.backups.database import dump, snapshot
from core.backups.errors import BackupRefused
from core.backups.folders import pack_keys, pack_storage
from core.backups.manifest import DATABASE, FILES, KEYS, PART_FILES, Manifest, product_version
from core.backups.vault import Sealer, checked_key

HEADS = "SELECT DISTINCT ON (log) log, hash FROM core_auditseal ORDER BY log, number DESC"


def make_backup(folder: Path, *, keys_folder: Path, key: str) -> tuple[Manifest, dict[str, float]]:
    """Write a backup into ``folder``, which must be new or empty, and the keys of concerns into ``keys_folder``.

    The archive of keys replaces the one that was there: a key that was destroyed since must not live on in an older
    archive. Returns the manifest and the seconds of each step; raises ``BackupRefused`` and leaves nothing half-made.
    """
    key = checked_key(key)
    folder, keys_folder = folder.resolve(), keys_folder.resolve()
    if keys_folder == folder or keys_folder.is_relative_to(folder) or folder.is_relative_to(keys_folder):
        raise BackupRefused("The keys belong apart from the backup, so that whoever finds one has nothing.")
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty. Each backup has a folder of its own.")
    for place in (folder, keys_folder):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _write(folder, keys_folder, key)
    except BaseException:
        for path in folder.iterdir():
            path.unlink()
        raise


def _write(folder: Path, keys_folder: Path, key: str) -> tuple[Manifest, dict[str, float]]:
    seconds: dict[str, float] = {}
    # So that the heads in the manifest stand for all that was logged until now.
    seal_logs()
    with snapshot() as moment:
        manifest = Manifest(
            id=uuid.uuid4().hex,
            made_at=datetime.now(UTC),
            product=product_version(),
            migrations=[list(row) for row in moment.ask("SELECT app, name FROM django_migrations ORDER BY id")],
        )
        manifest.audit_heads = dict(moment.ask(HEADS))
        with _timed(seconds, "hashes"):
            manifest.tables = moment.tables()
        with _timed(seconds, "database"):
            _part(manifest, DATABASE, folder, key, lambda sealer: dump(sealer, snapshot=moment.name))
    # After the snapshot: whatever it refers to is there by now. What came since is more than is needed, and no harm.
    with _timed(seconds, "files"):
        manifest.files = _part(manifest, FILES, folder, key, pack_storage)
    with _timed(seconds, "keys"):
        label = {"backup": manifest.id, "made_at": manifest.made_at.isoformat()}
        new = keys_folder / f"{PART_FILES[KEYS]}.new"
        _part(manifest, KEYS, keys_folder, key, lambda sealer: pack_keys(settings.KEYS_ROOT, sealer, label=label), new)
        new.replace(keys_folder / PART_FILES[KEYS])
    manifest.write(folder, key=key)
    return manifest, seconds


def _part(
    manifest: Manifest, part: str, folder: Path, key: str, fill: Callable[[Sealer], Any], path: Path | None = None
) -> Any:
    """Write one encrypted file and its size and hash into the manifest; returns what ``fill`` did."""
    descriptor = os.open(path or folder / PART_FILES[part], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        # The keys are named without the backup: the newest archive serves older backups too.
        sealer = Sealer(file, key=key, name=part if part == KEYS else f"{part} {manifest.id}")
        result = fill(sealer)
        sealer.finish()
        file.flush()
        os.fsync(file.fileno())
    manifest.parts[part] = {"size": sealer.size, "sha256": sealer.sha256}
    return result


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    seconds[step] = round(time.perf_counter() - begin, 2)
