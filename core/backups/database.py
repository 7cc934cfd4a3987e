"""The database of a backup: one snapshot, hashed table by table and dumped; and a dump put into an empty database."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from core.backups.errors import BackupRefused

# Who is signed in just now, and who tried to: nobody should be after a restore.
LEFT_EMPTY = ("django_session", "cache")
# The words of a row depend on these.
PLAIN_TEXT = (
    "SET LOCAL timezone = 'UTC'", "SET LOCAL datestyle = 'ISO, YMD'", "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'", "SET LOCAL extra_float_digits = 1",
)  # fmt: skip
TABLES = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT relispartition ORDER BY relname
"""
ANYTHING = """
    SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        + (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
"""
# Of libpq's parameters, as variables: a password on the command line is seen by everybody on the machine.
VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "options": "PGOPTIONS",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}  # fmt: skip
PIECE_BYTES = 1024 * 1024


class Snapshot:
    """The database as it was at one moment, whatever is written meanwhile."""

    def __init__(self, wrapper: BaseDatabaseWrapper, name: str) -> None:
        self._wrapper, self.name = wrapper, name

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with self._wrapper.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    def tables(self) -> dict[str, dict[str, Any]]:
        """``{table: {"rows": int, "hash": str}}``: SHA-256 over the hashes of all rows, in the order of these hashes.

        So it is the same wherever the rows lie in the table.
        """
        return {name: self._facts(name) for (name,) in self.ask(TABLES)}

    def _facts(self, table: str) -> dict[str, Any]:
        where = "WHERE false" if table in LEFT_EMPTY else ""
        quoted = self._wrapper.ops.quote_name(table)
        ((rows, digest),) = self.ask(
            "SELECT count(*), encode(sha256(coalesce(string_agg(digest, ''::bytea ORDER BY digest), '')), 'hex')"  # noqa: S608 -- names of our tables
            f" FROM (SELECT sha256(convert_to(whole_row::text, 'UTF8')) AS digest FROM {quoted} whole_row {where}) r"
        )
        return {"rows": rows, "hash": digest}


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """A snapshot on a connection of its own; ``name`` lets pg_dump see the same."""
    wrapper = connection.copy()
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for statement in PLAIN_TEXT:
                cursor.execute(statement)
            cursor.execute("SELECT pg_export_snapshot()")
            name = cursor.fetchone()[0]
        yield Snapshot(wrapper, name)
    finally:
        wrapper.close()


def dump(target: IO[bytes], *, snapshot: str) -> None:
    """Write the dump of a snapshot to ``target``. Raises ``BackupRefused`` when pg_dump fails."""
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    command += [f"--exclude-table-data={name}" for name in LEFT_EMPTY]
    with _program(command, stdout=subprocess.PIPE) as process:
        while piece := process.stdout.read(PIECE_BYTES):
            target.write(piece)


def load(source: BinaryIO) -> None:
    """Put a dump into the empty database, whole or not at all. Raises ``BackupRefused`` when pg_restore fails."""
    name = str(connection.get_connection_params()["dbname"])
    command = ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    with _program([*command, f"--dbname={name}"], stdin=subprocess.PIPE) as process:
        while piece := source.read(PIECE_BYTES):
            process.stdin.write(piece)


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ANYTHING)
        return cursor.fetchone()[0] == 0


def make_empty() -> None:
    """Take back a restore that did not come to its end."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


@contextmanager
def _program(command: list[str], **pipes: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A program of Postgres, joined to our database. Raises ``BackupRefused`` with its words when it fails."""
    path = Path(settings.PG_BIN) / command[0] if settings.PG_BIN else Path(command[0])
    parameters = connection.get_connection_params()
    env = dict(os.environ) | {"PGDATABASE": str(parameters["dbname"])}
    env |= {name: str(parameters[key]) for key, name in VARIABLES.items() if parameters.get(key) is not None}
    with tempfile.TemporaryFile() as words:
        try:
            process = subprocess.Popen([str(path), *command[1:]], env=env, stderr=words, **pipes)  # noqa: S603 -- no shell
        except OSError:
            raise BackupRefused(
                f"{path} was not found. Set PG_BIN to the folder with the programs of a Postgres as new as the server."
            ) from None
        try:
            with process:
                yield process
        except BrokenPipeError:
            pass  # it ended before it had read all, and says why
        except BaseException:
            process.kill()
            raise
        if process.returncode:
            words.seek(0)
            text = words.read().decode(errors="replace").strip()
            raise BackupRefused(f"{command[0]} failed: {text}")
