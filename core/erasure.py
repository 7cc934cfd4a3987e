"""Erasing people so that it lasts: what was erased stays erased when an older backup is restored.

An erasure is a kind and a key, never a name. It stands in the table ``ErasureEntry``, and as a line of JSON in
``settings.ERASURE_LEDGER``, a file outside the database and its backups. After a restore ``replay`` erases again
what the ledger knows and the database does not. The apps say with ``register_eraser`` what an erasure does.
"""

import fcntl
import json
import os
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models, transaction

from core.audit import record
from core.models import ErasureEntry

# Takes a key and returns what was done as {what: how many}; must be safe to run again and when nobody has the key.
Eraser = Callable[[int], dict[str, int]]

_erasers: dict[str, list[Eraser]] = {}


@dataclass(frozen=True)
class Line:
    """One line of the ledger. Shape: {"uuid": str, "kind": str, "key": int, "at": ISO time}"""

    uuid: uuid.UUID
    kind: str
    key: int
    at: datetime

    @classmethod
    def of(cls, entry: ErasureEntry) -> Self:
        return cls(entry.uuid, entry.kind, entry.key, entry.at)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ``ValueError`` or ``KeyError`` for a line that says nothing."""
        facts = json.loads(text)
        return cls(uuid.UUID(facts["uuid"]), facts["kind"], int(facts["key"]), datetime.fromisoformat(facts["at"]))

    def __str__(self) -> str:
        return json.dumps({"uuid": str(self.uuid), "kind": self.kind, "key": self.key, "at": self.at.isoformat()})


def register_eraser(kind: str, eraser: Eraser, *, first: bool = False) -> None:
    """Name a function that erases things of ``kind`` ("network.person"); several apps may each take their own part.

    One that finds its part by what others erase, as by a name, comes ``first``.
    """
    erasers = _erasers.setdefault(kind, [])
    erasers.insert(0 if first else len(erasers), eraser)


@transaction.atomic
def erase(kind: str, key: int, *, actor: models.Model | None) -> dict[str, int]:
    """Erase, and write it into the table, the ledger and the log; returns what was done.

    Raises ``OSError`` when the ledger cannot be written, and then nothing is erased: a restore would bring it back.
    """
    done = _run(kind, key)
    entry = ErasureEntry(kind=kind, key=key)
    entry.full_clean()
    entry.save()
    record("core.erasure.made", entry, actor=actor, changes={kind: [key, None]})
    # Last, and before the transaction ends: a line too many erases somebody who was to be erased, one too few nobody.
    _write([Line.of(entry)])
    return done


def rehearse(kind: str, key: int) -> dict[str, int]:
    """What ``erase`` would do; nothing is changed."""
    with transaction.atomic():
        done = _run(kind, key)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def replay() -> int:
    """Erase what the ledger knows and this database does not; returns how many entries. Safe to run again.

    Entries that only the database knows are added to the ledger. Raises ``ValueError`` for a ledger that is damaged.
    """
    lines = read_ledger()
    known = set(ErasureEntry.objects.values_list("uuid", flat=True))
    missing = [line for line in lines if line.uuid not in known]
    for line in missing:
        _run(line.kind, line.key)
        entry = ErasureEntry.objects.create(uuid=line.uuid, kind=line.kind, key=line.key, at=line.at)
        record("core.erasure.repeated", entry, actor=None, changes={line.kind: [line.key, None]})
    written = {line.uuid for line in lines}
    _write([Line.of(entry) for entry in ErasureEntry.objects.order_by("pk") if entry.uuid not in written])
    return len(missing)


def read_ledger() -> list[Line]:
    """The lines of the ledger, oldest first; none when there is no file.

    A last line without its end was being written when the machine stopped, in a transaction that never ended.
    """
    path = settings.ERASURE_LEDGER
    if not path.exists():
        return []
    whole, _, _torn = path.read_text(encoding="utf-8").rpartition("\n")
    lines = []
    for number, text in enumerate(whole.splitlines(), start=1):
        try:
            lines.append(Line.parse(text))
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{path}, line {number}: this is not an erasure.") from None
    return lines


def _run(kind: str, key: int) -> dict[str, int]:
    if kind not in _erasers:
        raise LookupError(f"Nothing here knows how to erase {kind}.")
    done: Counter[str] = Counter()
    for eraser in _erasers[kind]:
        done.update(eraser(key))
    return dict(done)


def _write(lines: list[Line]) -> None:
    """Add lines to the ledger, on the disk before this returns."""
    if not lines:
        return
    settings.ERASURE_LEDGER.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(settings.ERASURE_LEDGER, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
        file.seek(0, os.SEEK_END)
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())
