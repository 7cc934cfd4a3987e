"""Databases that the tests copy: to make all tables takes half a minute, to copy them less than a second.

``./dev test`` makes the one with empty tables, and the first test that wants the demo the one with the demo.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from devtools.errors import StackError
from devtools.paths import ROOT
from devtools.stack import Stack, beside, create_database, database_of, drop_database

# What the demo keeps outside its database.
KEPT = ("files", "keys")


@contextmanager
def templates(folder: Path, env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """``env`` with the names of the templates on the server of its ``DATABASE_URL``; they are gone afterwards.

    ``folder`` holds what the demo keeps outside its database. Raises ``StackError`` when the tables cannot be made.
    """
    folder.mkdir()
    tables = beside(env["DATABASE_URL"], f"tables_{os.getpid()}")
    create_database(tables)
    try:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        done = subprocess.run(
            command, cwd=ROOT, env=dict(env) | {"DATABASE_URL": tables}, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            raise StackError("The tables of the tests could not be made.")
        yield dict(env) | {"TEMPLATE_DATABASE": database_of(tables), "TEMPLATES_FOLDER": str(folder)}
    finally:
        for url in (tables, _demo_of(tables)):
            drop_database(url)


@contextmanager
def demo_product(var: Path, name: str) -> Iterator[Stack]:
    """The running product with demo data: a ``Stack`` over ``var``, with a Valkey and a database of its own.

    The database is on the server of the tests; ``name`` tells it apart from others of this process.
    """
    database_url = beside(os.environ["DATABASE_URL"], f"{name}_{os.getpid()}")
    stack = Stack(var, database_url=database_url, environ={"DEMO": "1"})
    try:
        demo = _demo_template()
        create_database(database_url, copy_of=database_of(demo.database_url))
        for part in KEPT:
            shutil.copytree(demo.var / part, var / part)
        yield stack.start_services().start_processes()
    finally:
        stack.stop()
        drop_database(database_url)


def _demo_template() -> Stack:
    """The stopped stack whose database and folder hold the demo; made once for all processes of a run."""
    folder = Path(os.environ["TEMPLATES_FOLDER"])
    tables = beside(os.environ["DATABASE_URL"], os.environ["TEMPLATE_DATABASE"])
    stack = Stack(folder / "demo", database_url=_demo_of(tables), environ={"DEMO": "1"})
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "demo.made").exists():
            create_database(stack.database_url, copy_of=database_of(tables))
            try:
                stack.load_demo()
            finally:
                stack.stop()
            (folder / "demo.made").touch()
    return stack


def _demo_of(tables: str) -> str:
    return beside(tables, f"{database_of(tables)}_demo")
