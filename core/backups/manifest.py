"""What a backup says of itself: when and by which version it was made, and what must be in it."""

import dataclasses
import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from core.backups.errors import BackupRefused
from core.backups.vault import Opener, Sealer

FORMAT = 1
FILE = "manifest.json.aes"
NAME = "manifest"
DATABASE, FILES, KEYS = "database", "files", "keys"
PART_FILES = {DATABASE: "database.dump.aes", FILES: "files.tar.aes", KEYS: "keys.tar.aes"}


@dataclass
class Manifest:
    """Written last and read first. A backup without one was never finished."""

    id: str
    made_at: datetime
    product: str
    migrations: list[list[str]]
    format: int = FORMAT
    # Shape: {table: {"rows": int, "hash": str}}
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Shape: {"count": int, "bytes": int, "hash": str}
    files: dict[str, Any] = field(default_factory=dict)
    # Shape: {log: hash of its last seal}
    audit_heads: dict[str, str] = field(default_factory=dict)
    # Shape: {part: {"size": int, "sha256": str}}, of the encrypted files
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def write(self, folder: Path, *, key: str) -> None:
        facts = dataclasses.asdict(self) | {"made_at": self.made_at.isoformat()}
        with (folder / FILE).open("wb") as file:
            sealer = Sealer(file, key=key, name=NAME)
            sealer.write(json.dumps(facts).encode())
            sealer.finish()

    @classmethod
    def read(cls, folder: Path, *, key: str) -> Self:
        """Raises ``BackupRefused`` for none, one of another form or key, and one that was cut or changed."""
        path = folder / FILE
        if not path.exists():
            raise BackupRefused(f"{folder} has no {FILE}: the backup was not finished, or it is incomplete.")
        with path.open("rb") as file:
            facts = json.loads(Opener.buffered(file, key=key, name=NAME).read())
        if facts.get("format") != FORMAT:
            raise BackupRefused(
                f"The backup has the form {facts.get('format')}, and this version knows {FORMAT} only."
            )
        return cls(**facts | {"made_at": datetime.fromisoformat(facts["made_at"])})

    def check_part(self, part: str, folder: Path) -> None:
        """Raises ``BackupRefused`` when the encrypted file is not there, was cut or changed."""
        path, facts = folder / PART_FILES[part], self.parts[part]
        if not path.exists():
            raise BackupRefused(f"{path} is missing: the backup is incomplete.")
        size = path.stat().st_size
        if size < facts["size"]:
            raise BackupRefused(f"{path} was cut: it has {size} of its {facts['size']} bytes.")
        with path.open("rb") as file:
            if size > facts["size"] or hashlib.file_digest(file, "sha256").hexdigest() != facts["sha256"]:
                raise BackupRefused(f"{path} was changed after the backup was made.")

    def check_version(self) -> None:
        """Raises ``BackupRefused`` when a newer version of the product made the database."""
        known = MigrationLoader(connection).disk_migrations.keys()
        unknown = sorted(f"{app}.{name}" for app, name in self.migrations if (app, name) not in known)
        if unknown:
            raise BackupRefused(
                f"Version {self.product} made the backup, with {len(unknown)} migrations that this version"
                f" ({product_version()}) does not know: {unknown[0]} … Restore it with the version that made it."
            )

    def check_age(self, *, days: float) -> None:
        """Raises ``BackupRefused`` when the backup is older than so many days."""
        age = (datetime.now(UTC) - self.made_at).total_seconds() / 86400
        if age > days:
            raise BackupRefused(
                f"The backup is stale: it was made {age:.0f} days ago, {self.made_at:%Y-%m-%d %H:%M} UTC, and at most"
                f" {days:g} are allowed. Is there a newer one? If not, say --max-age {age + 1:.0f}."
            )


def product_version() -> str:
    """The version in ``pyproject.toml``."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]
