"""The restore drill: a good backup comes back whole, broken ones are refused, who was erased stays erased.

``tests/proof/test_restore_drill.py`` runs it over servers and demo data of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2

from core.backups.vault import Opener, Sealer
from devtools.paths import ROOT
from devtools.stack import Stack, StackError, create_database, drop_database

KEY, OTHER_KEY = "only-for-the-drill-" + "0" * 32, "another-for-the-drill-" + "1" * 32
MANIFEST = "manifest.json.aes"
DATABASE = "database.dump.aes"
FILES = "files.tar.aes"
# A person without an account, whom no other part of the demo needs.
SOMEBODY = "SELECT id, last_name FROM network_person WHERE user_id IS NULL ORDER BY id DESC LIMIT 1"
IS_EMPTY = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"


@dataclass(frozen=True)
class Place:
    """Where a backup is made or restored: a database and a data folder of its own."""

    env: dict[str, str]
    var: Path

    def figures(self, *arguments: str) -> dict[str, Any]:
        """What a management command printed as its last line."""
        return json.loads(self.manage(*arguments).splitlines()[-1])

    def manage(self, *arguments: str) -> str:
        """What a management command printed. Raises ``StackError`` when it failed."""
        return self._python(str(ROOT / "manage.py"), *arguments)

    def refusals(self, attempts: list[tuple[Path, Path, str]]) -> list[str]:
        """The words with which each (backup, folder of keys, BACKUP_KEY) was refused, nothing for what was not."""
        said = self._python("-m", "devtools.prove.refusals", input=json.dumps(attempts, default=str))
        return json.loads(said.splitlines()[-1])

    def _python(self, *arguments: str, input: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.env, input=input, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise StackError(f"{' '.join(arguments)} failed: {done.stdout[-1000:]}{done.stderr[-2000:]}")
        return done.stdout

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        connection = psycopg2.connect(self.env["DATABASE_URL"])
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall()
        finally:
            connection.close()


def restore_drill(stack: Stack, folder: Path) -> dict[str, Any]:
    """Back up what ``stack`` runs, erase somebody, and restore into databases beside its own, below ``folder``.

    Returns ``{"ok": bool, "tables": int, "rows": int, "files": int, "keys": int, "bytes": int, "seconds": float,
    "backup_seconds": float, "restore_seconds": float, "backup_steps": {step: seconds}, "restore_steps": the same,
    "refused": {what is wrong: the refusal}, "not_refused": [what is wrong], "broken_ones_left_nothing": bool,
    "erased_again": int, "name_stays_erased": bool, "chains_hold": bool}``; ``ok`` is all of it. Equal hashes of all
    tables are a part of a restore that succeeds. Raises ``StackError`` when a good backup fails.
    """
    begin = time.perf_counter()
    source = Place(stack.env | {"BACKUP_KEY": KEY, "BACKUP_KEY_FILE": ""}, stack.var)
    backup, keys = folder / "backup", folder / "keys"
    _put_contents(source)
    made, backup_seconds = _timed(lambda: source.figures("backup", str(backup), "--keys", str(keys)))

    # After the backup was made: it still holds the name.
    ((person, name),) = source.ask(SOMEBODY)
    source.figures("erase_person", str(person))
    ledger = Path(source.env["ERASURE_LEDGER"])

    broken = _broken(backup, keys, folder)
    with _empty_place(stack, folder / "broken", ledger) as place:
        refused = dict(zip(broken, place.refusals(list(broken.values())), strict=True))
        still_empty = place.ask(IS_EMPTY) == [(0,)]
    with _empty_place(stack, folder / "restored", ledger) as place:
        restored, restore_seconds = _timed(lambda: place.figures("restore", str(backup), "--keys", str(keys)))
        ((name_now,),) = place.ask(f"SELECT last_name FROM network_person WHERE id = {int(person)}")  # noqa: S608 -- a number
        (refused["into a place that is not empty"],) = place.refusals([(backup, keys, KEY)])

    # A restore recomputes the chains of the logs, and fails where one is broken.
    chains_hold = bool(made["audit_heads"]) and restored["audit_heads"] == made["audit_heads"]
    figures = {
        "tables": restored["tables"],
        "rows": restored["rows"],
        "files": restored["files"],
        "keys": restored["keys"],
        "bytes": made["bytes"],
        "backup_seconds": backup_seconds,
        "backup_steps": made["seconds"],
        "restore_seconds": restore_seconds,
        "restore_steps": restored["seconds"],
        "refused": refused,
        "not_refused": [what for what, words in refused.items() if not words],
        "broken_ones_left_nothing": still_empty,
        "erased_again": restored["erased_again"],
        "name_stays_erased": name_now != name,
        "chains_hold": chains_hold,
        "seconds": round(time.perf_counter() - begin, 1),
    }
    whole = (made["tables"], made["rows"]) == (restored["tables"], restored["rows"])
    figures["ok"] = (
        whole
        and not figures["not_refused"]
        and still_empty
        and figures["erased_again"] == 1
        and figures["name_stays_erased"]
        and chains_hold
    )
    return figures


def _broken(backup: Path, keys: Path, folder: Path) -> dict[str, tuple[Path, Path, str]]:
    """``{what is wrong: (the backup, the folder of its keys, BACKUP_KEY)}``, each made here."""

    def copy(name: str, change: Callable[[Path], None]) -> tuple[Path, Path, str]:
        made = folder / name
        shutil.copytree(backup, made)
        change(made)
        return made, keys, KEY

    long_ago = (datetime.now(UTC) - timedelta(days=15)).isoformat()
    return {
        "cut": copy("cut", lambda at: _rewrite(at / DATABASE, lambda content: content[: len(content) // 2])),
        "changed": copy("changed", lambda at: _rewrite(at / DATABASE, _with_one_bit_turned)),
        "incomplete": copy("incomplete", lambda at: (at / FILES).unlink()),
        "without its manifest": copy("unfinished", lambda at: (at / MANIFEST).unlink()),
        "with a changed manifest": copy("forged", lambda at: _rewrite(at / MANIFEST, _with_one_bit_turned)),
        "without its keys": (backup, folder / "no-keys", KEY),
        "wrongly keyed": (backup, keys, OTHER_KEY),
        "of a newer version": copy(
            "newer", lambda at: _edit(at, lambda facts: facts["migrations"].append(["core", "9999_of_tomorrow"]))
        ),
        "of another form": copy("form", lambda at: _edit(at, lambda facts: facts.update(format=2))),
        "stale": copy("stale", lambda at: _edit(at, lambda facts: facts.update(made_at=long_ago))),
    }


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def _with_one_bit_turned(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _edit(backup: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what the manifest says, and encrypt it rightly: only its words are wrong."""
    path = backup / MANIFEST
    with path.open("rb") as file:
        facts = json.loads(Opener.buffered(file, key=KEY, name="manifest").read())
    change(facts)
    with path.open("wb") as file:
        sealer = Sealer(file, key=KEY, name="manifest")
        sealer.write(json.dumps(facts).encode())
        sealer.finish()


