"""The one process list, ``Procfile``: read by the stack here, and held against docker-compose.yml by a test."""

import shlex
from pathlib import Path

from devtools.paths import PROCFILE

RELEASE = "release"
LONG_RUNNING = ("web", "worker", "beat")


def read_processes(path: Path = PROCFILE) -> dict[str, list[str]]:
    """Name → command as an argument list. ``#`` starts a comment line.

    Raises ``ValueError`` for a line that is not ``name: command``.
    """
    processes: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, separator, command = line.partition(":")
        if not separator or not command.strip() or name in processes:
            raise ValueError(f"{path}, line {number}: expected a new “name: command”.")
        processes[name.strip()] = shlex.split(command)
    return processes
