"""Who runs a stack in a folder: a lock that dies with its holder, and in the same file what the holder says."""

import contextlib
import fcntl
import json
import os
import time
from pathlib import Path
from typing import IO, Any

import psutil

from devtools.errors import AlreadyRunningError, StackError


class StateFile:
    """``run/stack.json`` under a data folder, mode 600 (it names the database's password).

    Shape: {"pid": int, "started": float, "url": str, "ready": bool, "env": {name: value} or null,
    "children": {name: [pid, started]}}

    The kernel frees the lock when its holder dies, however it dies: the words count only while the lock is held.
    """

    def __init__(self, var: Path) -> None:
        self.path = var / "run" / "stack.json"
        self._file: IO[str] | None = None

    def acquire(self) -> dict[str, Any]:
        """Take the lock and return what the last holder left behind, ``{}`` after a proper stop.

        Raises ``AlreadyRunningError`` when somebody else holds it.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError:
            raise StackError(f"{self.path} belongs to another user, and so does the data beside it.") from None
        file = os.fdopen(descriptor, "r+", encoding="utf-8")
        # More than once, because ``running`` holds the lock for a moment to look.
        for _ in range(5):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._file = file
                return _parse(file)
            time.sleep(0.1)
        state = _parse(file)
        file.close()
        raise AlreadyRunningError(state)

    def write(self, state: dict[str, Any]) -> None:
        """Replace what the file says; our own process is added. Does nothing without the lock."""
        if self._file is None:
            return
        me = psutil.Process()
        self._file.seek(0)
        self._file.truncate()
        json.dump({**state, "pid": me.pid, "started": me.create_time()}, self._file)
        self._file.flush()

    def release(self) -> None:
        """Empty the file and free the lock; the file stays, for a lock on a deleted file would guard nothing."""
        if self._file is None:
            return
        self._file.seek(0)
        self._file.truncate()
        self._file.close()
        self._file = None

    def running(self) -> dict[str, Any] | None:
        """What the running stack says of itself (``{}`` in the moment it writes), or None when none runs."""
        if not self.path.exists():
            return None
        with self.path.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _parse(file)
        return None


def process_if_same(pid: int, started: float) -> psutil.Process | None:
    """The process with that number, if it is still the one that started then; numbers are used again."""
    try:
        process = psutil.Process(pid)
        return process if abs(process.create_time() - started) < 1 else None
    except psutil.Error:
        return None


def end_leftovers(left_behind: dict[str, Any]) -> list[str]:
    """End the children of a holder that was killed where no death signal reached them; return their names."""
    ended = []
    for name, (pid, started) in left_behind.get("children", {}).items():
        process = process_if_same(pid, started)
        # The database ends in good order by ``Postgres.clear_up``.
        if process is None or name == "db":
            continue
        with contextlib.suppress(psutil.Error):
            for descendant in [*process.children(recursive=True), process]:
                descendant.kill()
            process.wait(10)
            ended.append(name)
    return ended


def _parse(file: IO[str]) -> dict[str, Any]:
    file.seek(0)
    try:
        state = json.loads(file.read())
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}