@contextmanager
def _empty_place(stack: Stack, var: Path, ledger: Path) -> Iterator[Place]:
    """An empty database on the server of ``stack`` and an empty data folder with the ledger of erasures alone."""
    url = stack.database_url.rpartition("/")[0] + f"/drill_{os.getpid()}_{var.name}"
    own = var / "erasures" / "ledger.jsonl"
    own.parent.mkdir(parents=True)
    shutil.copy(ledger, own)
    env = stack.env | {
        "BACKUP_KEY": KEY,
        "BACKUP_KEY_FILE": "",
        "DATABASE_URL": url,
        "VAR_DIR": str(var),
        "FILES_OPTIONS": json.dumps({"location": str(var / "files")}),
        "KEYS_ROOT": str(var / "keys"),
        "ERASURE_LEDGER": str(own),
    }
    create_database(url)
    try:
        yield Place(env, var)
    finally:
        drop_database(url)


def _put_contents(source: Place) -> None:
    """A key and a file of several chunks at least, so that there is something to bring back."""
    for root, size in ((Path(source.env["KEYS_ROOT"]), 32), (source.var / "files" / "drill", 2_500_000)):
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        (root / "of-the-drill").write_bytes(os.urandom(size))


def _timed(act: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], float]:
    begin = time.perf_counter()
    result = act()
    return result, round(time.perf_counter() - begin, 2)
